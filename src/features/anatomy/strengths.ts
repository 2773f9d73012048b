/** Computes how strongly each token of the pair is coloured, and its tooltip. Pure. */
import { skippedIds } from '../../engine/heads/sparse'
import type { Encoded } from '../../engine/encode/types'
import type { Anatomy } from '../../engine/heatmap/types'
import { formatNumber } from '../../ui/format'
import type { Deltas } from './deltas'
import { deltaStrengths, directionOf, similaritiesBy, weightStrengths, type Side, type Values } from './marks'
import type { AnatomyState, Part } from './types'

type BySide<T> = Readonly<Record<Side, T>>

const bySide = <T>(make: (side: Side) => T): BySide<T> => ({ a: make('a'), b: make('b') })

/** Cosine of each token with its best match on the other side; empty without ColBERT vectors. */
export function bestSimilarities({ explanation }: Anatomy): BySide<Values> {
  const { colbert } = explanation
  return bySide((side) =>
    colbert.state === 'available' ? similaritiesBy(directionOf(colbert.value, side)) : new Map(),
  )
}

/** Colour strength of each token for the open tab, from -1 to 1, by token index. */
export function strengthsOf(
  part: Part,
  anatomy: Anatomy,
  similarities: BySide<Values>,
  deltas: BySide<Deltas | null>,
  { tokenizer }: AnatomyState['info'],
): BySide<Values> {
  return bySide((side) => {
    if (part === 'colbert') return positive(similarities[side])
    if (part === 'sparse') return weightStrengths(anatomy[side], skippedIds(tokenizer.specialIds))
    return deltaStrengths(anatomy[side].tokenized, deltas[side]?.parts ?? [])
  })
}

const positive = (values: Values): Values =>
  new Map([...values].map(([token, value]) => [token, Math.max(0, value)]))

/** The UTF-16 range [start, end) of a token in the model input; null: a special token, which has no range. */
export function rangeOfToken({ tokenized }: Encoded, index: number): readonly [number, number] | null {
  const [start, end] = [tokenized.starts?.[index] ?? 0, tokenized.ends?.[index] ?? 0]
  return end > start ? [start, end] : null
}

/**
 * The tooltip of a token.
 * @param range the token's range in the text that the reader sees; null: it has none
 */
export function tokenTitle(
  { tokenized, tokenWeights }: Encoded,
  index: number,
  similarity: number | undefined,
  range: readonly [number, number] | null,
): string {
  return [
    `${index} ${tokenized.tokens[index]} #${tokenized.ids[index]}`,
    range !== null && `[${range.join('–')})`,
    similarity !== undefined && `max ${formatNumber(similarity, 4)}`,
    tokenWeights.state === 'available' && `w ${formatNumber(tokenWeights.value[index]!, 4)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

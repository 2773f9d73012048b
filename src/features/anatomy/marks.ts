/** Determines which tokens are marked, and how strongly each token is coloured. Pure. */
import type { Encoded } from '../../engine/encode/types'
import type { Anatomy } from '../../engine/heatmap/types'
import type { ColbertDirection, ColbertExplanation } from '../../engine/score/types'
import type { Tokenized } from '../../engine/tokenizer/types'
import type { Delta } from './deltas'
import type { Part } from './types'

export type Side = 'a' | 'b'

export interface At {
  readonly side: Side
  /** Token index. */
  readonly index: number
}

/** A UTF-16 range [start, end) of a side's model input. */
export interface Stretch {
  readonly side: Side
  readonly start: number
  readonly end: number
}

export const other = (side: Side): Side => (side === 'a' ? 'b' : 'a')

/** The ColBERT direction in which this side is the query. */
export const directionOf = ({ forward, backward }: ColbertExplanation, side: Side): ColbertDirection =>
  side === 'a' ? forward : backward

/** Index of the best match on the other side; null: the token has no ColBERT row (`<s>`). */
export function bestOf(colbert: ColbertExplanation, { side, index }: At): number | null {
  const direction = directionOf(colbert, side)
  const row = direction.queryTokens.indexOf(index)
  return row < 0 ? null : direction.bestTokens[row]!
}

/** A number for each token, by token index. */
export type Values = ReadonlyMap<number, number>

/** The similarity of each query token to its best match. */
export const similaritiesBy = ({ queryTokens, similarities }: ColbertDirection): Values =>
  new Map(Array.from(queryTokens, (token, row) => [token, similarities[row]!]))

/**
 * The weight of each token divided by the largest weight.
 * @param skipped ids that the sparse score leaves out
 */
export function weightStrengths({ tokenWeights, tokenized }: Encoded, skipped: ReadonlySet<number>): Values {
  if (tokenWeights.state === 'unavailable') return new Map()
  const counted = Array.from(tokenWeights.value, (weight, at) => [at, weight] as const).filter(
    ([at]) => !skipped.has(tokenized.ids[at]!),
  )
  const largest = counted.reduce((most, [, weight]) => Math.max(most, weight), 0)
  return new Map(largest > 0 ? counted.map(([at, weight]) => [at, weight / largest]) : [])
}

/** For each token: Δ of the part that contains it, divided by the largest |Δ|; from -1 to 1. */
export function deltaStrengths(tokenized: Tokenized, deltas: readonly Delta[]): Values {
  const found = new Map<number, number>()
  const most = Math.max(0, ...deltas.map(({ delta }) => Math.abs(delta ?? 0)))
  if (most === 0) return found
  for (const { start, end, delta } of deltas) {
    if (delta === null) continue
    for (const token of tokensIn(tokenized, start, end))
      if (Math.abs(delta / most) >= Math.abs(found.get(token) ?? 0)) found.set(token, delta / most)
  }
  return found
}

/** The tokens whose range overlaps the range [from, to) of the text. */
export function tokensIn({ starts, ends }: Tokenized, from: number, to: number): ReadonlySet<number> {
  const found = new Set<number>()
  if (starts === null || ends === null) return found
  for (let at = 0; at < starts.length; at++)
    if (ends[at]! > starts[at]! && starts[at]! < to && ends[at]! > from) found.add(at)
  return found
}

export function tokensWithId({ ids }: Tokenized, wanted: number | undefined): ReadonlySet<number> {
  const found = new Set<number>()
  ids.forEach((id, at) => {
    if (id === wanted) found.add(at)
  })
  return found
}

const NONE: ReadonlySet<number> = new Set()

/**
 * The tokens of a side that are marked. For an active token: its best match (ColBERT), or the tokens with the same id
 * (sparse). For a part that is left out: the tokens of the part (dense, which has no pairs of tokens).
 */
export function markedTokens(
  anatomy: Anatomy,
  part: Part,
  side: Side,
  active: At | null,
  stretch: Stretch | null,
): ReadonlySet<number> {
  if (part === 'dense')
    return stretch?.side === side ? tokensIn(anatomy[side].tokenized, stretch.start, stretch.end) : NONE
  if (active === null) return NONE
  if (part === 'sparse')
    return tokensWithId(anatomy[side].tokenized, anatomy[active.side].tokenized.ids[active.index])
  const { colbert } = anatomy.explanation
  const match = colbert.state === 'available' ? bestOf(colbert.value, active) : null
  if (match === null) return NONE
  return new Set([active.side === side ? active.index : match])
}

/** The index of the row that a key selects; null: the list does not handle this key. */
export function steppedTo(key: string, selected: number, rows: number): number | null {
  const last = Math.max(0, rows - 1)
  if (key === 'ArrowDown' || key === 'j') return Math.min(last, selected + 1)
  if (key === 'ArrowUp' || key === 'k') return Math.max(0, selected - 1)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

/** What changed between two models, row by row; the differences of each list sum to that of the scores. */
import { dot, norm } from '../matrix'
import type { Available, Unavailable } from '../model/types'
import { tokenAt, type TokenAt } from '../score/matches'
import type { SharedToken } from '../score/types'
import { sameVocabulary, tokensCompared } from './tokens'
import type { TwoRuns } from './types'

/** Rows, or why two models cannot be put beside each other here. */
export type Compared<T> =
  | { readonly state: 'comparable'; readonly value: T }
  | { readonly state: 'unavailable'; readonly model: 1 | 2; readonly reason: Unavailable }
  | { readonly state: 'dimensions'; readonly first: number; readonly second: number }
  | { readonly state: 'vocabulary' }
  | { readonly state: 'tokens' }

const comparable = <T>(value: T): Compared<T> => ({ state: 'comparable', value })

type Missing = Extract<Compared<never>, { state: 'unavailable' }>

function missing(first: Available<unknown>, second: Available<unknown>): Missing | null {
  if (first.state === 'unavailable') return { state: 'unavailable', model: 1, reason: first.reason }
  if (second.state === 'unavailable') return { state: 'unavailable', model: 2, reason: second.reason }
  return null
}

export interface Changed {
  /** Second − first, in units of the score. */
  readonly difference: number
}

const byDifference = <Row extends Changed>(rows: Row[]): readonly Row[] =>
  rows.sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference))

export const sumOf = (rows: readonly Changed[]): number =>
  rows.reduce((sum, { difference }) => sum + difference, 0)

export interface DimensionChange extends Changed {
  readonly dim: number
  /** aᵢ·bᵢ */
  readonly first: number
  readonly second: number
}

/** Largest change first. */
export function dimensionChanges({ first, second }: TwoRuns): Compared<readonly DimensionChange[]> {
  const one = first.reply.explanation.dense
  const other = second.reply.explanation.dense
  if (one.state === 'unavailable' || other.state === 'unavailable') return missing(one, other)!
  const before = one.value.contributions
  const after = other.value.contributions
  if (before.length !== after.length)
    return { state: 'dimensions', first: before.length, second: after.length }
  return comparable(
    byDifference(
      Array.from(before, (product, dim) => ({
        dim,
        first: product,
        second: after[dim]!,
        difference: after[dim]! - product,
      })),
    ),
  )
}

/** Cosine between the two models' dense vectors of one text; 0 for a vector of zeros. */
export function cosineBetween({ first, second }: TwoRuns, side: 'a' | 'b'): Compared<number> {
  const one = first.reply[side].encoded.denseVecs
  const other = second.reply[side].encoded.denseVecs
  if (one.state === 'unavailable' || other.state === 'unavailable') return missing(one, other)!
  if (one.value.length !== other.value.length)
    return { state: 'dimensions', first: one.value.length, second: other.value.length }
  const lengths = norm(one.value) * norm(other.value)
  return comparable(lengths === 0 ? 0 : dot(one.value, other.value) / lengths)
}

export interface TermChange extends Changed {
  readonly id: number
  readonly token: string
  /** Weights and product; null where the term is not shared by A and B. */
  readonly first: SharedToken | null
  readonly second: SharedToken | null
  readonly change: 'both' | 'appears' | 'vanishes'
}

/** Terms that A and B share under either model, largest change first. */
export function termChanges(result: TwoRuns): Compared<readonly TermChange[]> {
  const one = result.first.reply.explanation.sparse
  const other = result.second.reply.explanation.sparse
  if (one.state === 'unavailable' || other.state === 'unavailable') return missing(one, other)!
  if (!sameVocabulary(result)) return { state: 'vocabulary' }
  const before = new Map(one.value.shared.map((term) => [term.id, term]))
  const after = new Map(other.value.shared.map((term) => [term.id, term]))
  const terms = new Map([...before, ...after])
  return comparable(
    byDifference(
      [...terms].map(([id, { token }]) => {
        const first = before.get(id) ?? null
        const second = after.get(id) ?? null
        return {
          id,
          token,
          first,
          second,
          difference: (second?.product ?? 0) - (first?.product ?? 0),
          change: first === null ? 'appears' : second === null ? 'vanishes' : 'both',
        } as const
      }),
    ),
  )
}

export interface MatchChange extends Changed {
  readonly query: TokenAt
  readonly firstBest: TokenAt
  readonly secondBest: TokenAt
  readonly firstSimilarity: number
  readonly secondSimilarity: number
  /** The best match is another token. */
  readonly moved: boolean
}

/** A asks B: each query token under both models, largest change first. `difference` is divided by the rows. */
export function matchChanges(result: TwoRuns): Compared<readonly MatchChange[]> {
  const { first, second } = result
  const one = first.reply.explanation.colbert
  const other = second.reply.explanation.colbert
  if (one.state === 'unavailable' || other.state === 'unavailable') return missing(one, other)!
  if (!tokensCompared(result, 'a').equal || !tokensCompared(result, 'b').equal) return { state: 'tokens' }
  const before = one.value.forward
  const after = other.value.forward
  const query = first.reply.a.encoded.tokenized
  const passage = first.reply.b.encoded.tokenized
  return comparable(
    byDifference(
      Array.from(before.similarities, (firstSimilarity, row) => {
        const secondSimilarity = after.similarities[row]!
        const firstBest = before.bestTokens[row]!
        const secondBest = after.bestTokens[row]!
        return {
          query: tokenAt(query, before.queryTokens[row]!),
          firstBest: tokenAt(passage, firstBest),
          secondBest: tokenAt(passage, secondBest),
          firstSimilarity,
          secondSimilarity,
          moved: firstBest !== secondBest,
          difference: (secondSimilarity - firstSimilarity) / before.rows,
        }
      }),
    ),
  )
}

import type { Encoded } from '../../engine/encode/types'
import type { OneSidedToken, SharedToken, SparseExplanation } from '../../engine/score/types'
import { shareOf } from '../../ui/share'
import { toTsv } from '../../ui/tsv'

export interface Occurrence {
  /** Position in the token sequence; 0 is `<s>`. */
  readonly index: number
  readonly weight: number | null
}

export type Occurrences = ReadonlyMap<number, readonly Occurrence[]>

/** Where each id stands in a text, with the weight that the sparse head gave it there. */
export function occurrencesById(encoded: Encoded): Occurrences {
  const weights = encoded.tokenWeights.state === 'available' ? encoded.tokenWeights.value : null
  const found = new Map<number, Occurrence[]>()
  encoded.tokenized.ids.forEach((id, index) => {
    const here = { index, weight: weights?.[index] ?? null }
    const list = found.get(id)
    if (list) list.push(here)
    else found.set(id, [here])
  })
  return found
}

export interface SharedRow extends SharedToken {
  readonly inA: readonly Occurrence[]
  readonly inB: readonly Occurrence[]
  readonly share: number | null
}

export const sharedRows = (explained: SparseExplanation, inA: Occurrences, inB: Occurrences): SharedRow[] =>
  explained.shared.map((token) => ({
    ...token,
    inA: inA.get(token.id) ?? [],
    inB: inB.get(token.id) ?? [],
    share: shareOf(token.product, explained.score),
  }))

export interface SilencedToken {
  readonly id: number
  readonly token: string
  readonly weightA: number
  readonly weightB: number
}

/** In both texts, and yet not shared: ReLU left the weight 0 in at least one of them. */
export function silencedTokens(
  a: Encoded,
  inA: Occurrences,
  inB: Occurrences,
  skipped: ReadonlySet<number>,
): SilencedToken[] {
  const heaviest = (list: readonly Occurrence[]) => Math.max(...list.map((here) => here.weight ?? NaN))
  return [...inA].flatMap(([id, here]) => {
    const there = inB.get(id)
    if (!there || skipped.has(id)) return []
    const row = {
      id,
      token: a.tokenized.tokens[here[0]!.index]!,
      weightA: heaviest(here),
      weightB: heaviest(there),
    }
    return row.weightA <= 0 || row.weightB <= 0 ? [row] : []
  })
}

export const sharedTsv = (rows: readonly SharedRow[]): string =>
  toTsv(
    ['token', 'id', 'weight_a', 'weight_b', 'product', 'share_of_score', 'occurrences_a', 'occurrences_b'],
    rows.map((r) => [r.token, r.id, r.weightA, r.weightB, r.product, r.share, r.inA.length, r.inB.length]),
  )

export const oneSidedTsv = (rows: readonly OneSidedToken[]): string =>
  toTsv(
    ['token', 'id', 'weight'],
    rows.map((r) => [r.token, r.id, r.weight]),
  )

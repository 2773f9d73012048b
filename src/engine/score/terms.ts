/** The sparse score, token by token, with where each token stands. */
import type { Encoded } from '../encode/types'
import { shareOf } from './share'
import type { SharedToken, SparseExplanation } from './types'

export interface Occurrence {
  /** Position in the token sequence; 0 is `<s>`. */
  readonly index: number
  readonly weight: number | null
}

export type Occurrences = ReadonlyMap<number, readonly Occurrence[]>

/** Every place of each id in a text, with the weight that the sparse head gave it there. */
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

/** Tokens of both texts that do not count as shared: ReLU made the weight 0 in at least one text. */
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

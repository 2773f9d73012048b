/** Which row explains: the simplest within tolerance, unless a less simple one is far nearer. */
import type { WhyRow } from './types'

export interface Judged extends WhyRow {
  /** Number of hypotheses that are guesses, because the target alone does not show them. */
  readonly guesses: number
}

/** Distance between two runtimes with the same weights and arithmetic. Smaller distances are equal. */
export const NOISE = 5e-6

/**
 * How many times nearer a row with more guesses must be. The target differs from its true explanation only by noise in
 * hundreds of dimensions, and a wrong hypothesis does not have the same direction by chance.
 */
const NEARER = 3

const order = (a: Judged, b: Judged): number => a.guesses - b.guesses

/** @param rows in the order of their likelihood, which decides between equals */
export function bestOf(rows: readonly Judged[]): Judged | null {
  let best: Judged | null = null
  for (const row of rows.filter(({ within }) => within).toSorted(order)) {
    if (best === null) best = row
    else if (best.distance > NOISE) {
      const factor = row.guesses > best.guesses ? NEARER : 1
      if (row.distance * factor < best.distance) best = row
    }
  }
  return best
}

/** Rows within tolerance that are as near as the best, or nearer without being simpler; each set of hypotheses once. */
export function equalTo(rows: readonly Judged[], best: Judged): Judged[] {
  const seen = new Set([namesOf(best)])
  return rows.filter((row) => {
    if (row === best || !row.within || row.distance > Math.max(NEARER * best.distance, NOISE)) return false
    if (seen.has(namesOf(row))) return false
    seen.add(namesOf(row))
    return true
  })
}

/** Two hypotheses about different steps may be applied in either order. */
const namesOf = ({ hypotheses }: WhyRow): string =>
  hypotheses.map(({ id }) => id).sort().join('+') // oxfmt-ignore

/** Best cosine first; equals by fewer guesses; skipped ones last. */
export const byCosine = (a: Judged, b: Judged): number =>
  Number(Number.isNaN(a.cosine)) - Number(Number.isNaN(b.cosine)) ||
  (Math.abs(a.cosine - b.cosine) < 1e-9 ? a.distance - b.distance || order(a, b) : b.cosine - a.cosine)

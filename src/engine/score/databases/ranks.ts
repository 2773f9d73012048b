/** The places in two lists of which reciprocal rank fusion makes a number. */

export interface RankPair {
  /** As people count: the first place is 1. Null: the list does not have the hit. */
  readonly first: number
  readonly second: number | null
}

/** Databases add in float32 and print all its digits: so far off is a sum of two parts. */
const FLOAT32 = 2e-7

/**
 * Pairs of places whose sum Σ 1 / (k + rank) is the value; the smaller place first, the best fit first.
 * @param first what the database calls the first place: 0 or 1
 * @param tolerance how far the value may be off: half a unit of its last printed digit; at least what float32 leaves
 */
export function ranksOf(
  value: number,
  { k, first }: { readonly k: number; readonly first: 0 | 1 },
  { most, tolerance }: { readonly most: number; readonly tolerance: number },
): readonly RankPair[] {
  const allowed = Math.max(tolerance, FLOAT32 * Math.abs(value))
  const share = (place: number) => 1 / (k + place - 1 + first)
  const found: (RankPair & { readonly off: number })[] = []
  for (let place = 1; place <= most; place++) {
    const take = (second: number | null) => {
      const off = Math.abs(share(place) + (second === null ? 0 : share(second)) - value)
      if (off <= allowed) found.push({ first: place, second, off })
    }
    take(null)
    for (let second = place; second <= most; second++) take(second)
  }
  return found.sort((a, b) => a.off - b.off).map(({ first: place, second }) => ({ first: place, second }))
}

/** Two vectors of one head, in double precision. */
import { dot, norm } from '../matrix'
import type { WhyRow, WhyTolerance } from './types'

export type Compared = Pick<
  WhyRow,
  'cosine' | 'leastRow' | 'largestDifference' | 'normRatio' | 'distance' | 'overlap' | 'within'
>

/** For vectors that could not be compared. */
export const NOT_COMPARED: Compared = {
  cosine: NaN,
  leastRow: null,
  largestDifference: null,
  normRatio: null,
  distance: Infinity,
  overlap: null,
  within: false,
}

interface Vectors {
  /** The target, decoded if it holds integer codes. */
  readonly target: Float64Array
  /** The vector of a hypothesis, with the same number of values. */
  readonly made: Float64Array
  /** How much more a value may differ: half a step of the target's grid. */
  readonly slack?: (at: number) => number
  /** The vector before rounding; the slack is measured from it. */
  readonly exact?: Float64Array
}

/**
 * Vectors of the same number of values.
 * @param scale what `largestDifference` is for: 1 for weights, else the target's length
 */
export function compareVectors(
  { target, made, slack, exact = made }: Vectors,
  tolerance: Pick<WhyTolerance, 'cosine' | 'largestDifference'>,
  scale: number,
): Compared {
  let largest = 0
  let squares = 0
  let fits = true
  for (let i = 0; i < target.length; i++) {
    const difference = Math.abs(target[i]! - made[i]!)
    largest = Math.max(largest, difference)
    squares += difference * difference
    const room = tolerance.largestDifference * scale + (slack ? 1.05 * slack(i) : 0)
    if (Math.abs(target[i]! - exact[i]!) > room) fits = false
  }
  const [length, ours] = [norm(target), norm(made)]
  const cosine =
    length > 0 && ours > 0 ? Math.min(1, dot(target, made) / (length * ours)) : length === ours ? 1 : 0
  return {
    cosine,
    leastRow: null,
    largestDifference: largest,
    normRatio: length > 0 && ours > 0 ? length / ours : null,
    distance: Math.sqrt(squares) / Math.max(length, 1e-12),
    overlap: null,
    within: fits && cosine >= tolerance.cosine,
  }
}

/** Compares weights by id. An id that one side lacks has weight 0. */
export function compareWeights(
  target: ReadonlyMap<number, number>,
  made: ReadonlyMap<number, number>,
  tolerance: Pick<WhyTolerance, 'cosine' | 'largestDifference'>,
  slack?: (value: number) => number,
  exact: ReadonlyMap<number, number> = made,
): Compared {
  const ids = [...new Set([...target.keys(), ...made.keys()])]
  const of = (weights: ReadonlyMap<number, number>) => Float64Array.from(ids, (id) => weights.get(id) ?? 0)
  const values = of(target)
  const compared = compareVectors(
    {
      target: values,
      made: of(made),
      exact: of(exact),
      ...(slack && { slack: (at: number) => slack(values[at]!) }),
    },
    tolerance,
    1,
  )
  const shared = ids.filter((id) => target.has(id) && made.has(id)).length
  return { ...compared, overlap: { shared, all: ids.length } }
}

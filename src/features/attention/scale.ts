/** From a weight to the strength of its colour. The weights themselves are never changed. Pure. */

export const SCALES = ['sqrt', 'percentile', 'linear'] as const
export type ScaleName = (typeof SCALES)[number]

export interface Scale {
  readonly name: ScaleName
  /** Of the weights that have a colour. */
  readonly low: number
  readonly high: number
  /** From 0 to 1. */
  readonly tone: (value: number) => number
  /** The weight that has this tone. */
  readonly at: (tone: number) => number
  /** Percentiles are of every k-th weight, so that a long text does not stop the page; 1: of all. */
  readonly every: number
}

/** Sorting more than these would be felt. */
const MOST_SORTED = 65_536

/**
 * @param rows weights, [rows][n]
 * @param n tokens in a row
 * @param leftOut tokens that get no colour
 */
export function scaleOf(
  name: ScaleName,
  rows: ArrayLike<number>,
  n: number,
  leftOut: ReadonlySet<number>,
): Scale {
  let high = 0
  for (let at = 0, key = 0; at < rows.length; at++, key = key + 1 === n ? 0 : key + 1)
    if (rows[at]! > high && !leftOut.has(key)) high = rows[at]!
  if (name === 'percentile' && high > 0) return percentiles(rows, n, leftOut)
  const most = high > 0 ? high : 1
  const share = (value: number) => Math.min(1, Math.max(0, value / most))
  return {
    name,
    low: 0,
    high: most,
    tone: name === 'sqrt' ? (value) => Math.sqrt(share(value)) : share,
    at: (tone) => most * (name === 'sqrt' ? tone * tone : tone),
    every: 1,
  }
}

/** A weight's tone is the part of the weights that are smaller. */
function percentiles(rows: ArrayLike<number>, n: number, leftOut: ReadonlySet<number>): Scale {
  // With a common divisor, the same few tokens would be taken in every row.
  let every = Math.max(1, Math.ceil(rows.length / MOST_SORTED))
  while (every > 1 && divisor(every, n) > 1) every++
  const taken: number[] = []
  for (let at = 0; at < rows.length; at += every) if (!leftOut.has(at % n)) taken.push(rows[at]!)
  const sorted = Float64Array.from(taken).sort()
  const last = Math.max(0, sorted.length - 1)
  return {
    name: 'percentile',
    low: sorted[0] ?? 0,
    high: sorted[last] ?? 1,
    tone: (value) => (last === 0 ? 1 : Math.min(1, countBelow(sorted, value) / last)),
    at: (tone) => sorted[Math.round(tone * last)] ?? 0,
    every,
  }
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

/** How many of the sorted values are smaller. */
function countBelow(sorted: Float64Array, value: number): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle]! < value) from = middle + 1
    else to = middle
  }
  return from
}

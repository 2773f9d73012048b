/** How two columns of numbers go together. */
import { quantile } from '../distribution'
import type { Relation } from '../production-types'

/** A residual is far off from so many robust deviations on (Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993). */
const FAR = 3.5

/** Makes the median distance from the median estimate the deviation of a normal distribution. */
const TO_DEVIATION = 1.4826

/**
 * Pearson, Spearman (ties get their mean rank), Kendall's tau-b, and the line of least squares y = intercept + slope·x: scipy's
 * pearsonr, spearmanr, kendalltau and linregress. @param at positions of pairs that have both numbers
 */
export function relate(x: Float64Array, y: Float64Array, at: Int32Array): Relation {
  const [xs, ys] = [Float64Array.from(at, (i) => x[i]!), Float64Array.from(at, (i) => y[i]!)]
  const n = at.length
  const none = { pearson: null, spearman: null, kendall: null, slope: null, intercept: null }
  const [mx, my] = [average(xs), average(ys)]
  const [sxx, syy, sxy] = [product(xs, mx, xs, mx), product(ys, my, ys, my), product(xs, mx, ys, my)]
  if (n < 2 || isFlat(xs) || isFlat(ys)) return { n, ...none, outliers: new Int32Array(0), outlierFrom: null }
  const slope = sxy / sxx
  const intercept = my - slope * mx
  const residuals = ys.map((value, i) => value - (intercept + slope * xs[i]!))
  return {
    n,
    pearson: within(sxy / Math.sqrt(sxx * syy)),
    spearman: correlation(meanRanks(xs), meanRanks(ys)),
    kendall: kendall(xs, ys),
    slope,
    intercept,
    ...outliersOf(residuals, at, ys),
  }
}

const average = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const isFlat = (values: Float64Array): boolean => values.every((value) => value === values[0])

const within = (r: number): number => Math.min(1, Math.max(-1, r))

function product(a: Float64Array, ma: number, b: Float64Array, mb: number): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - ma) * (b[i]! - mb)
  return sum
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [ma, mb] = [average(a), average(b)]
  return within(product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb)))
}

/** 1 is the smallest; equal values share the mean of their places. */
export function meanRanks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(values.length)
  for (let start = 0; start < order.length;) {
    let end = start
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++
    for (let at = start; at < end; at++) ranks[order[at]!] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

/** tau-b in n·log n (Knight 1966): the swaps that a merge sort of y makes once pairs are sorted by x. */
function kendall(x: Float64Array, y: Float64Array): number | null {
  const n = x.length
  const order = Int32Array.from(x.keys()).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!)
  const tiesBoth = tied(order, (a, b) => x[a] === x[b] && y[a] === y[b])
  const tiesX = tied(order, (a, b) => x[a] === x[b])
  const sorted = Float64Array.from(order, (i) => y[i]!)
  const swaps = sortCounting(sorted)
  const tiesY = tied(Int32Array.from(sorted.keys()), (a, b) => sorted[a] === sorted[b])
  const all = (n * (n - 1)) / 2
  const score = all - tiesX - tiesY + tiesBoth - 2 * swaps
  return within(score / Math.sqrt(all - tiesX) / Math.sqrt(all - tiesY))
}

/** Pairs of equals in a row. */
function tied(order: Int32Array, same: (a: number, b: number) => boolean): number {
  let pairs = 0
  for (let start = 0; start < order.length;) {
    let end = start
    while (end < order.length && same(order[start]!, order[end]!)) end++
    pairs += ((end - start) * (end - start - 1)) / 2
    start = end
  }
  return pairs
}

/** Sorts in place; gives the number of pairs that stood the wrong way round. */
function sortCounting(values: Float64Array): number {
  let from: Float64Array = values
  let to: Float64Array = values.slice()
  let swaps = 0
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length)
      const end = Math.min(start + 2 * width, values.length)
      for (let at = start, left = start, right = middle; at < end; at++) {
        if (left < middle && (right >= end || from[left]! <= from[right]!)) to[at] = from[left++]!
        else {
          swaps += middle - left
          to[at] = from[right++]!
        }
      }
    }
    ;[from, to] = [to, from]
  }
  if (from !== values) values.set(from)
  return swaps
}

/** Rounding of doubles leaves residuals where there is none; on a line nothing is far off. */
const ROUNDING = 1e-12

function outliersOf(
  residuals: Float64Array,
  at: Int32Array,
  ys: Float64Array,
): Pick<Relation, 'outliers' | 'outlierFrom'> {
  const middle = quantile(residuals.slice().sort(), 0.5)
  const distances = residuals.map((residual) => Math.abs(residual - middle))
  const spread = quantile(distances.slice().sort(), 0.5)
  const size = ys.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const outlierFrom = Math.max(FAR * TO_DEVIATION * spread, ROUNDING * size)
  const far = Int32Array.from(distances.keys()).filter((i) => distances[i]! > outlierFrom)
  far.sort((a, b) => distances[b]! - distances[a]! || a - b)
  return { outliers: far.map((i) => at[i]!), outlierFrom }
}

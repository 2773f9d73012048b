/** How a score is distributed: mean, quantiles, bands, histogram, ECDF. */
import type { ScoreAnswer } from './answer-types'

/** Ascending; what is not finite is left out. */
export function sortedScores(scores: Float64Array, subset: Uint8Array | null): Float64Array {
  return scores.filter((value, i) => Number.isFinite(value) && (subset === null || subset[i])).sort()
}

/** numpy's default ("linear"): between the values on both sides of (n - 1)·q. NaN: no values. @param sorted ascending */
export function quantile(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return NaN
  const at = (sorted.length - 1) * q
  const low = Math.floor(at)
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!]
  const t = at - low
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t)
}

export const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The empirical distribution: for each distinct score the share of scores that are not above it. @param sorted ascending */
export function ecdf(sorted: Float64Array): { readonly x: Float64Array; readonly y: Float64Array } {
  const ends: number[] = []
  for (let i = 0; i < sorted.length; i++) if (sorted[i] !== sorted[i + 1]) ends.push(i)
  return {
    x: Float64Array.from(ends, (end) => sorted[end]!),
    y: Float64Array.from(ends, (end) => (end + 1) / sorted.length),
  }
}

/**
 * [bins + 1] edges as numpy.histogram makes them: equal parts of [min, max]; half a unit around a single value; [0, 1] if there is
 * no value. Each part holds its lower edge, the last one also its upper.
 */
export function edgesOf(sorted: Float64Array, bins: number): Float64Array {
  let [low, high] = sorted.length === 0 ? [0, 1] : [sorted[0]!, sorted.at(-1)!]
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  return Float64Array.from({ length: bins + 1 }, (_, i) =>
    i === bins ? high : low + ((high - low) * i) / bins,
  )
}

/** The part of the value; -1: outside. The edges decide, not the division, which may round to the neighbour. */
export function binOf(edges: Float64Array, value: number): number {
  const bins = edges.length - 1
  const [low, high] = [edges[0]!, edges[bins]!]
  if (!(value >= low && value <= high)) return -1
  let bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))
  while (bin > 0 && value < edges[bin]!) bin--
  while (bin < bins - 1 && value >= edges[bin + 1]!) bin++
  return bin
}

/** Counts of all pairs with a score, of relevant and of irrelevant ones; pairs without a label are in `all` alone. */
export function histogramOf(
  scores: Float64Array,
  grade: Float64Array,
  subset: Uint8Array | null,
  edges: Float64Array,
): ScoreAnswer['histogram'] {
  const bins = edges.length - 1
  const [all, relevant, irrelevant] = [new Int32Array(bins), new Int32Array(bins), new Int32Array(bins)]
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i]!) || (subset !== null && !subset[i])) continue
    const bin = binOf(edges, scores[i]!)
    if (bin < 0) continue
    all[bin]!++
    if (grade[i]! > 0) relevant[bin]!++
    else if (grade[i]! <= 0) irrelevant[bin]!++
  }
  return { edges, all, relevant, irrelevant }
}

export type Band = readonly [number | null, number | null]

/** [low, high): the lower end belongs to it, the upper one does not. */
export const inBand = (value: number, [low, high]: Band): boolean =>
  (low === null || value >= low) && (high === null || value < high)

/** Share is of the pairs with a score, precision of those of them that have a label. */
export function bandsOf(
  scores: Float64Array,
  grade: Float64Array,
  subset: Uint8Array | null,
  bands: readonly Band[],
): ScoreAnswer['bands'] {
  let scored = 0
  const counts = bands.map(() => ({ count: 0, relevant: 0, labelled: 0 }))
  for (let i = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i]!) || (subset !== null && !subset[i])) continue
    scored++
    for (let b = 0; b < bands.length; b++) {
      if (!inBand(scores[i]!, bands[b]!)) continue
      const counted = counts[b]!
      counted.count++
      if (!Number.isNaN(grade[i]!)) counted.labelled++
      if (grade[i]! > 0) counted.relevant++
    }
  }
  return bands.map(([low, high], b) => {
    const { count, relevant, labelled } = counts[b]!
    return {
      low,
      high,
      count,
      share: scored === 0 ? 0 : count / scored,
      relevant,
      labelled,
      precision: labelled === 0 ? null : relevant / labelled,
    }
  })
}

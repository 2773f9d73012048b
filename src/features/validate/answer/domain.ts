import type { Band } from './bands'

/**
 * The range of a chart's axis: all values, and where they look like similarities also bounds of bands and the threshold, so that
 * these can be seen and dragged.
 */
export function domainOf(
  edges: Float64Array,
  bands: readonly Band[],
  threshold: number | null,
): readonly [number, number] {
  let low = edges[0] ?? 0
  let high = edges.at(-1) ?? 1
  if (low >= -1.001 && high <= 1.001) {
    for (const bound of [...bands.flat(), threshold]) {
      if (bound === null || Math.abs(bound) > 1) continue
      low = Math.min(low, bound - 0.05)
      high = Math.max(high, bound + 0.05)
    }
  }
  return low < high ? [low, high] : [low - 0.5, high + 0.5]
}

/** How the scores of chunk × chunk become one score of two long texts. */
export const AGGREGATIONS = ['mean', 'max', 'length-weighted'] as const
export type Aggregation = (typeof AGGREGATIONS)[number]

/**
 * mean: Σ sij ÷ pairs; max: the largest; length-weighted: Σ wi·wj·sij ÷ Σ wi·wj, w the tokens of a chunk. Pairs without
 * a score (NaN) are left out.
 * @param values [rows][columns] @returns NaN where there is no pair
 */
export function aggregate(
  values: Float64Array,
  rows: number,
  columns: number,
  weightsA: ArrayLike<number>,
  weightsB: ArrayLike<number>,
  how: Aggregation,
): number {
  let sum = 0
  let total = 0
  let largest = -Infinity
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j]!
      if (Number.isNaN(value)) continue
      const weight = how === 'length-weighted' ? weightsA[i]! * weightsB[j]! : 1
      sum += weight * value
      total += weight
      largest = Math.max(largest, value)
    }
  if (total === 0) return NaN
  return how === 'max' ? largest : sum / total
}

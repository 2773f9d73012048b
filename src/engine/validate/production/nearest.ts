/** The formula that comes nearest to production's numbers, where the loaded model's own are not exact. */
import { tolerances } from '../../certify/tolerances'
import { ourScoreOf, toOurs } from '../../score/databases/convert'
import { quantile } from '../distribution'
import type { ColumnReading, ProductionRequest } from '../production-types'
import type { MetricGroup } from './metrics'
import { relate } from './relation'
import type { RowMeasures } from './rows'

/** A formula's numbers must go with ours at least so well. */
const TOGETHER = 0.9

/** Formulas whose median distance is not at least so many times the best one's cannot be told apart from it. */
const APART = 2

interface Near extends Pick<ColumnReading, 'fits' | 'of' | 'share'> {
  readonly within: 'model'
  readonly group: MetricGroup
}

/**
 * Production's column is turned into our units by each formula. Of those that go with ours (Pearson) and lie within the tolerance
 * of the model's arithmetic in the median, the nearest one, with those that are not clearly farther. Empty for an exact model.
 * @param at positions of pairs with both numbers
 */
export function nearest(
  { pairs, heads, has }: ProductionRequest,
  at: Int32Array,
  groups: readonly MetricGroup[],
  dtype: string,
  rows: RowMeasures,
): readonly Near[] {
  const slack = tolerances(dtype, 'fp32', false).scores
  if (slack <= tolerances('fp16', 'fp32', false).scores) return []
  const tried = groups.flatMap((group) => {
    const score = ourScoreOf(group.first.of)
    if (!has[score]) return []
    const converted = new Float64Array(pairs.count).fill(NaN)
    for (const pair of at) {
      const back = toOurs(group.first, pairs.production[pair]!, rows.lengths(pair))
      if (back.state === 'converted') converted[pair] = back.value
    }
    const both = at.filter(
      (pair) => Number.isFinite(converted[pair]!) && Number.isFinite(heads[score][pair]!),
    )
    // A formula that most numbers cannot be of is none.
    if (2 * both.length < at.length || (relate(heads[score], converted, both).pearson ?? 0) < TOGETHER)
      return []
    const off = Float64Array.from(both, (pair) => Math.abs(converted[pair]! - heads[score][pair]!)).sort()
    const middle = quantile(off, 0.5)
    const fits = off.filter((distance) => distance <= slack).length
    if (middle > slack) return []
    return [{ group, middle, fits, of: at.length, share: fits / at.length, within: 'model' as const }]
  })
  const best = Math.min(...tried.map(({ middle }) => middle))
  return tried
    .filter(({ middle }) => middle <= APART * best)
    .sort((a, b) => a.middle - b.middle)
    .map(({ middle: _, ...near }) => near)
}

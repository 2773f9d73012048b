/** Which of our scores production's column is a function of. */
import { tolerances } from '../../certify/tolerances'
import { fromOurs, ourScoreOf, toOurs } from '../../score/databases/convert'
import { fits } from '../../score/databases/recognise'
import type { Metric } from '../../score/databases/types'
import { SCORE_NAMES, type ScoreName } from '../../score/types'
import type { ColumnReading, ProductionRequest } from '../production-types'
import { fieldOf } from './fields'
import { groupsOf, SAME, type Named } from './metrics'
import { nearest } from './nearest'
import { measuresOfRows, type RowMeasures } from './rows'

/** Formulas are first tried on so many pairs, spread over the column; those that explain a quarter of them on all. */
const SAMPLE = 400
const PROMISING = 0.25

/** From this share on a formula is a reading. */
const HALF = 0.5

const WITHIN = ['fp32', 'fp16', 'model'] as const
const slackOf = (within: 'fp32' | 'fp16') => tolerances('fp32', within, false).scores

export interface Found extends ColumnReading {
  /** Null: ours as it is. */
  readonly metric: Metric | null
}

/**
 * Formulas that explain at least half of the pairs, the largest share first; of equal shares those within fp32, then ours as it
 * is. A pair is explained if the number lies within the tolerance of fp32 (or fp16) of the formula, in units of our score, and
 * within the rounding of the column. Formulas that give the same numbers for these vectors are one reading.
 * @param at positions of pairs with production's score @param rounding half a unit of the last digit
 */
export function readColumn(
  request: ProductionRequest,
  columns: Readonly<Record<ScoreName, Float64Array | null>>,
  at: Int32Array,
  rounding: number,
): readonly Found[] {
  if (at.length === 0) return []
  const rows = measuresOfRows(request)
  const production = request.pairs.production
  const explains = (metric: Metric, slack: number) => (pair: number) =>
    fits({ value: production[pair]!, rounding }, metric, rows.measures(pair), slack)
  const step = Math.max(1, at.length / SAMPLE)
  const sample = Int32Array.from({ length: Math.min(SAMPLE, at.length) }, (_, i) => at[Math.floor(i * step)]!)
  const known = groupsOf(sample, rows)
  const groups = known.filter(({ first }) => {
    const loose = explains(first, slackOf('fp16'))
    return sample.filter(loose).length >= PROMISING * sample.length
  })
  const byMetric = groups.flatMap(({ first, all }) => {
    const counted = count(at, (slack) => explains(first, slack))
    return counted === null ? [] : [{ ...ofMetric(first, all, sample, rows), ...counted, metric: first }]
  })
  const asItIs = SCORE_NAMES.flatMap((name) => {
    const column = columns[name]
    // Dense and sparse are metrics of databases already.
    if (column === null || byMetric.some(({ isOurs, score }) => isOurs && score === name)) return []
    const counted = count(
      at,
      (slack) => (pair) => Math.abs(production[pair]! - column[pair]!) <= rounding + slack,
    )
    return counted === null ? [] : [{ ...plain(name), ...counted, metric: null }]
  })
  const exact: Found[] = [...byMetric, ...asItIs]
  if (exact.length === 0 && request.dtype !== undefined)
    exact.push(
      ...nearest(request, at, known, request.dtype, rows).map(({ group: { first, all }, ...near }) => ({
        ...ofMetric(first, all, sample, rows),
        ...near,
        metric: first,
      })),
    )
  return exact.sort(
    (a, b) =>
      b.share - a.share ||
      WITHIN.indexOf(a.within) - WITHIN.indexOf(b.within) ||
      Number(b.isOurs) - Number(a.isOurs),
  )
}

/** The tighter tolerance where it explains enough. */
function count(
  at: Int32Array,
  test: (slack: number) => (pair: number) => boolean,
): Pick<ColumnReading, 'fits' | 'of' | 'share' | 'within'> | null {
  for (const within of ['fp32', 'fp16'] as const) {
    const explained = at.filter(test(slackOf(within))).length
    if (explained >= HALF * at.length)
      return { fits: explained, of: at.length, share: explained / at.length, within }
  }
  return null
}

function ofMetric(
  first: Metric,
  all: readonly Named[],
  sample: Int32Array,
  rows: RowMeasures,
): Pick<ColumnReading, 'score' | 'formula' | 'largerIsCloser' | 'isOurs' | 'databases'> {
  const score = ourScoreOf(first.of)
  const isOurs = sample.every((pair) => {
    const measures = rows.measures(pair)
    const made = fromOurs(first, measures)
    const ours = measures[score]
    if (made.state === 'unavailable' || ours.state === 'unavailable') return true
    const value =
      typeof ours.value === 'number' ? ours.value : 'dot' in ours.value ? ours.value.dot : ours.value.score
    return Math.abs(made.value - value) < SAME
  })
  return {
    score,
    formula: first.formula,
    largerIsCloser: first.largerIsCloser,
    isOurs,
    databases: all.map(({ database, metric }) => ({
      name: database.name,
      label: database.label,
      metric: metric.name,
      field: fieldOf(database.name, metric.name),
      notes: metric.notes,
      source: database.source,
    })),
  }
}

const plain = (score: ScoreName) => ({
  score,
  formula: score,
  largerIsCloser: true,
  isOurs: true,
  databases: [],
})

/** [pairs] production's number in our units. NaN: no vectors of these lengths have it. */
export function convertColumn(
  request: ProductionRequest,
  at: Int32Array,
  metric: Metric | null,
): Float64Array {
  const { production } = request.pairs
  const rows = measuresOfRows(request)
  const converted = new Float64Array(request.pairs.count).fill(NaN)
  for (const pair of at) {
    if (metric === null) converted[pair] = production[pair]!
    else {
      const back = toOurs(metric, production[pair]!, rows.lengths(pair))
      if (back.state === 'converted') converted[pair] = back.value
    }
  }
  return converted
}

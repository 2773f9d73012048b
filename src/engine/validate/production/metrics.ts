/** All formulas of databases that give one number for a pair. */
import { fromOurs, ourScoreOf } from '../../score/databases/convert'
import { DATABASES } from '../../score/databases/table'
import type { Metric } from '../../score/databases/types'
import type { RowMeasures } from './rows'

export interface Named {
  readonly database: (typeof DATABASES)[number]
  readonly metric: Metric
}

/** Formulas that give the same numbers for these vectors. */
export interface MetricGroup {
  readonly first: Metric
  readonly all: readonly Named[]
}

const MILVUS = DATABASES.find(({ name }) => name === 'milvus')!

const arctan = (of: Metric['of'], curve: Metric['curve'], formula: string): Named => ({
  database: MILVUS,
  metric: {
    kind: 'metric',
    name: 'WeightedRanker',
    aliases: [],
    of,
    curve,
    formula,
    largerIsCloser: true,
    notes: [],
  },
})

/** One search through Milvus' WeightedRanker with the weight 1 and norm_score: a function of the pair after all. */
const ONE_SEARCH: readonly Named[] = [
  arctan('dot', 'half-arctan', '0.5 + arctan(a·b) / π'),
  arctan('cosine', 'half', '(1 + cos) / 2'),
  arctan('squared-l2', 'falling-arctan', '1 − 2·arctan(Σ (aᵢ − bᵢ)²) / π'),
  arctan('sparse', 'half-arctan', '0.5 + arctan(Σ w_A·w_B) / π'),
]

const METRICS: readonly Named[] = [
  ...DATABASES.flatMap((database) =>
    database.scores.flatMap((metric) => (metric.kind === 'metric' ? [{ database, metric }] : [])),
  ),
  ...ONE_SEARCH,
]

/** Numbers that differ by less are one number. */
export const SAME = 1e-6

/** Metrics that give the same numbers for all pairs of the sample. */
export function groupsOf(sample: Int32Array, rows: RowMeasures): MetricGroup[] {
  const groups: { first: Metric; values: Float64Array; all: Named[] }[] = []
  for (const named of METRICS) {
    const values = Float64Array.from(sample, (pair) => {
      const made = fromOurs(named.metric, rows.measures(pair))
      return made.state === 'available' ? made.value : NaN
    })
    if (values.every(Number.isNaN)) continue
    const nine = named.metric.notes.includes('nine-bits')
    const same = groups.find(
      ({ first, values: known }) =>
        ourScoreOf(first.of) === ourScoreOf(named.metric.of) &&
        first.notes.includes('nine-bits') === nine &&
        known.every(
          (value, i) =>
            Math.abs(value - values[i]!) < SAME || (Number.isNaN(value) && Number.isNaN(values[i]!)),
        ),
    )
    if (same) same.all.push(named)
    else groups.push({ first: named.metric, values, all: [named] })
  }
  return groups
}

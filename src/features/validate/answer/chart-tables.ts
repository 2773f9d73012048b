/** The tables behind the charts. Column names of numbers are those of the JSON of `validate`, in every language. */
import type { Answer, Curve } from '../../../engine/validate/answer-types'
import type { ShownSpread } from './distribution'
import { COLUMNS, metricKeys, metricName, metricOf } from './metrics'
import type { Cell, ChartTable } from './table-file'

/** A row for each bin: its bounds, all pairs, and each group. */
export function distributionTable({ edges, groups, all }: ShownSpread, everything: string): ChartTable {
  return {
    columns: ['low', 'high', everything, ...groups.map(({ name }) => name)],
    count: all.length,
    row: (bin) => [edges[bin]!, edges[bin + 1]!, all[bin]!, ...groups.map(({ counts }) => counts[bin]!)],
  }
}

/** All points of all scores' curves, one after the other. */
export function curvesTable(answer: Answer, kind: 'pr' | 'roc'): ChartTable {
  const curves: { readonly name: string; readonly curve: Curve; readonly from: number }[] = []
  let count = 0
  for (const name of COLUMNS) {
    const curve = answer.scores[name]?.[kind]
    if (!curve) continue
    curves.push({ name, curve, from: count })
    count += curve.x.length
  }
  return {
    columns:
      kind === 'pr'
        ? ['score', 'threshold', 'recall', 'precision']
        : ['score', 'threshold', 'false_positive_rate', 'true_positive_rate'],
    count,
    row: (at) => {
      const { name, curve, from } = curves.findLast((each) => each.from <= at)!
      const point = at - from
      return [name, curve.threshold[point]!, curve.x[point]!, curve.y[point]!]
    },
  }
}

/** A row for each metric, a column for each score. */
export function metricsTable(answer: Answer, k: number): ChartTable {
  const keys = metricKeys(k)
  const scores = COLUMNS.filter((name) => answer.scores[name] !== null)
  return {
    columns: ['metric', ...scores],
    count: keys.length,
    row: (at) => [metricName(keys[at]!, k), ...scores.map((name): Cell => metricOf(answer, name, keys[at]!))],
  }
}

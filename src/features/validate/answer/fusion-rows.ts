/** What another fusion does to single queries. */
import type { RankingMetric } from '../../../engine/validate/answer-types'
import type { FusionApplied } from '../../../engine/validate/fusion-types'
import type { ValidationResult } from '../run/types'
import type { Cell, ChartTable } from './table-file'

/** Positions of the pairs of some queries, ascending. */
export function pairsOfQueries({ pairs }: Pick<ValidationResult, 'pairs'>, queries: Int32Array): Int32Array {
  const wanted = new Set(queries)
  const found: number[] = []
  for (let pair = 0; pair < pairs.count; pair++) if (wanted.has(pairs.query[pair]!)) found.push(pair)
  return Int32Array.from(found)
}

/** Positions of the pairs whose place changes. */
export function movedPairs({ place, placeBefore }: FusionApplied): Int32Array {
  const moved: number[] = []
  for (let pair = 0; pair < place.length; pair++) if (place[pair] !== placeBefore[pair]) moved.push(pair)
  return Int32Array.from(moved)
}

/** A row for each query that takes part: the metric before and after. */
export function queriesTable(
  { set }: Pick<ValidationResult, 'set'>,
  applied: FusionApplied | null,
  metric: RankingMetric,
): ChartTable {
  const columns = ['query_id', 'query', `${metric}_before`, `${metric}_after`, 'difference']
  if (applied === null) return { columns, count: 0, row: () => [] }
  const queries = [...applied.delta.keys()].filter((query) => !Number.isNaN(applied.delta[query]!))
  const after = applied.ranking.perQuery[metric]
  return {
    columns,
    count: queries.length,
    row: (at): readonly Cell[] => {
      const query = queries[at]!
      const delta = applied.delta[query]!
      return [set.queries.ids[query]!, set.queries.texts[query]!, after[query]! - delta, after[query]!, delta]
    },
  }
}

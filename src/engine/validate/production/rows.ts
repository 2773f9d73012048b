/** The measures of each pair of a column, from which formulas compute. */
import { available, unavailable } from '../../model/types'
import type { Lengths } from '../../score/databases/convert'
import type { Measures } from '../../score/databases/types'
import type { ProductionRequest } from '../production-types'

/** What a row of a column is measured with. */
export interface RowMeasures {
  readonly measures: (pair: number) => Measures
  readonly lengths: (pair: number) => Lengths
}

export function measuresOfRows({ pairs, heads, has, lengths, rows }: ProductionRequest): RowMeasures {
  const normA = (pair: number) => lengths?.queries[pairs.query[pair]!] ?? 1
  const normB = (pair: number) => lengths?.documents[pairs.document[pair]!] ?? 1
  const rowsOf = (pair: number) => rows?.[pairs.query[pair]!] ?? 0
  const of = <T>(column: Float64Array, isThere: boolean, pair: number, make: (value: number) => T) =>
    isThere && Number.isFinite(column[pair]!)
      ? available(make(column[pair]!))
      : unavailable('head-unavailable')
  return {
    measures: (pair) => ({
      dense: of(heads.dense, has.dense, pair, (dot) => {
        const [a, b] = [normA(pair), normB(pair)]
        return { dot, cosine: dot / (a * b), normA: a, normB: b }
      }),
      sparse: of(heads.sparse, has.sparse, pair, (score) => score),
      colbert: of(heads.colbert, has.colbert && rowsOf(pair) > 0, pair, (score) => ({
        score,
        rows: rowsOf(pair),
      })),
    }),
    lengths: (pair) => ({ normA: normA(pair), normB: normB(pair), rows: rowsOf(pair) }),
  }
}

/** Rows `{"id","text","dense","sparse","colbert"}`, as Milvus and JSON Lines have them. */
import { identityLine } from '../../engine/model/identity'
import type { Matrix } from '../../engine/matrix'
import { json, numbers, rowsJson, weightsObject, type Piece } from './pieces'
import type { ExportJob, VectorRecord } from './types'
import { byId, colbertOf, denseOf, sparseOf } from './values'

type Field = readonly [string, Piece | null]

/** What made the vectors, in one line without line breaks. */
export const madeByLine = ({ identity, isDemo, created }: ExportJob): string =>
  `${identityLine(identity)}; is_demo=${isDemo}; created=${created}`.replace(/[\r\n\u2028\u2029]+/g, ' ')

export const rowId = ({ id }: VectorRecord, { integerIds }: ExportJob): string =>
  json(integerIds ? id : String(id))

export const vectorFields = (
  record: VectorRecord,
  job: ExportJob,
  colbert: (matrix: Matrix) => Piece = (matrix) => rowsJson(matrix),
): Field[] => {
  const [dense, sparse, matrix] = [denseOf(record, job), sparseOf(record, job), colbertOf(record, job)]
  return [
    ['dense', dense && numbers(dense)],
    ['sparse', sparse && weightsObject(byId(sparse))],
    ['colbert', matrix && colbert(matrix)],
  ]
}

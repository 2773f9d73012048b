/** Files for databases, their replies, and m3scope's own exports. */
import { isObject } from '../../engine/values'
import type { LiteralObject } from './literal'
import { readRecords } from './records'
import { isListOf } from './shapes'
import type { ForeignReply } from './types'

/** m3scope's own export. */
export function exported({ format, records }: LiteralObject): ForeignReply | null {
  if (typeof format !== 'string' || !format.startsWith('m3scope/') || !isListOf(records, isObject))
    return null
  return readRecords(records as LiteralObject[], 'm3scope')
}

/** Milvus' import file, a Python client's query result, an Elasticsearch or Weaviate list. */
export function rows(given: LiteralObject): ForeignReply | null {
  if (isListOf(given['rows'], isObject)) return readRecords(given['rows'] as LiteralObject[], 'milvus')
  const { hits, objects } = given
  if (isObject(hits) && isListOf(hits['hits'], isObject)) return readRecords(hits['hits'] as LiteralObject[])
  return isListOf(objects, isObject) ? readRecords(objects as LiteralObject[]) : null
}

/** Upsert bodies, and the replies of retrieve, scroll, query and search. */
export function qdrant({ points, result }: LiteralObject): ForeignReply | null {
  if (isListOf(points, isObject)) return readRecords(points as LiteralObject[], 'qdrant')
  if (isListOf(result, isObject)) return readRecords(result as LiteralObject[], 'qdrant')
  if (!isObject(result)) return null
  if (isListOf(result['points'], isObject)) return readRecords(result['points'] as LiteralObject[], 'qdrant')
  return 'vector' in result ? readRecords([result], 'qdrant') : null
}

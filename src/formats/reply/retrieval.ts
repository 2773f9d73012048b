/** Replies of databases that have a nesting of their own: Chroma, Weaviate's GraphQL, Vespa. */
import { isObject } from '../../engine/values'
import type { Literal, LiteralObject } from './literal'
import { item, reply } from './make'
import { readRecord } from './record'
import { readRecords } from './records'
import { isList, isListOf, isNumbers, toDense, toRows } from './shapes'
import type { ForeignReply, ForeignVectors } from './types'

/** get() gives a list for each field, query() a list for each query in it. */
export function chroma({ embeddings, ids, documents, distances }: LiteralObject): ForeignReply | null {
  if (!isList(embeddings) || embeddings.length === 0) return null
  if (!isList(ids) && !isList(distances)) return null
  const isQuery = isListOf(embeddings, (each) => isList(each) && !isNumbers(each))
  const queries = isQuery ? (embeddings as readonly (readonly Literal[])[]) : [embeddings]
  const of = (field: Literal | undefined, query: number): readonly Literal[] => {
    const list = isQuery && isList(field) ? field[query] : field
    return isList(list) ? list : []
  }
  const items = queries.flatMap((vectors, query) =>
    vectors.map((vector, at): ForeignVectors => {
      const where = isQuery ? `embeddings[${query}][${at}]` : `embeddings[${at}]`
      const [id, text] = [of(ids, query)[at], of(documents, query)[at]]
      return item({
        dense: toDense(vector, where),
        label: id === undefined || id === null ? String(at) : String(id),
        text: typeof text === 'string' ? text : null,
      })
    }),
  )
  return items.length === 0 ? null : reply('chroma', items)
}

/** {"data":{"Get":{"Class":[{"_additional":{"vector":[…]}}]}}} */
export function weaviate({ data }: LiteralObject): ForeignReply | null {
  if (!isObject(data)) return null
  const lists = Object.values(data).flatMap((classes) => (isObject(classes) ? Object.values(classes) : []))
  const records = lists.flatMap((list) =>
    isListOf(list, isObject) ? (list as readonly LiteralObject[]) : [],
  )
  return records.some((record) => isObject(record['_additional'])) ? readRecords(records, 'weaviate') : null
}

/** The reply of a query, and of a visit. */
export function vespa({ root, documents }: LiteralObject): ForeignReply | null {
  if (isListOf(documents, (each) => isObject(each) && isObject(each['fields'])))
    return readRecords(documents as readonly LiteralObject[], 'vespa')
  if (!isObject(root)) return null
  const hits = leaves(root)
  return hits.length === 0 ? null : readRecords(hits, 'vespa')
}

/** Groups contain groups. */
function leaves(node: LiteralObject): LiteralObject[] {
  const { children } = node
  if (!isListOf(children, isObject)) return isObject(node['fields']) ? [node] : []
  return (children as readonly LiteralObject[]).flatMap(leaves)
}

/** The outputs of a graph by their names: sentence_embedding, last_hidden_state. */
export function graphOutputs(given: LiteralObject): ForeignReply | null {
  const outputs = isObject(given['outputs']) ? given['outputs'] : given
  const dense = outputs['sentence_embedding'] ?? outputs['sentence_embeddings'] ?? outputs['pooler_output']
  const hidden = outputs['last_hidden_state'] ?? outputs['token_embeddings']
  const denseRows = isListOf(dense, isNumbers) ? dense : isNumbers(dense) ? [dense] : []
  const hiddenRows = isListOf(hidden, (each) => isListOf(each, isNumbers)) ? hidden : []
  const count = Math.max(denseRows.length, hiddenRows.length)
  if (count === 0) {
    // Any other name: recognised by its shape.
    const record = isObject(given['outputs']) ? readRecord(given['outputs'], 'outputs') : null
    return record && reply('tensors', [record])
  }
  return reply(
    'tensors',
    Array.from({ length: count }, (_, at) => {
      const rows = hiddenRows[at]
      return item({
        dense: denseRows[at] === undefined ? null : toDense(denseRows[at], `sentence_embedding[${at}]`),
        ...(rows !== undefined && { hidden: toRows(rows, `last_hidden_state[${at}]`) }),
        label: String(at),
      })
    }),
  )
}

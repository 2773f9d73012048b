/** Replies whose vectors lie in a list `data`. */
import { isObject } from '../../engine/values'
import { looksBase64, readBase64 } from './bare'
import type { LiteralObject } from './literal'
import { reply } from './make'
import { inOrder, labelled } from './ordered'
import { readRecords } from './records'
import { isList, isListOf, isNumbers, isSparse, toDense, toRows, toSparse, unreadable } from './shapes'
import type { ForeignReply } from './types'

/** {"data":[…]}: OpenAI and compatible servers, vLLM's pooling, sparse values by index, Milvus' rows over REST. */
export function data(given: LiteralObject): ForeignReply | null {
  const list = given['data']
  if (isListOf(list, isNumbers)) return null
  if (!isListOf(list, isObject)) return null
  const entries = list as readonly LiteralObject[]
  const first = entries[0]!
  if ('embedding' in first) return openai(entries)
  if ('sparse_values' in first)
    return reply(
      'axum-sparse',
      inOrder(
        entries.map((entry, at) =>
          labelled(entry, at, { sparse: toSparse(entry['sparse_values'], `data[${at}].sparse_values`) }),
        ),
      ),
    )
  if (first['object'] === 'pooling' || isList(first['data'])) return pooling(entries)
  return readRecords(entries, 'milvus')
}

function openai(entries: readonly LiteralObject[]): ForeignReply {
  const { embedding: one, object } = entries[0]!
  const items = entries.map((entry, at) => {
    const { embedding } = entry
    const where = `data[${at}].embedding`
    if (typeof embedding === 'string') {
      if (!looksBase64(embedding)) throw unreadable(where, embedding.slice(0, 60))
      return labelled(entry, at, { dense: toDense(readBase64(embedding), where) })
    }
    if (isObject(embedding) || isSparse(embedding))
      return labelled(entry, at, { sparse: toSparse(embedding, where) })
    if (isListOf(embedding, isList)) return labelled(entry, at, { colbert: toRows(embedding, where) })
    return labelled(entry, at, { dense: toDense(embedding, where) })
  })
  const form =
    typeof one === 'string'
      ? 'openai-base64'
      : object === 'sparse_embedding' || isObject(one)
        ? 'xinference-sparse'
        : 'openai'
  return reply(form, inOrder(items))
}

/**
 * vLLM /pooling. Rows of one number, or numbers that are all 0 or more: weights by position (token_classify), whose token
 * ids come from /tokenize. Longer rows: ColBERT (token_embed). Other numbers: a dense vector (embed).
 */
function pooling(entries: readonly LiteralObject[]): ForeignReply {
  const items = entries.map((entry, at) => {
    const where = `data[${at}].data`
    const value = entry['data']
    if (isListOf(value, isList)) {
      const rows = toRows(value, where)
      return labelled(entry, at, rows.dimension === 1 ? { tokenWeights: rows.data } : { colbert: rows })
    }
    const numbers = toDense(value, where)
    return labelled(
      entry,
      at,
      numbers.every((number) => number >= 0) ? { tokenWeights: numbers } : { dense: numbers },
    )
  })
  return reply('vllm-pooling', inOrder(items))
}

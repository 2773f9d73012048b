/** Replies that are one object: what each server calls things (facts §5.1). */
import { isObject } from '../../engine/values'
import type { RequestKind } from '../request/types'
import { looksBase64, readBase64 } from './bare'
import type { Literal, LiteralObject } from './literal'
import { item, reply } from './make'
import { readRecord } from './record'
import { readRecords } from './records'
import { throwIfRefused } from './refused'
import {
  isIndexed,
  isList,
  isListOf,
  isNumbers,
  isRows,
  isSparse,
  isWeights,
  toDense,
  toRows,
  toSparse,
  unreadable,
} from './shapes'
import type { ForeignReply, ForeignVectors } from './types'

type Reader = (given: LiteralObject, kind: RequestKind | null) => ForeignReply | null

/** The first that knows it. Those with the more telling keys come first. */
const READERS: readonly Reader[] = [
  flagEmbedding,
  fastapi,
  dashscope,
  plugin,
  data,
  embeddings,
  ollamaOld,
  tokens,
  exported,
  rows,
  qdrant,
  lexicalWeights,
  (given) => {
    const record = readRecord(given)
    return record && reply('vector' in given && 'id' in given ? 'qdrant' : 'row', [record])
  },
]

/** @throws EngineError reply/refused, and those of vectors that cannot be read */
export function readObject(given: LiteralObject, kind: RequestKind | null): ForeignReply | null {
  for (const read of READERS) {
    const found = read(given, kind)
    if (found !== null) return { ...found, ...about(given) }
  }
  throwIfRefused(given)
  return null
}

function about(given: LiteralObject): Pick<ForeignReply, 'model' | 'promptTokens'> {
  const { model, usage, prompt_eval_count } = given
  const counted = isObject(usage) ? (usage['prompt_tokens'] ?? usage['total_tokens']) : prompt_eval_count
  return {
    model: typeof model === 'string' ? model : null,
    // Xinference says -1 for "not counted".
    promptTokens: typeof counted === 'number' && counted >= 0 ? counted : null,
  }
}

/** FlagEmbedding's own names: one text or many, a line of the terminal's encode, m3scope's server, /encode/*. */
function flagEmbedding(given: LiteralObject): ForeignReply | null {
  const { dense_vecs, lexical_weights, colbert_vecs, input_ids } = given
  if (dense_vecs === undefined && lexical_weights === undefined && colbert_vecs === undefined) return null
  const form =
    typeof given['format'] === 'string' && given['format'].startsWith('m3scope/')
      ? 'm3scope'
      : 'flagembedding'
  const many =
    isListOf(dense_vecs, isList) ||
    isListOf(lexical_weights, isObject) ||
    isListOf(colbert_vecs, (rows) => isListOf(rows, isList))
  if (!many) {
    const record = readRecord(given)
    if (record === null) return null
    return reply(form, [record], isNumbers(input_ids) ? { tokenIds: [input_ids as number[]] } : {})
  }
  const lists = [dense_vecs, lexical_weights, colbert_vecs].filter(isList)
  const count = Math.max(...lists.map((list) => list.length))
  const at = <T>(
    value: Literal | undefined,
    index: number,
    to: (value: Literal, where: string) => T,
    name: string,
  ) =>
    isList(value) && value[index] !== undefined && value[index] !== null
      ? to(value[index], `${name}[${index}]`)
      : null
  return reply(
    form,
    Array.from({ length: count }, (_, index) =>
      item({
        dense: at(dense_vecs, index, toDense, 'dense_vecs'),
        sparse: at(lexical_weights, index, toSparse, 'lexical_weights'),
        colbert: at(colbert_vecs, index, toRows, 'colbert_vecs'),
        label: String(index),
      }),
    ),
    isListOf(input_ids, isList) ? { tokenIds: input_ids as number[][] } : {},
  )
}

function fastapi(given: LiteralObject): ForeignReply | null {
  const { dense_embeddings, sparse_embeddings, colbert_embeddings } = given
  if (dense_embeddings === undefined && sparse_embeddings === undefined && colbert_embeddings === undefined)
    return null
  const present = <T>(value: Literal | undefined, name: string, to: (value: Literal, where: string) => T) =>
    value === undefined || value === null ? null : to(value, name)
  // yuniko's lists of texts
  const first = (value: Literal | undefined, is: (value: Literal) => boolean) =>
    isList(value) && value.length === 1 && is(value[0]!) ? value[0] : value
  return reply('fastapi', [
    item({
      dense: present(first(dense_embeddings, isNumbers), 'dense_embeddings', toDense),
      sparse: present(first(sparse_embeddings, isWeights), 'sparse_embeddings', toSparse),
      colbert: present(first(colbert_embeddings, isRows), 'colbert_embeddings', toRows),
    }),
  ])
}

function dashscope({ output }: LiteralObject): ForeignReply | null {
  if (!isObject(output) || !isListOf(output['embeddings'], isObject)) return null
  const items = (output['embeddings'] as readonly LiteralObject[]).map((entry, at) => ({
    order: Number(entry['text_index'] ?? at),
    vectors: item({
      dense: isList(entry['embedding']) ? toDense(entry['embedding'], `embeddings[${at}].embedding`) : null,
      sparse: isList(entry['sparse_embedding'])
        ? toSparse(entry['sparse_embedding'], `embeddings[${at}].sparse_embedding`)
        : null,
      label: String(entry['text_index'] ?? at),
    }),
  }))
  return reply('dashscope', inOrder(items))
}

/** vLLM's bge_m3_sparse_plugin: its data are in data. */
function plugin({ data: outer }: LiteralObject): ForeignReply | null {
  if (!isObject(outer) || !isListOf(outer['data'], isObject)) return null
  const items = (outer['data'] as readonly LiteralObject[]).map((entry, at) => ({
    order: Number(entry['index'] ?? at),
    vectors: item({
      dense: isList(entry['dense_embedding'])
        ? toDense(entry['dense_embedding'], `data[${at}].dense_embedding`)
        : null,
      sparse:
        isList(entry['sparse_embedding']) || isObject(entry['sparse_embedding'])
          ? toSparse(entry['sparse_embedding'], `data[${at}].sparse_embedding`)
          : null,
      label: String(entry['index'] ?? at),
    }),
  }))
  return { ...reply('vllm-plugin', inOrder(items)) }
}

/** {"data":[…]}: OpenAI and its kin, vLLM's pooling, sparse values by index, Milvus' rows over REST. */
function data(given: LiteralObject): ForeignReply | null {
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
 * vLLM /pooling. Rows of one number, or numbers of which none is negative: weights by position (token_classify), whose
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

function embeddings({ embeddings: given }: LiteralObject, kind: RequestKind | null): ForeignReply | null {
  if (!isList(given)) return null
  if (isListOf(given, isList)) {
    const items = given.map((vector, at) =>
      item({ dense: toDense(vector, `embeddings[${at}]`), label: String(at) }),
    )
    return reply('ollama', items)
  }
  if (isListOf(given, isObject)) return readRecords(given as LiteralObject[])
  return kind === 'tokenize' ? null : reply('fastapi-simple', [item({ dense: toDense(given, 'embeddings') })])
}

function ollamaOld({ embedding }: LiteralObject): ForeignReply | null {
  return isNumbers(embedding) || (isList(embedding) && embedding.length === 0)
    ? reply('ollama-old', [item({ dense: toDense(embedding, 'embedding') })])
    : null
}

/** m3scope's, vLLM's and llama.cpp's /tokenize; llama.cpp writes {"id","piece"} when asked with_pieces. */
function tokens({ tokens: given, dense, input_ids }: LiteralObject): ForeignReply | null {
  if (isListOf(input_ids, isNumbers)) return reply('tokenize', [], { tokenIds: input_ids as number[][] })
  if (!isList(given) || dense !== undefined) return null
  const ids = given.map((token) => (isObject(token) ? token['id'] : token))
  return ids.every((id) => typeof id === 'number')
    ? reply('tokenize', [], { tokenIds: [ids as number[]] })
    : null
}

/** m3scope's own export. */
function exported({ format, records }: LiteralObject): ForeignReply | null {
  if (typeof format !== 'string' || !format.startsWith('m3scope/') || !isListOf(records, isObject))
    return null
  return readRecords(records as LiteralObject[], 'm3scope')
}

/** Milvus' import file, a Python client's query result, an Elasticsearch or Weaviate list. */
function rows(given: LiteralObject): ForeignReply | null {
  if (isListOf(given['rows'], isObject)) return readRecords(given['rows'] as LiteralObject[], 'milvus')
  const { hits, objects } = given
  if (isObject(hits) && isListOf(hits['hits'], isObject)) return readRecords(hits['hits'] as LiteralObject[])
  return isListOf(objects, isObject) ? readRecords(objects as LiteralObject[]) : null
}

/** Upsert bodies, and the replies of retrieve, scroll, query and search. */
function qdrant({ points, result }: LiteralObject): ForeignReply | null {
  if (isListOf(points, isObject)) return readRecords(points as LiteralObject[], 'qdrant')
  if (isListOf(result, isObject)) return readRecords(result as LiteralObject[], 'qdrant')
  if (!isObject(result)) return null
  if (isListOf(result['points'], isObject)) return readRecords(result['points'] as LiteralObject[], 'qdrant')
  return 'vector' in result ? readRecords([result], 'qdrant') : null
}

function lexicalWeights(given: LiteralObject): ForeignReply | null {
  return isWeights(given) || isIndexed(given)
    ? reply('lexical-weights', [item({ sparse: toSparse(given, 'weights') })])
    : null
}

interface Ordered {
  readonly order: number
  readonly vectors: ForeignVectors
}

const labelled = (entry: LiteralObject, at: number, vectors: Partial<ForeignVectors>): Ordered => ({
  order: Number(entry['index'] ?? at),
  vectors: item({ ...vectors, label: String(entry['index'] ?? at) }),
})

/** Servers may answer out of order; the index is what counts. */
const inOrder = (items: readonly Ordered[]): ForeignVectors[] =>
  [...items].sort((one, other) => one.order - other.order).map(({ vectors }) => vectors)

/** Replies of servers that have names of their own for vectors. */
import { isObject } from '../../engine/values'
import type { RequestKind } from '../request/types'
import type { Literal, LiteralObject } from './literal'
import { item, reply } from './make'
import { inOrder } from './ordered'
import { readArray } from './arrays'
import { readRecord } from './record'
import { readRecords } from './records'
import { isList, isListOf, isNumbers, isRows, isWeights, toDense, toRows, toSparse } from './shapes'
import { isNamedWeights, sparsePart } from './token-names'
import type { ForeignReply } from './types'

/** FlagEmbedding's own names, for one text or many: a line of the command `encode`, m3scope's server, /encode/*. */
export function flagEmbedding(given: LiteralObject): ForeignReply | null {
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
        ...at(lexical_weights, index, sparsePart, 'lexical_weights'),
        colbert: at(colbert_vecs, index, toRows, 'colbert_vecs'),
        label: String(index),
      }),
    ),
    isListOf(input_ids, isList) ? { tokenIds: input_ids as number[][] } : {},
  )
}

const isEachWeights = (value: Literal) => isWeights(value) || isNamedWeights(value)

export function fastapi(given: LiteralObject): ForeignReply | null {
  const { dense_embeddings, sparse_embeddings, colbert_embeddings } = given
  if (dense_embeddings === undefined && sparse_embeddings === undefined && colbert_embeddings === undefined)
    return null
  const present = <T>(value: Literal | undefined, name: string, to: (value: Literal, where: string) => T) =>
    value === undefined || value === null ? null : to(value, name)
  // The server of yuniko gives lists over the texts.
  const first = (value: Literal | undefined, is: (value: Literal) => boolean) =>
    isList(value) && value.length === 1 && is(value[0]!) ? value[0] : value
  return reply('fastapi', [
    item({
      dense: present(first(dense_embeddings, isNumbers), 'dense_embeddings', toDense),
      ...present(first(sparse_embeddings, isEachWeights), 'sparse_embeddings', sparsePart),
      colbert: present(first(colbert_embeddings, isRows), 'colbert_embeddings', toRows),
    }),
  ])
}

export function dashscope({ output }: LiteralObject): ForeignReply | null {
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

/** vLLM's bge_m3_sparse_plugin: its list `data` lies in an object `data`. */
export function plugin({ data: outer }: LiteralObject): ForeignReply | null {
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

const areRows = (value: Literal): boolean => isListOf(value, isList)

export function embeddings(
  { embeddings: given }: LiteralObject,
  kind: RequestKind | null,
): ForeignReply | null {
  if (isObject(given)) return byType(given)
  if (!isList(given)) return null
  // A list in each list: hidden states or ColBERT vectors.
  if (given.length > 0 && given.every(areRows)) return readArray(given, kind)
  if (isListOf(given, isList)) {
    const items = given.map((vector, at) =>
      item({ dense: toDense(vector, `embeddings[${at}]`), label: String(at) }),
    )
    return reply('ollama', items)
  }
  if (isListOf(given, isObject)) return readRecords(given as LiteralObject[])
  return kind === 'tokenize' ? null : reply('fastapi-simple', [item({ dense: toDense(given, 'embeddings') })])
}

/** Cohere: {"embeddings":{"float":[[…]],"int8":[[…]]}}. Of several types the most exact one. Bits are no values. */
function byType(given: LiteralObject): ForeignReply | null {
  const type = ['float', 'int8', 'uint8'].find((name) => isRows(given[name]))
  return type === undefined
    ? null
    : reply(
        'row',
        (given[type] as readonly Literal[]).map((vector, at) =>
          item({ dense: toDense(vector, `embeddings.${type}[${at}]`), label: String(at) }),
        ),
      )
}

export function ollamaOld({ embedding }: LiteralObject): ForeignReply | null {
  return isNumbers(embedding) || (isList(embedding) && embedding.length === 0)
    ? reply('ollama-old', [item({ dense: toDense(embedding, 'embedding') })])
    : null
}

/** m3scope's, vLLM's and llama.cpp's /tokenize; llama.cpp writes {"id","piece"} when asked with_pieces. */
export function tokens({ tokens: given, dense, input_ids }: LiteralObject): ForeignReply | null {
  if (isListOf(input_ids, isNumbers)) return reply('tokenize', [], { tokenIds: input_ids as number[][] })
  if (!isList(given) || dense !== undefined) return null
  const ids = given.map((token) => (isObject(token) ? token['id'] : token))
  return ids.every((id) => typeof id === 'number')
    ? reply('tokenize', [], { tokenIds: [ids as number[]] })
    : null
}

/** After milvus.io/api-reference/restful v2.4.x to v2.6.x: Describe, Search and Hybrid Search; request_v2.go binds the fields. */
import {
  best,
  bestSparse,
  cosine,
  fused,
  numbers,
  rrf,
  strict,
  weights,
  type Scored,
  type FakeRequest,
  type Hold,
} from './documents'

interface Single {
  readonly data: readonly unknown[]
  readonly annsField: string
  readonly limit: number
}
interface Search extends Single {
  readonly outputFields: readonly string[]
}
interface Hybrid {
  readonly search: readonly unknown[]
  readonly rerank: { readonly strategy: string; readonly params: unknown }
  readonly limit: number
  readonly outputFields: readonly string[]
}

const failed = (code: number, message: string) => ({ status: 200, value: { code, message } })

export function milvus({ method, path, body }: FakeRequest, hold: Hold) {
  if (method !== 'POST') return { status: 404, value: '404 page not found' }
  const named = body as { collectionName?: string }
  if (named.collectionName !== hold.collection)
    return failed(100, `can't find collection[database=default][collection=${String(named.collectionName)}]`)
  switch (path) {
    case '/v2/vectordb/collections/describe':
      strict(body, { collectionName: 'string', dbName: 'string' }, ['collectionName'])
      return { status: 200, value: { code: 0, data: description(hold) } }
    case '/v2/vectordb/entities/search': {
      const asked = strict<Search>(
        body,
        {
          collectionName: 'string',
          dbName: 'string',
          data: 'list',
          annsField: 'string',
          limit: 'number',
          outputFields: 'list',
        },
        ['collectionName', 'data'],
      )
      return answer(single(asked, hold), asked.outputFields, hold)
    }
    case '/v2/vectordb/entities/hybrid_search': {
      const asked = strict<Hybrid>(
        body,
        {
          collectionName: 'string',
          dbName: 'string',
          search: 'list',
          rerank: 'object',
          limit: 'number',
          outputFields: 'list',
        },
        ['collectionName', 'search', 'rerank', 'limit'],
      )
      return answer(hybrid(asked, hold), asked.outputFields, hold)
    }
    default:
      return { status: 404, value: '404 page not found' }
  }
}

function single({ data, annsField, limit }: Single, { documents, dimension }: Hold): Scored[] {
  if (data.length !== 1) throw new Error('one query')
  if (annsField === 'sparse') return bestSparse(documents, limit, weights(data[0]))
  if (annsField !== 'dense')
    throw new Error(`failed to get field schema by name: fieldName(${annsField}) not found`)
  const query = numbers(data[0], dimension)
  return best(documents, limit, ({ dense }) => cosine(query, dense))
}

function hybrid({ search, rerank, limit }: Hybrid, hold: Hold): Scored[] {
  const lists = search.map((each) =>
    single(
      strict<Single>(each, { data: 'list', annsField: 'string', limit: 'number' }, [
        'data',
        'annsField',
        'limit',
      ]),
      hold,
    ),
  )
  if (rerank.strategy === 'rrf')
    return rrf(lists, strict<{ k: number }>(rerank.params, { k: 'number' }, ['k']).k, 1, limit)
  if (rerank.strategy !== 'weighted') throw new Error(`unsupported rank type ${rerank.strategy}`)
  const shares = numbers(
    strict<{ weights: number[] }>(rerank.params, { weights: 'list' }, ['weights']).weights,
    lists.length,
  )
  return fused(
    lists.map((list, at) => list.map(({ document, score }) => ({ document, score: score * shares[at]! }))),
    limit,
  )
}

/** Every value that is asked for, "*" for all; the primary key and the distance are always there. */
const answer = (found: readonly Scored[], outputFields: readonly string[] = [], { id }: Hold) => ({
  status: 200,
  value: {
    code: 0,
    data: found.map(({ document, score }) => ({
      distance: score,
      [id]: document.id,
      ...((outputFields.includes('text') || outputFields.includes('*')) && { text: document.text }),
      ...(outputFields.includes('*') && { dense: document.dense }),
    })),
    topks: [found.length],
  },
})

const description = ({ dimension, id, documents }: Hold) => ({
  autoId: false,
  collectionName: 'docs',
  enableDynamicField: false,
  fields: [
    {
      autoId: false,
      id: 100,
      name: id,
      primaryKey: true,
      type: typeof documents[0]?.id === 'number' ? 'Int64' : 'VarChar',
    },
    {
      id: 101,
      name: 'title',
      params: [{ key: 'max_length', value: '60' }],
      primaryKey: false,
      type: 'VarChar',
    },
    {
      id: 102,
      name: 'text',
      params: [{ key: 'max_length', value: '65535' }],
      primaryKey: false,
      type: 'VarChar',
    },
    {
      id: 103,
      name: 'dense',
      params: [{ key: 'dim', value: String(dimension) }],
      primaryKey: false,
      type: 'FloatVector',
    },
    { id: 104, name: 'sparse', primaryKey: false, type: 'SparseFloatVector' },
  ],
  indexes: [
    { fieldName: 'dense', indexName: 'dense', metricType: 'COSINE' },
    { fieldName: 'sparse', indexName: 'sparse', metricType: 'IP' },
  ],
  load: 'LoadStateLoaded',
})

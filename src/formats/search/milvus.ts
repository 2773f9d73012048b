/**
 * Milvus 2.4 and later, REST v2 (internal/distributed/proxy/httpserver/request_v2.go; milvus.io/api-reference/restful: Describe,
 * Search, Hybrid Search). Zilliz Cloud is the same.
 */
import { isObject } from '../../engine/values'
import type { JsonObject } from '../request/body'
import {
  candidatesOf,
  denseOf,
  idOf,
  isHybrid,
  listAt,
  numberOf,
  objectAt,
  post,
  shares,
  textAt,
  weightsOf,
} from './shared'
import { likeliest } from './text-field'
import type { Ranker, SearchAdapter, SearchAsk, SearchPlace, VectorField } from './types'

const API = '/v2/vectordb'

const named = ({ collection, database }: SearchPlace): JsonObject => ({
  ...(database !== null && { dbName: database }),
  collectionName: collection,
})

const DENSE_TYPES = ['FloatVector', 'Float16Vector', 'BFloat16Vector']
const TEXT_TYPES = ['VarChar', 'Text']

const single = (ask: SearchAsk, kind: 'dense' | 'sparse'): JsonObject => ({
  data: [kind === 'dense' ? denseOf(ask.query) : weightsOf(ask.query)],
  annsField: ask[kind]!.name,
})

/** Without a text field the answer holds every field: the text is looked for in it. */
const outputFields = ({ text, idField }: SearchAsk): string[] =>
  text === null ? ['*'] : [text, ...(idField !== null && idField !== text ? [idField] : [])]

function rerank({ name, constant, weights }: Ranker): JsonObject {
  return name === 'weighted'
    ? { strategy: 'weighted', params: { weights: Math.max(...weights) > 1 ? shares(weights) : [...weights] } }
    : { strategy: 'rrf', params: { k: constant ?? 60 } }
}

export const milvus: SearchAdapter = {
  name: 'milvus',
  label: 'Milvus',
  defaultUrl: 'http://localhost:19530',
  kinds: ['dense', 'sparse', 'hybrid'],
  rankers: ['rrf', 'weighted'],
  // A token, or user:password as it is.
  auth: { header: 'Authorization', before: 'Bearer ', basic: false },
  paths: [`${API}/entities/search`, `${API}/entities/hybrid_search`, API],
  describe: (base, place) => post(`${base}${API}/collections/describe`, named(place)),
  readFacts(reply) {
    const data = objectAt(reply, 'data')
    const metrics = new Map(
      (listAt(data, 'indexes') ?? []).flatMap((index) => {
        const field = textAt(index, 'fieldName')
        return field === null ? [] : [[field, textAt(index, 'metricType')] as const]
      }),
    )
    const fields = (listAt(data, 'fields') ?? []).filter(isObject)
    const ofType = (types: readonly string[]) =>
      fields.filter((field) => types.includes(textAt(field, 'type') ?? ''))
    const name = (field: Readonly<Record<string, unknown>>) => textAt(field, 'name') ?? ''
    return {
      id: null,
      dense: ofType(DENSE_TYPES).map((field): VectorField => ({
        name: name(field),
        dimension: numberOf(
          (listAt(field, 'params') ?? []).filter(isObject).find(({ key }) => key === 'dim')?.['value'],
        ),
        metric: metrics.get(name(field)) ?? null,
      })),
      sparse: ofType(['SparseFloatVector']).map((field) => ({
        name: name(field),
        dimension: null,
        metric: metrics.get(name(field)) === 'IP' ? 'SPARSE_IP' : null,
      })),
      texts: likeliest(
        ofType(TEXT_TYPES)
          .filter((field) => field['primaryKey'] !== true)
          .map(name),
      ),
      idField: fields.filter((field) => field['primaryKey'] === true).map(name)[0] ?? null,
    }
  },
  search(ask) {
    const { base, place, plan } = ask
    const common = { ...named(place), limit: plan.k, outputFields: outputFields(ask) }
    if (plan.kind !== 'hybrid')
      return post(`${base}${API}/entities/search`, { ...common, ...single(ask, plan.kind) })
    const limit = candidatesOf(plan)
    return post(`${base}${API}/entities/hybrid_search`, {
      ...common,
      search: (['dense', 'sparse'] as const).map((kind) => ({ ...single(ask, kind), limit })),
      rerank: rerank(plan.ranker),
    })
  },
  problem({ code, message }) {
    if (code === 0 || code === 200 || code === undefined) return null
    return `${typeof message === 'string' ? message : ''} (${String(code)})`.trim()
  },
  readHits(reply, { facts, idField }) {
    const rows = listAt(reply, 'data')?.flat()
    return (
      rows?.filter(isObject).map((row) => ({
        id: idOf(row[idField ?? facts.idField ?? 'id']) ?? idOf(row['id']) ?? '',
        score: numberOf(row['distance']),
        fields: Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'distance')),
      })) ?? null
    )
  },
  meaning: ({ plan, dense, sparse }) => ({
    field: 'distance',
    metric: isHybrid(plan)
      ? plan.ranker.name === 'weighted'
        ? 'WeightedRanker'
        : 'RRFRanker'
      : ((plan.kind === 'dense' ? dense : sparse)?.metric ?? null),
  }),
}

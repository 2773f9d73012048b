/** Qdrant 1.10 and later: POST /collections/{name}/points/query (qdrant.tech/documentation/search/hybrid-queries, api.qdrant.tech). */
import { isObject } from '../../engine/values'
import type { JsonObject } from '../request/body'
import {
  candidatesOf,
  denseOf,
  get,
  idOf,
  isHybrid,
  listAt,
  numberOf,
  objectAt,
  post,
  segment,
  sortedWeights,
  textAt,
  valueAt,
  type Fields,
} from './shared'
import type { Ranker, SearchAdapter, SearchAsk, VectorField } from './types'

const collectionUrl = (base: string, collection: string) => `${base}/collections/${segment(collection)}`

const vectorField = (name: string, value: Fields): VectorField => ({
  name,
  dimension: numberOf(value['size']),
  metric: textAt(value, 'distance'),
})

function nearest({ query, ...ask }: SearchAsk, kind: 'dense' | 'sparse'): JsonObject {
  const { name } = ask[kind]!
  const weights = sortedWeights(query.sparse)
  return {
    query:
      kind === 'dense'
        ? denseOf(query)
        : { indices: weights.map(([id]) => id), values: weights.map(([, weight]) => weight) },
    // An unnamed vector has no name to use.
    ...(name !== '' && { using: name }),
  }
}

const fusion = ({ name, constant }: Ranker): JsonObject => {
  if (name === 'dbsf') return { fusion: 'dbsf' }
  return constant === null ? { fusion: 'rrf' } : { rrf: { k: constant } }
}

/** Only what is read: a payload may be large. Qdrant takes paths such as "metadata.text". */
function payloadOf({ text, idField }: SearchAsk): true | string[] {
  if (text === null) return true
  return [...new Set([text, ...(idField === null ? [] : [idField])])]
}

export const qdrant: SearchAdapter = {
  name: 'qdrant',
  label: 'Qdrant',
  defaultUrl: 'http://localhost:6333',
  kinds: ['dense', 'sparse', 'hybrid'],
  rankers: ['rrf', 'dbsf'],
  auth: { header: 'api-key', before: '', basic: false },
  paths: ['/dashboard'],
  describe: (base, { collection }) => get(collectionUrl(base, collection)),
  readFacts(reply) {
    const parameters = objectAt(objectAt(objectAt(reply, 'result'), 'config'), 'params')
    const vectors = objectAt(parameters, 'vectors') ?? {}
    const all = numberOf(vectors['size']) === null ? Object.entries(vectors) : [['', vectors] as const]
    return {
      id: null,
      // A multivector holds ColBERT rows, which a dense vector cannot be compared with.
      dense: all.flatMap(([name, value]) =>
        isObject(value) && !isObject(value['multivector_config']) ? [vectorField(name, value)] : [],
      ),
      sparse: Object.entries(objectAt(parameters, 'sparse_vectors') ?? {}).map(([name, value]) => ({
        name,
        dimension: null,
        // With the modifier `idf` each weight is multiplied by a statistic of the collection.
        metric: textAt(value, 'modifier') === 'idf' ? null : 'sparse',
      })),
      texts: [],
      idField: null,
    }
  },
  search(ask) {
    const { base, place, plan } = ask
    const common = { limit: plan.k, with_payload: payloadOf(ask), with_vector: false }
    const limit = candidatesOf(plan)
    return post(
      `${collectionUrl(base, place.collection)}/points/query`,
      plan.kind === 'hybrid'
        ? {
            prefetch: (['dense', 'sparse'] as const).map((kind) => ({ ...nearest(ask, kind), limit })),
            query: fusion(plan.ranker),
            ...common,
          }
        : { ...nearest(ask, plan.kind), ...common },
    )
  },
  problem: () => null,
  readHits(reply, { idField }) {
    const points = listAt(objectAt(reply, 'result'), 'points')
    return (
      points?.filter(isObject).map((point) => {
        const fields = objectAt(point, 'payload') ?? {}
        return {
          id: (idField !== null && idOf(valueAt(fields, idField))) || (idOf(point['id']) ?? ''),
          score: numberOf(point['score']),
          fields,
        }
      }) ?? null
    )
  },
  meaning: ({ plan, dense, sparse }) => ({
    field: 'score',
    metric: isHybrid(plan)
      ? // The table's rrf has Qdrant's default constant.
        plan.ranker.name
      : ((plan.kind === 'dense' ? dense : sparse)?.metric ?? null),
  }),
}

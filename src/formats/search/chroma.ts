/**
 * Chroma 1.x, HTTP API v2: POST …/collections/{id}/query (the server's own /openapi.json, and docs.trychroma.com). Its server
 * searches dense vectors; sparse and hybrid searches are Chroma Cloud's alone.
 */
import { isObject } from '../../engine/values'
import { denseOf, get, idOf, listAt, numberOf, objectAt, post, segment, textAt, type Fields } from './shared'
import { DOCUMENTS, type SearchAdapter, type SearchPlace } from './types'

const API = '/api/v2'

const collectionsUrl = (base: string, { tenant, database }: SearchPlace) =>
  `${base}${API}/tenants/${segment(tenant ?? 'default_tenant')}/databases/${segment(database ?? 'default_database')}/collections`

/** "spann" is the index of distributed installations. */
const metricOf = (configuration: Fields | null): string =>
  textAt(objectAt(configuration, 'hnsw'), 'space') ??
  textAt(objectAt(configuration, 'spann'), 'space') ??
  'l2'

const first = (reply: unknown, key: string): readonly unknown[] => {
  const list = listAt(reply, key)?.[0]
  return Array.isArray(list) ? list : []
}

export const chroma: SearchAdapter = {
  name: 'chroma',
  label: 'Chroma',
  defaultUrl: 'http://localhost:8000',
  kinds: ['dense'],
  rankers: [],
  auth: { header: 'x-chroma-token', before: '', basic: false },
  paths: [API],
  describe: (base, place) => get(`${collectionsUrl(base, place)}/${segment(place.collection)}`),
  readFacts: (reply) => ({
    id: textAt(reply, 'id'),
    dense: [
      {
        name: '',
        dimension: numberOf(isObject(reply) ? reply['dimension'] : null),
        metric: metricOf(objectAt(reply, 'configuration_json')),
      },
    ],
    sparse: [],
    texts: [],
    idField: null,
  }),
  search: ({ base, place, facts, plan, query, text }) =>
    post(`${collectionsUrl(base, place)}/${segment(facts.id ?? place.collection)}/query`, {
      query_embeddings: [denseOf(query)],
      n_results: plan.k,
      include: ['documents', 'distances', ...(text === DOCUMENTS ? [] : ['metadatas'])],
    }),
  problem: () => null,
  readHits(reply, { idField }) {
    if (!Array.isArray(listAt(reply, 'ids')?.[0])) return null
    const documents = first(reply, 'documents')
    const metadatas = first(reply, 'metadatas')
    const distances = first(reply, 'distances')
    return first(reply, 'ids').map((id, at) => {
      const metadata = metadatas[at]
      const own = isObject(metadata) ? metadata : {}
      const text = documents[at]
      return {
        id: (idField !== null && idOf(own[idField])) || (idOf(id) ?? ''),
        score: numberOf(distances[at]),
        fields: { ...own, ...(typeof text === 'string' && { [DOCUMENTS]: text }) },
      }
    })
  },
  meaning: ({ dense }) => ({ field: 'distances', metric: dense?.metric ?? null }),
}

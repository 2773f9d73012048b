/** After the /openapi.json that Chroma 1.5 serves, and its real replies. */
import { best, cosine, numbers, strict, type FakeRequest, type Hold } from './documents'

const ID = '3f4dbeec-103a-4445-a75e-374fa77c30d1'
const BASE = '/api/v2/tenants/default_tenant/databases/default_database/collections/'

export function chroma({ method, path, body }: FakeRequest, hold: Hold) {
  if (!path.startsWith(BASE)) return { status: 404, value: { error: 'NotFoundError', message: 'Not found' } }
  const rest = path.slice(BASE.length)
  if (method === 'GET' && rest === hold.collection)
    return {
      status: 200,
      value: {
        id: ID,
        name: hold.collection,
        configuration_json: {
          hnsw: { space: 'cosine', ef_search: 100 },
          spann: null,
          embedding_function: null,
        },
        metadata: null,
        dimension: hold.dimension,
        tenant: 'default_tenant',
        database: 'default_database',
        log_position: 0,
        version: 0,
      },
    }
  if (method !== 'POST' || rest !== `${ID}/query`)
    return { status: 404, value: { error: 'NotFoundError', message: `Collection [${rest}] does not exist` } }
  const { query_embeddings, n_results, include } = strict<{
    query_embeddings: unknown[]
    n_results: number
    include: string[]
  }>(body, { query_embeddings: 'list', n_results: 'number', include: 'list' }, ['query_embeddings'])
  const lists = query_embeddings.map((vector) => {
    const query = numbers(vector, hold.dimension)
    return best(hold.documents, n_results, ({ dense }) => 1 - cosine(query, dense), true)
  })
  const all = <T>(name: string, value: (found: (typeof lists)[number][number]) => T) =>
    include.includes(name) ? lists.map((list) => list.map(value)) : null
  return {
    status: 200,
    value: {
      ids: lists.map((list) => list.map(({ document }) => String(document.id))),
      embeddings: null,
      documents: all('documents', ({ document }) => document.text),
      uris: null,
      metadatas: all('metadatas', () => null),
      distances: all('distances', ({ score }) => score),
      include,
    },
  }
}

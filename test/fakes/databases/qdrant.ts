/** After api.qdrant.tech (get-collection, query-points) and qdrant.tech/documentation/search/hybrid-queries. */
import {
  best,
  bestSparse,
  cosine,
  fused,
  numbers,
  rrf,
  strict,
  type Scored,
  type FakeRequest,
  type Hold,
} from './documents'

interface Sparse {
  readonly indices: readonly number[]
  readonly values: readonly number[]
}
interface Nearest {
  readonly query: unknown
  readonly using?: string
  readonly limit: number
}
interface Query extends Nearest {
  readonly prefetch?: readonly unknown[]
  readonly with_payload: boolean | readonly string[]
}

const time = { status: 'ok', time: 0.0005 }

export function qdrant({ method, path, body }: FakeRequest, hold: Hold) {
  const [, first, collection, ...rest] = path.split('/')
  if (first !== 'collections') return { status: 404, value: '' }
  if (decodeURIComponent(collection ?? '') !== hold.collection)
    return {
      status: 404,
      value: { status: { error: `Not found: Collection \`${collection}\` doesn't exist!` }, time: 0 },
    }
  if (method === 'GET' && rest.length === 0)
    return {
      status: 200,
      value: {
        result: {
          status: 'green',
          points_count: hold.documents.length,
          config: {
            params: {
              vectors: {
                dense: { size: hold.dimension, distance: 'Cosine' },
                colbert: {
                  size: hold.dimension,
                  distance: 'Cosine',
                  multivector_config: { comparator: 'max_sim' },
                },
              },
              sparse_vectors: { sparse: {} },
            },
          },
        },
        ...time,
      },
    }
  if (method !== 'POST' || rest.join('/') !== 'points/query') return { status: 404, value: '' }
  const asked = strict<Query>(
    body,
    {
      query: 'any',
      using: 'string',
      limit: 'number',
      prefetch: 'list',
      with_payload: 'any',
      with_vector: 'boolean',
    },
    ['query', 'limit'],
  )
  const found = asked.prefetch === undefined ? nearest(asked, hold) : hybrid(asked, asked.prefetch, hold)
  return {
    status: 200,
    value: {
      result: {
        points: found.map(({ document, score }) => ({
          id: document.id,
          version: 3,
          score,
          ...(asked.with_payload !== false && { payload: payload(document.text, asked.with_payload) }),
        })),
      },
      ...time,
    },
  }
}

const payload = (text: string, asked: boolean | readonly string[]) =>
  Array.isArray(asked)
    ? { ...(asked.includes('text') && { text }) }
    : { source: 'a.md', text, metadata: { page: '1' } }

function nearest({ query, using, limit }: Nearest, { documents, dimension }: Hold): Scored[] {
  if (using === 'sparse') {
    const { indices, values } = strict<Sparse>(query, { indices: 'list', values: 'list' }, [
      'indices',
      'values',
    ])
    if (indices.length !== values.length || new Set(indices).size !== indices.length)
      throw new Error('Sparse indices must be unique')
    return bestSparse(documents, limit, Object.fromEntries(indices.map((id, at) => [id, values[at]!])))
  }
  if (using !== 'dense') throw new Error(`Not existing vector name error: ${using}`)
  const vector = numbers(query, dimension)
  return best(documents, limit, ({ dense }) => cosine(vector, dense))
}

function hybrid({ query, limit }: Query, prefetch: readonly unknown[], hold: Hold): Scored[] {
  const lists = prefetch.map((each) =>
    nearest(strict(each, { query: 'any', using: 'string', limit: 'number' }, ['query', 'limit']), hold),
  )
  const asked = strict<{ fusion?: string; rrf?: unknown }>(query, { fusion: 'string', rrf: 'object' }, [])
  if (asked.fusion === 'rrf') return rrf(lists, 2, 0, limit)
  if (asked.rrf !== undefined)
    return rrf(lists, strict<{ k: number }>(asked.rrf, { k: 'number' }, ['k']).k, 0, limit)
  if (asked.fusion !== 'dbsf') throw new Error('unknown fusion')
  return fused(lists.map(dbsf), limit)
}

/** Scores between mean − 3σ and mean + 3σ become 0 to 1. */
function dbsf(list: readonly Scored[]): Scored[] {
  const scores = list.map(({ score }) => score)
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const deviation = Math.sqrt(
    scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1),
  )
  return list.map(({ document, score }) => ({
    document,
    score: deviation > 0 ? (score - mean + 3 * deviation) / (6 * deviation) : 0.5,
  }))
}

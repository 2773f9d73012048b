/**
 * After elastic.co/docs/reference/elasticsearch (knn, sparse_vector, rank_feature, retrievers) and docs.opensearch.org (k-NN query,
 * neural_sparse, hybrid, search pipelines).
 */
import {
  best,
  bestSparse,
  cosine,
  fused,
  minMax,
  numbers,
  rrf,
  strict,
  weights,
  type Scored,
  type FakeRequest,
  type Hold,
} from './documents'

type Part = Readonly<Record<string, unknown>>
interface Search {
  readonly size: number
  readonly _source: readonly string[] | { readonly excludes: readonly string[] }
  readonly knn?: unknown
  readonly query?: unknown
  readonly retriever?: unknown
  readonly search_pipeline?: unknown
}

const parsing = (reason: string) => ({
  status: 400,
  value: {
    error: { root_cause: [{ type: 'parsing_exception', reason }], type: 'parsing_exception', reason },
    status: 400,
  },
})

export const lucene =
  (flavour: 'elasticsearch' | 'opensearch') =>
  ({ method, path, query, body }: FakeRequest, hold: Hold) => {
    const [, index, action] = path.split('/')
    if (index !== hold.collection) {
      const reason = `no such index [${index}]`
      const type = 'index_not_found_exception'
      return { status: 404, value: { error: { root_cause: [{ type, reason }], type, reason }, status: 404 } }
    }
    if (method === 'GET' && action === '_mapping')
      return { status: 200, value: { 'docs-000001': { mappings: { properties: mapping(flavour, hold) } } } }
    if (method !== 'POST' || action !== '_search') return parsing(`no handler for ${path}`)
    const asked = strict<Search>(
      body,
      {
        size: 'number',
        _source: 'any',
        query: 'object',
        ...(flavour === 'elasticsearch'
          ? { knn: 'object', retriever: 'object' }
          : { search_pipeline: 'any' }),
      },
      ['size'],
    )
    const found = flavour === 'elasticsearch' ? elastic(asked, hold) : open(asked, query, hold)
    return {
      status: 200,
      value: {
        took: 2,
        timed_out: false,
        _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
        hits: {
          total: { value: found.length, relation: 'eq' },
          max_score: found[0]?.score ?? null,
          hits: found.slice(0, asked.size).map(({ document, score }) => ({
            _index: 'docs-000001',
            _id: String(document.id),
            _score: score,
            _source: source(document, asked._source),
          })),
        },
      },
    }
  }

const source = ({ text, dense }: { text: string; dense: readonly number[] }, asked: Search['_source']) =>
  Array.isArray(asked)
    ? { ...(asked.includes('body.text') && { body: { text } }) }
    : { body: { text }, ...(!(asked as { excludes: string[] }).excludes.includes('dense') && { dense }) }

const mapping = (flavour: string, { dimension }: Hold) => ({
  body: { properties: { text: { type: 'text' } } },
  lang: { type: 'keyword' },
  dense:
    flavour === 'elasticsearch'
      ? { type: 'dense_vector', dims: dimension, index: true, similarity: 'dot_product' }
      : {
          type: 'knn_vector',
          dimension,
          method: { name: 'hnsw', space_type: 'cosinesimil', engine: 'lucene' },
        },
  sparse: { type: flavour === 'elasticsearch' ? 'sparse_vector' : 'rank_features' },
})

const half = (query: readonly number[], { documents }: Hold, k: number) =>
  best(documents, k, ({ dense }) => (1 + cosine(query, dense)) / 2)

function elasticKnn(value: unknown, hold: Hold): Scored[] {
  const { field, query_vector, k, num_candidates } = strict<{
    field: string
    query_vector: unknown
    k: number
    num_candidates: number
  }>(value, { field: 'string', query_vector: 'list', k: 'number', num_candidates: 'number' }, [
    'field',
    'query_vector',
  ])
  if (field !== 'dense')
    throw new Error(`failed to create query: field [${field}] does not exist in the mapping`)
  if (num_candidates < k || num_candidates > 10_000)
    throw new Error('[num_candidates] cannot be less than [k]')
  return half(numbers(query_vector, hold.dimension), hold, k)
}

function elasticQuery(value: unknown, hold: Hold): Scored[] {
  const { sparse_vector } = strict<{ sparse_vector: unknown }>(value, { sparse_vector: 'object' }, [
    'sparse_vector',
  ])
  const { field, query_vector } = strict<{ field: string; query_vector: unknown }>(
    sparse_vector,
    { field: 'string', query_vector: 'object', prune: 'boolean' },
    ['field', 'query_vector'],
  )
  if (field !== 'sparse') throw new Error(`field [${field}]`)
  return bestSparse(hold.documents, hold.documents.length, weights(query_vector))
}

function elastic({ knn, query, retriever, size }: Search, hold: Hold): Scored[] {
  if ([knn, query, retriever].filter((part) => part !== undefined).length !== 1)
    throw new Error('[retriever] cannot be used together with [knn] or [query]')
  if (knn !== undefined) return elasticKnn(knn, hold)
  if (query !== undefined) return elasticQuery(query, hold)
  const list = (part: unknown) => {
    const { knn, standard } = strict<{ knn?: unknown; standard?: { query: unknown } }>(
      part,
      { knn: 'object', standard: 'object' },
      [],
    )
    return knn === undefined ? elasticQuery(standard!.query, hold) : elasticKnn(knn, hold)
  }
  const kinds = retriever as Part
  if (kinds['rrf'] !== undefined) {
    const { retrievers, rank_window_size, rank_constant } = strict<{
      retrievers: unknown[]
      rank_window_size: number
      rank_constant?: number
    }>(kinds['rrf'], { retrievers: 'list', rank_window_size: 'number', rank_constant: 'number' }, [
      'retrievers',
    ])
    if (rank_window_size < size) throw new Error('[rank_window_size] must be greater than or equal to [size]')
    return rrf(
      retrievers.map((part) => list(part).slice(0, rank_window_size)),
      rank_constant ?? 60,
      1,
      size,
    )
  }
  const { retrievers } = strict<{ retrievers: unknown[] }>(
    kinds['linear'],
    { retrievers: 'list', rank_window_size: 'number' },
    ['retrievers'],
  )
  return fused(
    retrievers.map((part) => {
      const { retriever, weight, normalizer } = strict<{
        retriever: unknown
        weight: number
        normalizer: string
      }>(part, { retriever: 'object', weight: 'number', normalizer: 'string' }, ['retriever'])
      if (normalizer !== 'minmax') throw new Error(`Unknown normalizer [${normalizer}]`)
      return minMax(list(retriever), weight)
    }),
    size,
  )
}

function openQuery(value: unknown, hold: Hold): Scored[] {
  const { knn, neural_sparse } = strict<{ knn?: Part; neural_sparse?: Part }>(
    value,
    { knn: 'object', neural_sparse: 'object' },
    [],
  )
  if (knn) {
    const { vector, k } = strict<{ vector: unknown; k: number }>(
      knn['dense'],
      { vector: 'list', k: 'number' },
      ['vector', 'k'],
    )
    return half(numbers(vector, hold.dimension), hold, k)
  }
  const { query_tokens } = strict<{ query_tokens: unknown }>(
    neural_sparse!['sparse'],
    { query_tokens: 'object' },
    ['query_tokens'],
  )
  return bestSparse(hold.documents, hold.documents.length, weights(query_tokens))
}

function open({ query, search_pipeline, size }: Search, address: URLSearchParams, hold: Hold): Scored[] {
  const { hybrid } = query as { hybrid?: unknown }
  if (hybrid === undefined) return openQuery(query, hold)
  const { queries } = strict<{ queries: unknown[] }>(hybrid, { queries: 'list' }, ['queries'])
  const lists = queries.map((part) => openQuery(part, hold))
  if (address.get('search_pipeline') === 'own') return rrf(lists, 60, 1, size)
  const { phase_results_processors } = strict<{ phase_results_processors: Part[] }>(
    search_pipeline,
    { phase_results_processors: 'list' },
    ['phase_results_processors'],
  )
  const [processor] = phase_results_processors
  const ranker = processor!['score-ranker-processor'] as { combination: Part } | undefined
  if (ranker) {
    const { rank_constant } = strict<{ rank_constant?: number }>(
      ranker.combination,
      { technique: 'string', rank_constant: 'number' },
      ['technique'],
    )
    return rrf(lists, rank_constant ?? 60, 1, size)
  }
  const { normalization, combination } = strict<{
    normalization: Part
    combination: { technique: string; parameters: { weights: number[] } }
  }>(processor!['normalization-processor'], { normalization: 'object', combination: 'object' }, [])
  const shares = combination.parameters.weights
  if (normalization['technique'] !== 'min_max' || combination.technique !== 'arithmetic_mean')
    throw new Error('technique')
  if (Math.abs(shares[0]! + shares[1]! - 1) > 0.01)
    throw new Error('sum of weights for combination must be equal to 1.0')
  return fused(
    lists.map((list, at) => minMax(list, shares[at]!)),
    size,
  )
}

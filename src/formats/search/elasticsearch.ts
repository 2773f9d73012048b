/**
 * Elasticsearch 8.15 and later: POST /{index}/_search with knn, sparse_vector, rank_feature, and the retrievers rrf and linear
 * (elastic.co/docs/reference/elasticsearch/rest-apis/retrievers; linear needs 8.18, rrf a licence).
 */
import type { JsonObject } from '../request/body'
import { indexUrl, luceneProblem, readLuceneHits, readMapping, sourceOf } from './lucene'
import {
  candidatesOf,
  denseOf,
  get,
  isHybrid,
  numberOf,
  post,
  sortedWeights,
  textAt,
  weightsOf,
} from './shared'
import type { SearchAdapter, SearchAsk } from './types'

const knn = (ask: SearchAsk, k: number): JsonObject => ({
  field: ask.dense!.name,
  query_vector: denseOf(ask.query),
  k,
  num_candidates: Math.max(k, candidatesOf(ask.plan)),
})

/** The whole of bge-m3's weights: pruning is for ELSER's. A field of rank features is asked feature by feature. */
function sparseQuery({ sparse, query }: SearchAsk): JsonObject {
  const { name, metric } = sparse!
  if (metric !== 'rank_features_linear')
    return { sparse_vector: { field: name, query_vector: weightsOf(query), prune: false } }
  return {
    bool: {
      should: sortedWeights(query.sparse).map(([id, boost]) => ({
        rank_feature: { field: `${name}.${id}`, boost, linear: {} },
      })),
    },
  }
}

function hybrid(ask: SearchAsk): JsonObject {
  const { plan } = ask
  const { name, constant, weights } = plan.ranker
  const window = candidatesOf(plan)
  const lists = [{ knn: knn(ask, window) }, { standard: { query: sparseQuery(ask) } }]
  if (name === 'weighted')
    return {
      linear: {
        retrievers: lists.map((retriever, at) => ({
          retriever,
          weight: weights[at === 0 ? 0 : 1],
          normalizer: 'minmax',
        })),
        rank_window_size: window,
      },
    }
  return {
    rrf: {
      retrievers: lists,
      rank_window_size: window,
      ...(constant !== null && { rank_constant: constant }),
    },
  }
}

export const elasticsearch: SearchAdapter = {
  name: 'elasticsearch',
  label: 'Elasticsearch',
  defaultUrl: 'http://localhost:9200',
  kinds: ['dense', 'sparse', 'hybrid'],
  rankers: ['rrf', 'weighted'],
  auth: { header: 'Authorization', before: 'ApiKey ', basic: true },
  paths: ['/_search'],
  describe: (base, { collection }) => get(indexUrl(base, collection, '_mapping')),
  readFacts: (reply) =>
    readMapping(reply, {
      dense: ({ path, type, mapping }) =>
        type === 'dense_vector'
          ? {
              name: path,
              dimension: numberOf(mapping['dims']),
              // A mapping names only what differs from the default.
              metric: textAt(mapping, 'similarity') ?? 'cosine',
            }
          : null,
      sparse: ({ path, type }) => {
        if (type === 'sparse_vector') return { name: path, dimension: null, metric: 'sparse_vector' }
        return type === 'rank_features'
          ? { name: path, dimension: null, metric: 'rank_features_linear' }
          : null
      },
    }),
  search(ask) {
    const { base, place, plan } = ask
    const body: JsonObject =
      plan.kind === 'hybrid'
        ? { retriever: hybrid(ask) }
        : plan.kind === 'dense'
          ? { knn: knn(ask, plan.k) }
          : { query: sparseQuery(ask) }
    return post(indexUrl(base, place.collection, '_search'), {
      size: plan.k,
      ...body,
      _source: sourceOf(ask),
    })
  },
  problem: luceneProblem,
  readHits: readLuceneHits,
  meaning: ({ plan, dense, sparse }) => ({
    field: '_score',
    metric: isHybrid(plan)
      ? plan.ranker.name === 'rrf'
        ? 'rrf'
        : 'linear'
      : ((plan.kind === 'dense' ? dense : sparse)?.metric ?? null),
  }),
}

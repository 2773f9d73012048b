/**
 * OpenSearch 2.19 and later: knn, neural_sparse with raw weights, and hybrid with a search pipeline (docs.opensearch.org:
 * query-dsl/specialized/neural-sparse, query-dsl/compound/hybrid, search-pipelines/score-ranker-processor).
 */
import type { JsonObject } from '../request/body'
import { indexUrl, luceneProblem, readLuceneHits, readMapping, sourceOf } from './lucene'
import {
  candidatesOf,
  denseOf,
  get,
  isHybrid,
  numberOf,
  objectAt,
  post,
  shares,
  segment,
  textAt,
  weightsOf,
} from './shared'
import type { Ranker, SearchAdapter, SearchAsk } from './types'

const knn = (ask: SearchAsk, k: number): JsonObject => ({
  knn: { [ask.dense!.name]: { vector: denseOf(ask.query), k } },
})
const neuralSparse = ({ sparse, query }: SearchAsk): JsonObject => ({
  neural_sparse: { [sparse!.name]: { query_tokens: weightsOf(query) } },
})

/** Sent with the request, so that nothing has to be set up on the server. */
function pipelineOf({ name, constant, weights }: Ranker): JsonObject {
  return {
    phase_results_processors: [
      name === 'weighted'
        ? {
            'normalization-processor': {
              normalization: { technique: 'min_max' },
              combination: { technique: 'arithmetic_mean', parameters: { weights: shares(weights) } },
            },
          }
        : {
            'score-ranker-processor': {
              combination: { technique: 'rrf', ...(constant !== null && { rank_constant: constant }) },
            },
          },
    ],
  }
}

export const opensearch: SearchAdapter = {
  name: 'opensearch',
  label: 'OpenSearch',
  defaultUrl: 'http://localhost:9200',
  kinds: ['dense', 'sparse', 'hybrid'],
  rankers: ['rrf', 'weighted'],
  auth: { header: 'Authorization', before: 'Bearer ', basic: true },
  paths: ['/_search'],
  describe: (base, { collection }) => get(indexUrl(base, collection, '_mapping')),
  readFacts: (reply) =>
    readMapping(reply, {
      dense: ({ path, type, mapping }) =>
        type === 'knn_vector'
          ? {
              name: path,
              dimension: numberOf(mapping['dimension']),
              metric:
                textAt(objectAt(mapping, 'method'), 'space_type') ?? textAt(mapping, 'space_type') ?? 'l2',
            }
          : null,
      sparse: ({ path, type }) =>
        type === 'rank_features' || type === 'sparse_vector'
          ? { name: path, dimension: null, metric: 'neural_sparse' }
          : null,
    }),
  search(ask) {
    const { base, place, plan } = ask
    const common = { size: plan.k, _source: sourceOf(ask) }
    const url = indexUrl(base, place.collection, '_search')
    if (plan.kind !== 'hybrid')
      return post(url, { ...common, query: plan.kind === 'dense' ? knn(ask, plan.k) : neuralSparse(ask) })
    const query = { hybrid: { queries: [knn(ask, candidatesOf(plan)), neuralSparse(ask)] } }
    return plan.pipeline === null
      ? post(url, { ...common, query, search_pipeline: pipelineOf(plan.ranker) })
      : post(`${url}?search_pipeline=${segment(plan.pipeline)}`, { ...common, query })
  },
  problem: luceneProblem,
  readHits: readLuceneHits,
  meaning: ({ plan, dense, sparse }) => ({
    field: '_score',
    metric: isHybrid(plan)
      ? plan.pipeline !== null
        ? null
        : plan.ranker.name === 'rrf'
          ? 'rrf'
          : 'hybrid'
      : ((plan.kind === 'dense' ? dense : sparse)?.metric ?? null),
  }),
}

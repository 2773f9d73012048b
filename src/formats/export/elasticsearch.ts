/**
 * Elasticsearch ≥ 8.15 (ColBERT: 8.18). Weights are kept in 9 significant bits, so sparse scores differ by up to 0.4 %.
 * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/dense-vector (4,096 dimensions, no vector of
 * length 0 with cosine), …/sparse-vector (pruning is on by default: it would drop bge-m3's weights, which lie below
 * its threshold), …/rank-vectors.
 */
import { bulkTarget } from './bulk'
import { TARGET_TITLES } from './types'

export const elasticsearchTarget = bulkTarget({
  name: 'elasticsearch',
  title: TARGET_TITLES.elasticsearch,
  variable: 'ELASTICSEARCH',
  limits: { denseDimension: 4_096, colbertDimension: 4_096 },
  fields: {
    dense: (dims, normalized) => ({
      type: 'dense_vector',
      dims,
      similarity: normalized ? 'cosine' : 'max_inner_product',
    }),
    sparse: { type: 'sparse_vector', index_options: { prune: false } },
    colbert: (dims) => ({ type: 'rank_vectors', dims }),
  },
})

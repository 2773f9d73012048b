/**
 * OpenSearch: knn_vector, rank_features for the sparse head (every version; `sparse_vector` of 3.3 takes the same
 * documents), ColBERT rows in the source only, where lateInteractionScore reads them.
 * https://docs.opensearch.org/latest/field-types/supported-field-types/knn-vector/ (16,000 dimensions),
 * …/rank/ (rank_features).
 */
import { bulkTarget } from './bulk'
import { TARGET_TITLES } from './types'

export const opensearchTarget = bulkTarget({
  name: 'opensearch',
  title: TARGET_TITLES.opensearch,
  variable: 'OPENSEARCH',
  limits: { denseDimension: 16_000 },
  settings: { index: { knn: true } },
  fields: {
    dense: (dimension, normalized) => ({
      type: 'knn_vector',
      dimension,
      method: {
        name: 'hnsw',
        engine: 'lucene',
        space_type: normalized ? 'cosinesimil' : 'innerproduct',
      },
    }),
    sparse: { type: 'rank_features' },
    colbert: () => ({ type: 'object', enabled: false }),
  },
})

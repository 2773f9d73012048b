/**
 * OpenSearch: knn_vector, rank_features for the sparse head (every version; `sparse_vector` of 3.3 takes the same
 * documents), ColBERT rows in the source only, where lateInteractionScore reads them.
 * https://docs.opensearch.org/latest/field-types/supported-field-types/knn-vector/ (16,000 dimensions),
 * …/rank/ (rank_features).
 */
import { bulkCommands, ID_BYTES, indexName, madeBy, writeBulk } from './bulk'
import { json } from './pieces'
import { TARGET_TITLES, type ExportJob, type ExportTarget } from './types'

export const opensearchTarget: ExportTarget = {
  name: 'opensearch',
  title: TARGET_TITLES.opensearch,
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  binary: false,
  cannot: {},
  limits: {
    uniqueIds: true,
    denseDimension: 16_000,
    zeroVector: 'error',
    sparseEmpty: 'sparse-empty',
    idBytes: ID_BYTES,
    name: indexName,
  },
  setup: {
    extension: 'json',
    mediaType: 'application/json',
    text: (job) => json({ settings: { index: { knn: true } }, mappings: mappingOf(job) }),
  },
  load: (file, setupFile, name) => bulkCommands('OPENSEARCH', file, setupFile, name),
  write: writeBulk,
}

function mappingOf(job: ExportJob) {
  const { dense, colbert } = job.dimensions
  const sparse = job.settings.heads.includes('sparse') && job.heads.sparse.state === 'available'
  return {
    _meta: madeBy(job),
    properties: {
      id: { type: 'keyword' },
      text: { type: 'text' },
      ...(dense !== null && {
        dense: {
          type: 'knn_vector',
          dimension: dense,
          method: {
            name: 'hnsw',
            engine: 'lucene',
            space_type: job.identity.normalize ? 'cosinesimil' : 'innerproduct',
          },
        },
      }),
      ...(sparse && { sparse: { type: 'rank_features' } }),
      ...(colbert !== null && { colbert: { type: 'object', enabled: false } }),
    },
  }
}

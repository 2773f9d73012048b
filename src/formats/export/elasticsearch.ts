/**
 * Elasticsearch ≥ 8.15 (ColBERT: 8.18). Weights are kept in 9 significant bits, so sparse scores differ by up to 0.4 %.
 * https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/dense-vector (4,096 dimensions, no vector of
 * length 0 with cosine), …/sparse-vector (pruning is on by default: it would drop bge-m3's weights, which lie below
 * its threshold), …/rank-vectors.
 */
import { bulkCommands, ID_BYTES, indexName, madeBy, writeBulk } from './bulk'
import { json } from './pieces'
import { TARGET_TITLES, type ExportJob, type ExportTarget } from './types'

export const elasticsearchTarget: ExportTarget = {
  name: 'elasticsearch',
  title: TARGET_TITLES.elasticsearch,
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  binary: false,
  cannot: {},
  limits: {
    uniqueIds: true,
    denseDimension: 4_096,
    colbertDimension: 4_096,
    zeroVector: 'error',
    sparseEmpty: 'sparse-empty',
    idBytes: ID_BYTES,
    name: indexName,
  },
  setup: {
    extension: 'json',
    mediaType: 'application/json',
    text: (job) => json({ mappings: mappingOf(job) }),
  },
  load: (file, setupFile, name) => bulkCommands('ELASTICSEARCH', file, setupFile, name),
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
          type: 'dense_vector',
          dims: dense,
          similarity: job.identity.normalize ? 'cosine' : 'max_inner_product',
        },
      }),
      ...(sparse && { sparse: { type: 'sparse_vector', index_options: { prune: false } } }),
      ...(colbert !== null && { colbert: { type: 'rank_vectors', dims: colbert } }),
    },
  }
}

/** The scores of databases, each as a function of ours. Formulas are those of the databases' documentation (`source`). */
import type { CurveName } from './curves'
import type { Base, Database, LostScore, Metric } from './types'
import type { LostReason, MetricNote } from './words'

interface Extra {
  readonly also?: readonly string[]
  readonly notes?: readonly MetricNote[]
}

const CLOSER: ReadonlySet<Base> = new Set(['cosine', 'dot', 'sparse', 'max-sim'])
const FALLING: ReadonlySet<CurveName> = new Set([
  'negated',
  'one-minus',
  'closeness',
  'root-closeness',
  'minus-over-root-2',
])

const LENGTHS: ReadonlySet<Base> = new Set(['dot', 'squared-l2', 'query-distance'])

function score(name: string, of: Base, curve: CurveName, formula: string, extra: Extra = {}): Metric {
  const notes: MetricNote[] = [...(extra.notes ?? [])]
  if (LENGTHS.has(of) && !notes.includes('unit-length-only')) notes.unshift('uses-lengths')
  if (of === 'max-sim') notes.unshift('sum-of-rows')
  return {
    kind: 'metric',
    name,
    aliases: extra.also ?? [],
    of,
    curve,
    formula,
    largerIsCloser: CLOSER.has(of) !== FALLING.has(curve),
    notes,
  }
}

function lost(
  name: string,
  reason: LostReason,
  formula: string,
  also: readonly string[] = [],
  ranks: LostScore['ranks'] = null,
): LostScore {
  return { kind: 'lost', name, aliases: also, formula, reason, ranks }
}

const itself: Extra = { notes: ['normalises-itself'] }

export const DATABASES: readonly Database[] = [
  {
    name: 'milvus',
    label: 'Milvus',
    source: 'https://milvus.io/docs/metric.md',
    scores: [
      score('COSINE', 'cosine', 'same', 'cos', itself),
      score('IP', 'dot', 'same', 'a·b'),
      score('L2', 'squared-l2', 'same', 'Σ (aᵢ − bᵢ)², without a root'),
      score('SPARSE_IP', 'sparse', 'same', 'Σ w_A·w_B', { also: ['sparse'] }),
      lost('RRFRanker', 'ranks-only', 'Σ 1 / (k + rank), k = 60', ['rrf'], { k: 60, first: 1 }),
      lost('WeightedRanker', 'weighted-sum', 'Σ weight × score, normalised or not', ['weighted']),
    ],
  },
  {
    name: 'qdrant',
    label: 'Qdrant',
    source: 'https://qdrant.tech/documentation/concepts/search/',
    scores: [
      score('Cosine', 'cosine', 'same', 'cos', itself),
      score('Dot', 'dot', 'same', 'a·b'),
      score('Euclid', 'squared-l2', 'root', '√(Σ (aᵢ − bᵢ)²)', { also: ['l2'] }),
      score('sparse', 'sparse', 'same', 'Σ w_A·w_B', { notes: ['idf-off'] }),
      score('max_sim', 'max-sim', 'same', 'Σ over rows of A of the best similarity', {
        also: ['multivector', 'colbert'],
      }),
      lost('rrf', 'ranks-only', 'Σ 1 / (k + rank), k = 2, the first rank is 0', [], { k: 2, first: 0 }),
      lost('dbsf', 'distribution', 'Σ of scores between mean ± 3σ of each list'),
    ],
  },
  {
    name: 'pgvector',
    label: 'pgvector',
    source: 'https://github.com/pgvector/pgvector#querying',
    scores: [
      score('cosine', 'cosine', 'one-minus', '<=> : 1 − cos', { also: ['<=>', 'vector_cosine_ops'] }),
      score('ip', 'dot', 'negated', '<#> : −(a·b)', { also: ['<#>', 'vector_ip_ops'] }),
      score('l2', 'squared-l2', 'root', '<-> : √(Σ (aᵢ − bᵢ)²)', { also: ['<->', 'vector_l2_ops'] }),
      score('sparse', 'sparse', 'negated', 'sparsevec <#> : −Σ w_A·w_B', { also: ['sparsevec_ip_ops'] }),
    ],
  },
  {
    name: 'elasticsearch',
    label: 'Elasticsearch',
    source: 'https://www.elastic.co/docs/reference/elasticsearch/mapping-reference/dense-vector',
    scores: [
      score('cosine', 'cosine', 'half', '(1 + cos) / 2', {
        notes: ['normalises-itself', 'may-be-quantised'],
      }),
      score('dot_product', 'dot', 'half', '(1 + a·b) / 2', {
        notes: ['unit-length-only', 'may-be-quantised'],
      }),
      score('l2_norm', 'squared-l2', 'closeness', '1 / (1 + Σ (aᵢ − bᵢ)²)', {
        also: ['l2'],
        notes: ['may-be-quantised'],
      }),
      score('max_inner_product', 'dot', 'positive', 'a·b < 0: 1 / (1 − a·b); else a·b + 1', {
        also: ['mip'],
        notes: ['may-be-quantised'],
      }),
      score('script_cosine', 'cosine', 'plus-one', 'cosineSimilarity(…) + 1.0', {
        notes: ['normalises-itself', 'script-score'],
      }),
      score('sparse_vector', 'sparse', 'same', 'Σ w_A·w_B', {
        also: ['sparse', 'text_expansion'],
        notes: ['nine-bits'],
      }),
      score('rank_features_linear', 'sparse', 'same', 'Σ boost × w_B', {
        notes: ['nine-bits', 'linear-function'],
      }),
      score('rank_vectors', 'max-sim', 'same', 'maxSimDotProduct: Σ over rows of A of the best a·b', {
        also: ['maxSimDotProduct', 'colbert'],
      }),
      lost('rank_features', 'saturation-of-index', 'S / (S + pivot)', ['rank_feature']),
      lost('rrf', 'ranks-only', 'Σ 1 / (rank_constant + rank), rank_constant = 60', [], { k: 60, first: 1 }),
      lost('linear', 'min-max', 'retriever linear, normalizer minmax: Σ weight × min-max normalised score'),
      lost('hybrid', 'text-score-added', 'boost × kNN + boost × BM25', ['knn+query']),
    ],
  },
  {
    name: 'opensearch',
    label: 'OpenSearch',
    source: 'https://docs.opensearch.org/latest/mappings/supported-field-types/knn-spaces/',
    scores: [
      score('cosinesimil', 'cosine', 'half', '(2 − d) / 2 = (1 + cos) / 2', {
        also: ['cosine'],
        notes: ['normalises-itself'],
      }),
      score('cosinesimil_older', 'cosine', 'cosine-closeness', '1 / (1 + d) = 1 / (2 − cos)', {
        notes: ['normalises-itself', 'older-versions'],
      }),
      score('script_cosinesimil', 'cosine', 'plus-one', 'knn_score: 2 − d = 1 + cos', {
        notes: ['normalises-itself', 'script-score'],
      }),
      score('l2', 'squared-l2', 'closeness', '1 / (1 + Σ (aᵢ − bᵢ)²)'),
      score('innerproduct', 'dot', 'positive', 'a·b < 0: 1 / (1 − a·b); else a·b + 1', { also: ['ip'] }),
      score('neural_sparse', 'sparse', 'same', 'Σ w_A·w_B', {
        also: ['sparse', 'sparse_vector'],
        notes: ['nine-bits'],
      }),
      lost('rank_features', 'saturation-of-index', 'S / (S + pivot)', ['rank_feature']),
      lost('rrf', 'ranks-only', 'Σ 1 / (rank_constant + rank), rank_constant = 60', [], { k: 60, first: 1 }),
      lost('hybrid', 'min-max', 'mean of min-max normalised scores', ['normalization-processor']),
    ],
  },
  {
    name: 'weaviate',
    label: 'Weaviate',
    source: 'https://docs.weaviate.io/weaviate/config-refs/distances',
    scores: [
      score('certainty', 'cosine', 'half', '1 − distance / 2 = (1 + cos) / 2', itself),
      score('cosine', 'cosine', 'one-minus', 'distance: 1 − cos', {
        also: ['distance'],
        notes: ['normalises-itself'],
      }),
      score('dot', 'dot', 'negated', 'distance: −(a·b)'),
      score('l2-squared', 'squared-l2', 'same', 'distance: Σ (aᵢ − bᵢ)²', { also: ['l2'] }),
      lost('rankedFusion', 'ranks-only', 'Σ weight / (60 + rank)', ['rrf']),
      lost('relativeScoreFusion', 'min-max', 'Σ weight × min-max normalised score', ['hybrid']),
    ],
  },
  {
    name: 'chroma',
    label: 'Chroma',
    source: 'https://docs.trychroma.com/docs/collections/configure',
    scores: [
      score('l2', 'squared-l2', 'same', 'Σ (aᵢ − bᵢ)² (the default)'),
      score('cosine', 'cosine', 'one-minus', '1 − cos', itself),
      score('ip', 'dot', 'one-minus', '1 − a·b'),
    ],
  },
  {
    name: 'vespa',
    label: 'Vespa',
    source: 'https://docs.vespa.ai/en/reference/schema-reference.html#distance-metric',
    scores: [
      score('closeness-euclidean', 'squared-l2', 'root-closeness', '1 / (1 + √(Σ (aᵢ − bᵢ)²))'),
      score('closeness-angular', 'angle', 'closeness', '1 / (1 + arccos(cos))', {
        also: ['closeness'],
        notes: ['normalises-itself'],
      }),
      score('closeness-prenormalized-angular', 'query-distance', 'closeness', '1 / (1 + (1 − a·b / ‖a‖²))', {
        notes: ['first-argument-is-query'],
      }),
      score('closeness-dotproduct', 'dot', 'same', 'a·b'),
      score('distance-euclidean', 'squared-l2', 'root', '√(Σ (aᵢ − bᵢ)²)'),
      score('distance-angular', 'angle', 'same', 'arccos(cos), in radians', itself),
      score('distance-prenormalized-angular', 'query-distance', 'same', '1 − a·b / ‖a‖²', {
        notes: ['first-argument-is-query'],
      }),
      score('distance-dotproduct', 'dot', 'negated', '−(a·b)'),
      score('sparse', 'sparse', 'same', 'sum(query * attribute) = Σ w_A·w_B'),
      score('max_sim', 'max-sim', 'same', 'sum(reduce(…, max), querytoken)', { also: ['colbert'] }),
      lost('rrf', 'ranks-only', 'reciprocal_rank: Σ 1 / (k + rank), k = 60', ['reciprocal_rank_fusion'], {
        k: 60,
        first: 1,
      }),
      lost('normalize_linear', 'min-max', '(score − min) / (max − min)'),
    ],
  },
  {
    name: 'faiss',
    label: 'FAISS',
    source: 'https://github.com/facebookresearch/faiss/wiki/MetricType-and-distances',
    scores: [
      score('ip', 'dot', 'same', 'METRIC_INNER_PRODUCT: a·b', { also: ['METRIC_INNER_PRODUCT'] }),
      score('l2', 'squared-l2', 'same', 'METRIC_L2: Σ (aᵢ − bᵢ)², without a root', { also: ['METRIC_L2'] }),
      score('langchain_relevance', 'squared-l2', 'minus-over-root-2', '1 − d / √2 with d = Σ (aᵢ − bᵢ)²', {
        notes: ['langchain-squared'],
      }),
    ],
  },
  {
    name: 'lancedb',
    label: 'LanceDB',
    source: 'https://docs.lancedb.com/search/vector-search',
    scores: [
      score('l2', 'squared-l2', 'same', '_distance: Σ (aᵢ − bᵢ)² (the default)'),
      score('cosine', 'cosine', 'one-minus', '_distance: 1 − cos', itself),
      score('dot', 'dot', 'one-minus', '_distance: 1 − a·b', { also: ['ip'] }),
      lost('rrf', 'ranks-only', '_relevance_score: Σ 1 / (K + rank), K = 60', ['hybrid']),
    ],
  },
  {
    name: 'azure',
    label: 'Azure AI Search',
    source: 'https://learn.microsoft.com/en-us/azure/search/vector-search-ranking',
    scores: [
      score('cosine', 'cosine', 'cosine-closeness', '@search.score: 1 / (1 + d) = 1 / (2 − cos)', itself),
      // The documents do not say whether the first rank is 0 or 1.
      lost('rrf', 'ranks-only', 'Σ 1 / (k + rank), k about 60', ['hybrid']),
    ],
  },
  {
    name: 'redis',
    label: 'Redis',
    source: 'https://redis.io/docs/latest/develop/ai/search-and-query/vectors/',
    scores: [
      score('COSINE', 'cosine', 'one-minus', '1 − cos', itself),
      score('IP', 'dot', 'one-minus', '1 − a·b'),
      score('L2', 'squared-l2', 'same', 'Σ (aᵢ − bᵢ)²', { notes: ['redis-l2'] }),
      score('L2_root', 'squared-l2', 'root', '√(Σ (aᵢ − bᵢ)²)', { notes: ['redis-l2'] }),
    ],
  },
]

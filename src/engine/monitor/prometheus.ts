/** A snapshot in Prometheus' text format, version 0.0.4. */
import {
  DURATION_BOUNDS,
  HEAD_NAMES,
  LENGTH_NAMES,
  SCORE_BOUNDS,
  type BuildFacts,
  type HistogramCounts,
  type MonitorSnapshot,
} from './types'

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

type Labels = Readonly<Record<string, string>>
/** Suffix of the family's name, labels, value. */
type Sample = readonly [suffix: string, labels: Labels, value: number]

/** Every number of the snapshot. A rate or quantile that is not known is NaN or left out. */
export function prometheusText(of: MonitorSnapshot, build: BuildFacts): string {
  const counter = (name: string, help: string, value: number) =>
    family(name, 'counter', help, [['', {}, value]])
  const gauge = (name: string, help: string, value: number) => family(name, 'gauge', help, [['', {}, value]])
  return [
    family(
      'bge_m3_vectorize_duration_seconds',
      'histogram',
      'Time to encode one text, tokenizing and forward pass, by length in tokens.',
      LENGTH_NAMES.flatMap((length) => histogram({ length }, DURATION_BOUNDS, of.durations[length])),
    ),
    family(
      'm3scope_vectorize_duration_recent_seconds',
      'gauge',
      'Quantiles of the last 4096 texts of each length.',
      LENGTH_NAMES.flatMap((length) => {
        const { p50, p95, p99 } = of.durations[length]
        const known = [
          ['0.5', p50],
          ['0.95', p95],
          ['0.99', p99],
        ] as const
        return known.flatMap(([quantile, value]): Sample[] =>
          value === null ? [] : [['', { length, quantile }, value]],
        )
      }),
    ),
    family(
      'bge_m3_similarity_score_distribution',
      'histogram',
      'Scores of pairs by head.',
      HEAD_NAMES.flatMap((head) => histogram({ head }, SCORE_BOUNDS, of.scores[head])),
    ),
    gauge(
      'bge_m3_cache_hit_rate',
      'Share of texts that were asked for and did not have to be encoded; NaN before the first.',
      of.cache.rate ?? Number.NaN,
    ),
    counter('m3scope_cache_hits_total', 'Texts that were found in the cache.', of.cache.hits),
    counter('m3scope_cache_misses_total', 'Texts that had to be encoded.', of.cache.misses),
    counter('bge_m3_oom_kills_total', 'Runs and loads that ended because memory ran out.', of.oomKills),
    counter(
      'm3scope_worker_restarts_total',
      'Restarts of the engine after it died or ran out of memory.',
      of.restarts,
    ),
    gauge(
      'm3scope_wasm_heap_bytes',
      'Size of the WebAssembly memory; NaN: not known.',
      of.heap ?? Number.NaN,
    ),
    counter('m3scope_tokenizer_errors_total', 'Calls that failed in the tokenizer.', of.tokenizerErrors),
    counter(
      'm3scope_not_finite_errors_total',
      'Texts for which the model gave NaN or infinity.',
      of.notFiniteErrors,
    ),
    family(
      'm3scope_errors_total',
      'counter',
      'Failed calls by code.',
      Object.entries(of.errors).map(([code, count]) => ['', { code }, count] as const),
    ),
    family('m3scope_build_info', 'gauge', 'Always 1; what runs here.', [
      [
        '',
        {
          version: build.version,
          model: build.model ?? '',
          model_hash: build.modelHash ?? '',
          provider: build.provider ?? '',
        },
        1,
      ],
    ]),
  ].join('')
}

const family = (name: string, type: string, help: string, samples: readonly Sample[]): string =>
  `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n${samples
    .map(([suffix, labels, value]) => `${name}${suffix}${labelText(labels)} ${numberText(value)}\n`)
    .join('')}`

function histogram(labels: Labels, bounds: readonly number[], of: HistogramCounts): Sample[] {
  let sum = 0
  const buckets = bounds.map((bound, at): Sample => {
    sum += of.counts[at]!
    return ['_bucket', { ...labels, le: numberText(bound) }, sum]
  })
  return [
    ...buckets,
    ['_bucket', { ...labels, le: '+Inf' }, of.count],
    ['_sum', labels, of.sum],
    ['_count', labels, of.count],
  ]
}

const labelText = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const numberText = (value: number): string =>
  Number.isNaN(value) ? 'NaN' : value === Infinity ? '+Inf' : value === -Infinity ? '-Inf' : String(value)

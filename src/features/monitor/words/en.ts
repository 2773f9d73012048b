export const monitor = {
  title: 'Monitoring of this session',
  about:
    'What the engine did since this page was opened. m3scope serve answers GET /metrics with the same numbers. Cells of a heatmap are not counted as scores.',
  copy: 'Copy as Prometheus text',
  download: 'Download',
  slow: 'Warn above (ms)',
  times: {
    caption: 'Time to encode a text, in milliseconds, over the last 4096 texts of each length',
    length: 'Tokens',
    texts: 'Texts',
    slow: 'P95 above {{slow}} ms',
    warning: 'Warning',
  },
  scores: {
    caption: 'Scores of pairs, from 0 to 1',
    head: 'Head',
    pairs: 'Pairs',
    mean: 'Mean',
    distribution: 'Distribution',
    bars: 'Distribution of {{head}}',
  },
  counts: {
    cache: 'Cache hit rate',
    cacheNote: '{{hits}} texts found, {{misses}} encoded.',
    lowRate: ' Under 65 %: most texts are new.',
    heap: 'WASM memory',
    oom: 'Out of memory',
    restarts: 'Restarts of the worker',
    tokenizer: 'Tokenizer errors',
    'not-finite': 'Texts with NaN or infinity',
  },
  warnings: { count_one: '{{count}} warning', count_other: '{{count}} warnings' },
}

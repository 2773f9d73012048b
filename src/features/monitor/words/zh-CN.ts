import type { Dictionary } from '../../../i18n/dictionary'
import type { monitor as en } from './en'

export const monitor: Dictionary<typeof en> = {
  title: '本次会话监控',
  about:
    '打开本页以来引擎的运行情况。m3scope serve 的 GET /metrics 返回同样的数值。热力图的单元格不算文本对，不计入分数。',
  copy: '复制为 Prometheus 文本',
  download: '下载',
  slow: '超过此值时告警（ms）',
  times: {
    caption: '单段文本的编码耗时（ms），取各长度最近 4096 段',
    length: 'token 数',
    texts: '文本数',
    slow: 'P95 超过 {{slow}} ms',
    warning: '告警',
  },
  scores: {
    caption: '文本对的分数，从 0 到 1',
    head: '输出头',
    pairs: '对数',
    mean: '均值',
    distribution: '分布',
    bars: '{{head}} 的分布',
  },
  counts: {
    cache: '缓存命中率',
    cacheNote: '命中 {{hits}} 段，编码 {{misses}} 段。',
    lowRate: '低于 65%：多数文本是新的。',
    heap: 'WASM 内存',
    oom: '内存不足',
    restarts: 'Worker 重启',
    tokenizer: '分词器错误',
    'not-finite': '出现 NaN 或无穷大的文本',
  },
  warnings: { count_one: '{{count}} 条告警', count_other: '{{count}} 条告警' },
}

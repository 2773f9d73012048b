/** Adds up what the engine tells of its work. */
import type { ErrorCode } from '../errors'
import {
  DURATION_BOUNDS,
  HEAD_NAMES,
  LENGTH_NAMES,
  LENGTHS,
  RECENT,
  SCORE_BOUNDS,
  type HeadName,
  type HistogramCounts,
  type LengthName,
  type MonitorSnapshot,
  type Observed,
} from './types'

class Histogram {
  private readonly counts: number[]
  private count = 0
  private sum = 0

  constructor(private readonly bounds: readonly number[]) {
    this.counts = new Array<number>(bounds.length + 1).fill(0)
  }

  add(value: number): void {
    const at = this.bounds.findIndex((bound) => value <= bound)
    this.counts[at === -1 ? this.bounds.length : at]!++
    this.count++
    this.sum += value
  }

  get snapshot(): HistogramCounts {
    return { counts: [...this.counts], count: this.count, sum: this.sum }
  }
}

/** The last values, of which quantiles are computed exactly. */
class Recent {
  private readonly values: number[] = []
  private next = 0

  add(value: number): void {
    this.values[this.next] = value
    this.next = (this.next + 1) % RECENT
  }

  quantiles(...shares: number[]): (number | null)[] {
    const sorted = Float64Array.from(this.values).sort()
    return shares.map((share) => quantile(sorted, share))
  }
}

/** As numpy.quantile (linear). @param sorted ascending @returns null: there are no values */
export function quantile(sorted: Float64Array, share: number): number | null {
  if (sorted.length === 0) return null
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (place - below)
}

export const lengthName = (tokens: number): LengthName => {
  const at = LENGTHS.findIndex(([, to]) => tokens <= to)
  return LENGTH_NAMES[at === -1 ? LENGTHS.length - 1 : at]!
}

const byName = <K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V> =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>

const OUT_OF_MEMORY: ReadonlySet<ErrorCode> = new Set(['run/out-of-memory', 'model/out-of-memory'])

export class Monitor {
  private readonly times = byName(LENGTH_NAMES, () => ({
    histogram: new Histogram(DURATION_BOUNDS),
    recent: new Recent(),
  }))
  private readonly scores = byName<HeadName, Histogram>(HEAD_NAMES, () => new Histogram(SCORE_BOUNDS))
  private readonly errors = new Map<ErrorCode, number>()
  private hits = 0
  private misses = 0
  private heap: number | null = null
  private oomKills = 0
  private restarts = 0

  observed({ texts, scores, hits, misses, failures = [], heap }: Observed): void {
    for (const code of failures) this.failed(code)
    for (let at = 0; at < texts.length; at += 2) {
      const { histogram, recent } = this.times[lengthName(texts[at]!)]
      const seconds = texts[at + 1]! / 1000
      histogram.add(seconds)
      recent.add(seconds)
    }
    for (const head of HEAD_NAMES) for (const value of scores[head]) this.scores[head].add(value)
    this.hits += hits
    this.misses += misses
    this.heap = heap ?? this.heap
  }

  /** A call that failed. */
  failed(code: ErrorCode): void {
    if (code === 'run/cancelled') return
    this.errors.set(code, (this.errors.get(code) ?? 0) + 1)
    if (OUT_OF_MEMORY.has(code)) this.oomKills++
  }

  /** The engine's worker or thread was started again: it had died, or its memory was full. */
  restarted(): void {
    this.restarts++
    this.heap = null
  }

  snapshot(): MonitorSnapshot {
    const { hits, misses, heap, oomKills, restarts } = this
    const count = (matches: (code: ErrorCode) => boolean) =>
      [...this.errors].reduce((sum, [code, times]) => sum + (matches(code) ? times : 0), 0)
    return {
      durations: byName(LENGTH_NAMES, (name) => {
        const { histogram, recent } = this.times[name]
        const [p50, p95, p99] = recent.quantiles(0.5, 0.95, 0.99) as [number, number, number]
        return { ...histogram.snapshot, p50, p95, p99 }
      }),
      scores: byName<HeadName, HistogramCounts>(HEAD_NAMES, (head) => this.scores[head].snapshot),
      cache: { hits, misses, rate: hits + misses === 0 ? null : hits / (hits + misses) },
      heap,
      oomKills,
      restarts,
      tokenizerErrors: count((code) => code.startsWith('tokenizer/')),
      notFiniteErrors: count((code) => code === 'model/not-finite'),
      errors: Object.fromEntries(this.errors),
    }
  }
}

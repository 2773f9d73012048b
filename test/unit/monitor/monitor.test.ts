import { describe, expect, it } from 'vitest'
import { lengthName, Monitor, quantile } from '../../../src/engine/monitor/monitor'
import { Recorder } from '../../../src/engine/monitor/recorder'
import { DURATION_BOUNDS, RECENT, SCORE_BOUNDS } from '../../../src/engine/monitor/types'

const nothing = { texts: [], scores: { dense: [], sparse: [], colbert: [] }, hits: 0, misses: 0, heap: null }

it('sorts lengths into their buckets', () => {
  expect([1, 16, 17, 64, 65, 128, 129, 256, 257, 512, 513, 1024, 1025, 8192, 9000].map(lengthName)).toEqual([
    '1-16',
    '1-16',
    '17-64',
    '17-64',
    '65-128',
    '65-128',
    '129-256',
    '129-256',
    '257-512',
    '257-512',
    '513-1024',
    '513-1024',
    '1025-8192',
    '1025-8192',
    '1025-8192',
  ])
})

it('has the quantiles of numpy', () => {
  // numpy.quantile([1, 2, 4, 8, 16], [0.5, 0.95, 0.99, 0, 1])
  const sorted = Float64Array.of(1, 2, 4, 8, 16)
  expect([0.5, 0.95, 0.99, 0, 1].map((share) => quantile(sorted, share))).toEqual([
    4, 14.399999999999999, 15.68, 1, 16,
  ])
  expect(quantile(new Float64Array(), 0.5)).toBeNull()
})

describe('a monitor', () => {
  it('counts times by length, in seconds', () => {
    const monitor = new Monitor()
    monitor.observed({ ...nothing, texts: [10, 400, 12, 401, 300, 5000] })
    const { durations } = monitor.snapshot()
    const at = (bound: number) => DURATION_BOUNDS.indexOf(bound as 0.4)
    expect(durations['1-16'].counts[at(0.4)], '0.4 is below or at its bound').toBe(1)
    expect(durations['1-16'].counts[at(0.8)]).toBe(1)
    expect(durations['1-16']).toMatchObject({ count: 2, p50: 0.4005 })
    expect(durations['1-16'].sum).toBeCloseTo(0.801, 12)
    expect(durations['257-512']).toMatchObject({ count: 1, p50: 5, p95: 5, p99: 5 })
    expect(durations['17-64']).toMatchObject({ count: 0, p50: null, p95: null, p99: null })
  })

  it('takes quantiles of the last texts only', () => {
    const monitor = new Monitor()
    monitor.observed({ ...nothing, texts: Array.from({ length: RECENT }, () => [5, 9000]).flat() })
    monitor.observed({ ...nothing, texts: Array.from({ length: RECENT }, () => [5, 10]).flat() })
    expect(monitor.snapshot().durations['1-16']).toMatchObject({ count: 2 * RECENT, p50: 0.01, p99: 0.01 })
  })

  it('counts scores at their bounds, below 0 and above 1', () => {
    const monitor = new Monitor()
    monitor.observed({
      ...nothing,
      scores: { dense: [-0.2, 0.45, 0.4500001, 1.2], sparse: [], colbert: [0] },
    })
    const { scores } = monitor.snapshot()
    expect(scores.dense.counts[0]).toBe(1)
    expect(scores.dense.counts[SCORE_BOUNDS.indexOf(0.45)]).toBe(1)
    expect(scores.dense.counts[SCORE_BOUNDS.indexOf(0.5)]).toBe(1)
    expect(scores.dense.counts[SCORE_BOUNDS.length]).toBe(1)
    expect(scores.dense.count).toBe(4)
    expect(scores.colbert).toMatchObject({ count: 1, sum: 0 })
  })

  it('has no rate before the first look-up', () => {
    const monitor = new Monitor()
    expect(monitor.snapshot().cache).toEqual({ hits: 0, misses: 0, rate: null })
    monitor.observed({ ...nothing, hits: 3, misses: 1 })
    expect(monitor.snapshot().cache).toEqual({ hits: 3, misses: 1, rate: 0.75 })
  })

  it('tells failures apart, and does not count what the user cancelled', () => {
    const monitor = new Monitor()
    for (const code of [
      'run/cancelled',
      'run/out-of-memory',
      'model/out-of-memory',
      'tokenizer/invalid',
      'model/not-finite',
      'model/not-finite',
      'text/empty',
    ] as const)
      monitor.failed(code)
    expect(monitor.snapshot()).toMatchObject({ oomKills: 2, tokenizerErrors: 1, notFiniteErrors: 2 })
    expect(monitor.snapshot().errors).not.toHaveProperty('run/cancelled')
    expect(monitor.snapshot().errors).toMatchObject({ 'text/empty': 1 })
  })

  it('forgets the heap of an engine that is gone', () => {
    const monitor = new Monitor()
    monitor.observed({ ...nothing, heap: 5 })
    monitor.observed(nothing)
    expect(monitor.snapshot().heap).toBe(5)
    monitor.restarted()
    expect(monitor.snapshot()).toMatchObject({ heap: null, restarts: 1 })
  })
})

describe('a recorder', () => {
  it('gives each note once, and nothing when nothing is new', () => {
    let heap: number | null = null
    const recorder = new Recorder(() => heap)
    expect(recorder.take()).toBeUndefined()
    recorder.encoded(12, 30)
    recorder.score('dense', 0.5)
    recorder.score('sparse', Number.NaN)
    recorder.cache(1, 2)
    expect(recorder.take()).toEqual({
      texts: [12, 30],
      scores: { dense: [0.5], sparse: [], colbert: [] },
      hits: 1,
      misses: 2,
      heap: null,
    })
    expect(recorder.take()).toBeUndefined()
    heap = 1024
    expect(recorder.take()).toMatchObject({ heap: 1024, texts: [] })
    expect(recorder.take()).toBeUndefined()
  })
})

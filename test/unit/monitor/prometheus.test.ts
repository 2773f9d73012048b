/** The text that Prometheus reads, by a parser that is as strict as its description of the format. */
import { expect, it } from 'vitest'
import { Monitor } from '../../../src/engine/monitor/monitor'
import { prometheusText } from '../../../src/engine/monitor/prometheus'
import { parsePrometheus } from './parse'

const BUILD = { version: '0.1.0', model: 'a "strange"\n\\name', modelHash: 'ab', provider: 'wasm' }

function filled(): Monitor {
  const monitor = new Monitor()
  monitor.observed({
    texts: [10, 250, 10, 700, 9000, 130_000],
    scores: { dense: [0.3, 0.6, 0.9, -0.1], sparse: [0.02], colbert: [] },
    hits: 13,
    misses: 7,
    heap: 123_456_789,
  })
  monitor.failed('run/out-of-memory')
  monitor.restarted()
  return monitor
}

it('is well-formed, with the numbers of production', () => {
  const families = parsePrometheus(prometheusText(filled().snapshot(), BUILD))
  const value = (name: string, labels: Record<string, string> = {}) =>
    families
      .flatMap(({ samples }) => samples)
      .find(
        (sample) =>
          sample.name === name && Object.entries(labels).every(([key, of]) => sample.labels[key] === of),
      )?.value
  expect(families.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'bge_m3_vectorize_duration_seconds',
      'bge_m3_similarity_score_distribution',
      'bge_m3_cache_hit_rate',
      'bge_m3_oom_kills_total',
    ]),
  )
  expect(value('bge_m3_vectorize_duration_seconds_bucket', { length: '1-16', le: '0.4' })).toBe(1)
  expect(value('bge_m3_vectorize_duration_seconds_bucket', { length: '1-16', le: '+Inf' })).toBe(2)
  expect(value('bge_m3_vectorize_duration_seconds_count', { length: '1025-8192' })).toBe(1)
  expect(value('bge_m3_vectorize_duration_seconds_sum', { length: '1025-8192' })).toBe(130)
  expect(value('bge_m3_similarity_score_distribution_bucket', { head: 'dense', le: '0' })).toBe(1)
  expect(value('bge_m3_similarity_score_distribution_bucket', { head: 'dense', le: '0.75' })).toBe(3)
  expect(value('bge_m3_similarity_score_distribution_count', { head: 'colbert' })).toBe(0)
  expect(value('bge_m3_cache_hit_rate')).toBe(0.65)
  expect(value('bge_m3_oom_kills_total')).toBe(1)
  expect(value('m3scope_worker_restarts_total')).toBe(1)
  expect(value('m3scope_errors_total', { code: 'run/out-of-memory' })).toBe(1)
  expect(value('m3scope_build_info', { model: BUILD.model })).toBe(1)
})

it('says NaN for what is not known', () => {
  const text = prometheusText(new Monitor().snapshot(), { ...BUILD, model: null })
  parsePrometheus(text)
  expect(text).toContain('\nbge_m3_cache_hit_rate NaN\n')
  expect(text).toContain('\nm3scope_wasm_heap_bytes NaN\n')
})

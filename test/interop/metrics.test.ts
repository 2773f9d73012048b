/** prometheus_client reads what `serve` answers to GET /metrics. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MODEL_FOLDERS } from '../engine'
import { startServer, type RunningServer } from '../server'
import { pythonJson, pythonWith } from './python'

const python = pythonWith(['prometheus_client'])

describe.skipIf(python === undefined)('prometheus_client', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer(['--model', MODEL_FOLDERS.tiny])
  })
  afterAll(() => server.kill('SIGKILL'))

  it('finds the families of production, with their types and counts', async () => {
    const reply = await fetch(`${server.url}/v1/score`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ a: 'Hello', b: 'world' }),
    })
    expect(reply.status).toBe(200)
    const families = pythonJson(python!, 'metrics.py', [`${server.url}/metrics`]) as Record<
      string,
      {
        readonly type: string
        readonly samples: readonly (readonly [string, Record<string, string>, string])[]
      }
    >
    // The parser takes "_total" off a counter's name.
    expect(
      Object.fromEntries(Object.entries(families).map(([name, { type }]) => [name, type])),
    ).toMatchObject({
      bge_m3_vectorize_duration_seconds: 'histogram',
      bge_m3_similarity_score_distribution: 'histogram',
      bge_m3_cache_hit_rate: 'gauge',
      bge_m3_oom_kills: 'counter',
      m3scope_cache_hits: 'counter',
      m3scope_wasm_heap_bytes: 'gauge',
    })
    expect(families['bge_m3_vectorize_duration_seconds']!.samples).toContainEqual([
      'bge_m3_vectorize_duration_seconds_count',
      { length: '1-16' },
      '2',
    ])
    expect(families['bge_m3_similarity_score_distribution']!.samples).toContainEqual([
      'bge_m3_similarity_score_distribution_bucket',
      { head: 'dense', le: '+Inf' },
      '1',
    ])
  })
})

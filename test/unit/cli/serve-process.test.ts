/** The server as a process: its thread, its clients that leave, and the shell that npm starts it in. */
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { createThreadClient } from '../../../cli/shared/thread-client'
import { diskModels } from '../../../cli/shared/models'
import type { EngineError } from '../../../src/engine/errors'
import { MODEL_FOLDERS, plain, sharedModel } from '../../engine'
import { startServer, type RunningServer } from '../../server'
import { parsePrometheus } from '../monitor/parse'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const TINY = ['--model', MODEL_FOLDERS.tiny]
const servers: RunningServer[] = []
afterEach(() => servers.splice(0).forEach((server) => server.kill('SIGKILL')))

async function serve(command?: readonly string[], ownGroup = false): Promise<RunningServer> {
  const server = await startServer(TINY, command, ownGroup)
  servers.push(server)
  return server
}

const post = (url: string, body: object, signal?: AbortSignal) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })

describe('a server of its own process', () => {
  it('answers while a long text runs, stops what nobody waits for, refuses a huge body', async () => {
    const { kill, ended, url } = await serve()
    // Far more work than all that follows: a thousand texts of the model's whole length.
    const texts = Array.from({ length: 1000 }, (_, at) => `${at} ${'hello world '.repeat(4000)}`)
    const leave = new AbortController()
    let isDone = false
    const long = post(`${url}/v1/tokenize`, { texts: texts.slice(0, 150) }, leave.signal).then(
      () => (isDone = true),
      () => 'left',
    )
    const second = post(
      `${url}/v1/encode`,
      { texts: texts.slice(0, 150), return_colbert_vecs: false },
      leave.signal,
    ).then(
      () => (isDone = true),
      () => 'left',
    )
    for (let asked = 0; asked < 10; asked++) {
      expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'healthy' })
      expect((await fetch(`${url}/v1/models/none`)).status).toBe(404)
    }
    expect(isDone).toBe(false)
    leave.abort()
    expect([await long, await second]).toEqual(['left', 'left'])
    // The engine is free again: the texts that nobody waits for are not worked on first.
    expect((await post(`${url}/v1/encode`, { texts: ['a'] })).status).toBe(200)

    const huge = await post(`${url}/v1/encode`, { texts: ['a'.repeat(11_000_000)] })
    expect([huge.status, await huge.json()]).toEqual([
      413,
      { error: expect.objectContaining({ code: 'body-too-large' }) as object },
    ])
    kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('counts what its engine does, for Prometheus', async () => {
    const { url } = await serve()
    const metrics = async () => {
      const reply = await fetch(`${url}/metrics`)
      expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
      const samples = parsePrometheus(await reply.text()).flatMap((family) => family.samples)
      return (name: string, labels: Record<string, string> = {}) =>
        samples
          .filter(
            (sample) =>
              sample.name === name &&
              Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
          )
          .reduce((sum, { value }) => sum + value, 0)
    }
    const before = await metrics()
    expect(before('bge_m3_vectorize_duration_seconds_count')).toBe(0)
    for (const b of ['Hello.', 'Hello.', `Hello${' world'.repeat(30)}`])
      expect((await post(`${url}/v1/score`, { a: 'Hello world!', b })).status).toBe(200)
    expect((await post(`${url}/v1/score`, { a: '\uD800', b: 'x' })).status).toBe(422)
    const after = await metrics()
    // Of six texts three are new: the others are in the cache.
    expect(after('bge_m3_vectorize_duration_seconds_count')).toBe(3)
    expect(after('bge_m3_vectorize_duration_seconds_count', { length: '1-16' })).toBe(2)
    expect(after('m3scope_cache_misses_total')).toBe(4)
    expect(after('m3scope_cache_hits_total')).toBe(3)
    expect(after('bge_m3_similarity_score_distribution_count', { head: 'dense' })).toBe(3)
    expect(after('m3scope_errors_total', { code: 'text/lone-surrogate' })).toBe(1)
    expect(after('m3scope_wasm_heap_bytes')).toBeGreaterThan(1_000_000)
    expect(after('bge_m3_oom_kills_total')).toBe(0)
  })

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    '%s to npm stops it, and leaves no process behind',
    async (signal) => {
      const { kill, ended, url } = await serve(['npm', 'run', 'cli', '--'])
      expect((await fetch(`${url}/health`)).status).toBe(200)
      kill(signal)
      // Standard error is shared by all of its processes: its end is the end of each.
      await ended
      await expect(fetch(`${url}/health`)).rejects.toThrow()
    },
  )

  it.skipIf(process.platform === 'win32')('Ctrl+C in npm, which passes it on, is one stop', async () => {
    const { pid, ended, said } = await serve(['npm', 'run', 'cli', '--'], true)
    // As a terminal does: to every process of the group.
    process.kill(-pid, 'SIGINT')
    await ended
    expect(said()).toContain('m3scope: stopped.')
  })
})

describe('an engine in a thread', () => {
  it('gives the numbers of one in process', async () => {
    const request = {
      folder: MODEL_FOLDERS.tiny,
      graphFile: null,
      outputs: null,
      isDemo: false,
      threads: 1,
      whole: false,
      encoder: 'own' as const,
    }
    const { engine, info } = await diskModels.openInThread(request, {})
    const here = await sharedModel('tiny')
    expect({ ...info, loadTime: 0 }).toEqual({ ...here.info, loadTime: 0 })
    const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
    const input = { text: 'What is BGE M3? 充电', settings }
    expect(plain(await engine.call('encode', input))).toEqual(plain(await here.engine.call('encode', input)))
    await expect(engine.call('encode', { ...input, text: '\ud800' })).rejects.toMatchObject({
      code: 'text/lone-surrogate',
    })
    engine.dispose()
    await expect(engine.call('encode', input)).rejects.toMatchObject({ code: 'worker/crashed' })
  })

  it('that dies tells every caller, once the host', async () => {
    const crashes: EngineError[] = []
    const script = `
      const { parentPort } = require('node:worker_threads')
      parentPort.on('message', () => { throw new Error('out of luck') })`
    const engine = createThreadClient({
      onCrash: (error) => crashes.push(error),
      spawn: () => new Worker(script, { eval: true }),
    })
    const call = () => engine.call('tokenize', { text: 'a', maxLength: 8, mode: 'hf4' })
    await expect(call()).rejects.toMatchObject({
      code: 'worker/crashed',
      message: expect.stringContaining('out of luck') as string,
    })
    await expect(call()).rejects.toMatchObject({ code: 'worker/crashed' })
    expect(crashes).toHaveLength(1)
    engine.dispose()
  })

  it('a folder without a model is refused by name, and the thread ends', async () => {
    await expect(
      diskModels.openInThread(
        {
          folder: ROOT,
          graphFile: null,
          outputs: null,
          isDemo: false,
          threads: 1,
          whole: false,
          encoder: 'own',
        },
        {},
      ),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(model|tokenizer)\//) as string })
  })
})

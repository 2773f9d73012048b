/** The wire's contract, on every host: in process, and through a worker's message ports. */
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import type { EngineClient, FromEngine, LoadRequest, ToEngine } from '../../../src/host/calls'
import { MessageClient } from '../../../src/host/client'
import { createEngine } from '../../../src/host/engine'
import { createInProcessClient } from '../../../src/host/in-process'
import { nodePorts } from '../../../src/host/node-ports'
import { serve } from '../../../src/host/serve'
import { createWorkerClient } from '../../../src/host/worker-client'
import { MODEL_FOLDERS, plainScores } from '../../engine'

const load: LoadRequest = {
  model: { kind: 'folder', path: MODEL_FOLDERS.tiny, isDemo: false },
  threads: 1,
  provider: 'wasm',
  wasmBaseUrl: null,
}
const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const weights = { dense: 1, sparse: 1, colbert: 1 }

/** An engine at the other end of a real structured-clone channel. */
function overChannel(): EngineClient {
  const { port1, port2 } = new MessageChannel()
  const receive = serve(createEngine(nodePorts), (message) => port2.postMessage(message))
  port2.on('message', (message: ToEngine) => receive(message))
  const client = new MessageClient((message) => port1.postMessage(message))
  port1.on('message', (message: FromEngine) => client.receive(message))
  port1.unref()
  port2.unref()
  return client
}

describe.each([
  ['in process', () => createInProcessClient(nodePorts)],
  ['over a channel', overChannel],
])('%s', (_, connect) => {
  it('answers every call of the table', async () => {
    const engine = connect()
    const stages = new Set<string>()
    const info = await engine.call('load', load, { onProgress: (progress) => stages.add(progress.stage) })
    expect([...stages]).toEqual(['files', 'tokenizer', 'layers', 'warm-up'])
    expect(info).toMatchObject({
      id: 'tiny',
      layout: 'three-heads',
      positionLimit: { value: 8192 },
      hiddenSize: { value: 64 },
    })
    const count = await engine.call('count', { text: '退款 refund', maxLength: 4, mode: 'hf4' })
    expect(count).toMatchObject({ maxLength: 4, truncated: true })
    expect(count.cut).toBeGreaterThan(0)
    const tokenized = await engine.call('tokenize', { text: '退款 refund', maxLength: 64, mode: 'hf4' })
    expect(tokenized.ids.length).toBe(count.count)
    const encoded = await engine.call('encode', { text: '退款', settings })
    expect(encoded.denseVecs.state).toBe('available')
    expect(encoded.lexicalWeights.state === 'available' && encoded.lexicalWeights.value).toBeInstanceOf(Map)
    const reply = await engine.call('analyze', { a: '退款', b: '退货', settings, weights })
    expect(Object.values(plainScores(reply.scores)).every(Number.isFinite)).toBe(true)
  })

  it('encodes again only what changed', async () => {
    const engine = connect()
    await engine.call('load', load)
    const first = await engine.call('analyze', { a: '甲', b: '乙', settings, weights })
    expect([first.a.cached, first.b.cached]).toEqual([false, false])
    const second = await engine.call('analyze', { a: '甲', b: '丙', settings, weights })
    expect([second.a.cached, second.b.cached]).toEqual([true, false])
    const other = await engine.call('analyze', {
      a: '甲',
      b: '丙',
      settings: { ...settings, maxLength: 3 },
      weights,
    })
    expect([other.a.cached, other.b.cached]).toEqual([false, false])
  })

  it('errors cross whole, with code and values', async () => {
    const engine = connect()
    const notLoaded = engine.call('encode', { text: 'x', settings })
    await expect(notLoaded).rejects.toMatchObject({ code: 'model/not-loaded' })
    await engine.call('load', load)
    const bad = engine.call('analyze', { a: 'ok', b: 'half \ud83d', settings, weights })
    await expect(bad).rejects.toMatchObject({ code: 'text/lone-surrogate', values: { index: 5, side: 'b' } })
    await expect(bad).rejects.toBeInstanceOf(EngineError)
    const long = engine.call('encode', { text: 'x', settings: { ...settings, maxLength: 8193 } })
    await expect(long).rejects.toMatchObject({ code: 'settings/invalid', values: { limit: 8192 } })
  })

  it('a cancelled run is rejected at once and leaves the model loaded', async () => {
    const engine = connect()
    await engine.call('load', load)
    const abort = new AbortController()
    const run = engine.call('analyze', { a: 'one', b: 'two', settings, weights }, {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    }) // oxfmt-ignore
    await expect(run).rejects.toMatchObject({ code: 'run/cancelled' })
    const next = await engine.call('analyze', { a: 'one', b: 'two', settings, weights })
    expect(next.b.cached).toBe(false)
  })

  it('a cancelled load leaves the model before it usable', async () => {
    const engine = connect()
    await engine.call('load', load)
    const abort = new AbortController()
    const again = engine.call('load', load, { signal: abort.signal, onProgress: () => abort.abort() })
    await expect(again).rejects.toMatchObject({ code: 'run/cancelled' })
    await expect(engine.call('encode', { text: 'still here', settings })).resolves.toBeDefined()
  })

  it('a text’s numbers do not depend on its neighbours', async () => {
    const engine = connect()
    await engine.call('load', load)
    const alone = await engine.call('encode', { text: '如何申请退款？', settings })
    await engine.call('analyze', { a: '如何申请退款？', b: '很长的邻居'.repeat(60), settings, weights })
    const after = await engine.call('encode', { text: '如何申请退款？', settings })
    expect(after.denseVecs).toEqual(alone.denseVecs)
    expect(after.colbertVecs).toEqual(alone.colbertVecs)
  })
})

/** What a browser's Worker looks like to its page. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = []
  readonly posted: unknown[] = []
  terminated = false
  constructor() {
    super()
    FakeWorker.all.push(this)
  }
  postMessage(message: unknown): void {
    this.posted.push(message)
  }
  terminate(): void {
    this.terminated = true
  }
  reply(data: FromEngine): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }))
  }
  die(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }))
  }
}

describe('a worker that dies', () => {
  afterEach(() => (FakeWorker.all.length = 0))
  const spawn = () => new FakeWorker() as unknown as Worker

  it('rejects all that waits, says so once, and the next call starts a new one', async () => {
    const onCrash = vi.fn()
    const client = createWorkerClient({ spawn, onCrash })
    const waiting = [
      client.call('count', { text: 'a', maxLength: 8, mode: 'hf4' }),
      client.call('encode', { text: 'b', settings }),
    ]
    const settled = Promise.allSettled(waiting)
    const [worker] = FakeWorker.all
    worker!.die('out of memory')
    worker!.die('again')
    for (const result of await settled)
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { code: 'worker/crashed', values: { detail: 'out of memory' } },
      })
    expect(onCrash).toHaveBeenCalledTimes(1)
    expect(worker!.terminated).toBe(true)

    const next = client.call('count', { text: 'c', maxLength: 8, mode: 'hf4' })
    expect(FakeWorker.all).toHaveLength(2)
    const request = FakeWorker.all[1]!.posted.find((message) => (message as ToEngine).type === 'call') as {
      id: number
    }
    FakeWorker.all[1]!.reply({
      type: 'done',
      id: request.id,
      out: { count: 3, maxLength: 8, truncated: false, cut: null },
    })
    await expect(next).resolves.toMatchObject({ count: 3 })
    client.dispose()
  })

  it('restart is no crash: what waits is cancelled', async () => {
    const onCrash = vi.fn()
    const client = createWorkerClient({ spawn, onCrash })
    const waiting = client.call('encode', { text: 'b', settings })
    const settled = expect(waiting).rejects.toMatchObject({ code: 'run/cancelled' })
    client.restart()
    await settled
    expect(onCrash).not.toHaveBeenCalled()
    expect(FakeWorker.all[0]!.terminated).toBe(true)
  })
})

it('an engine in process closes its model’s files when it is disposed of', async () => {
  const open = new Set<string>()
  const engine = createInProcessClient({
    ...nodePorts,
    async openModel(model, signal) {
      const source = await nodePorts.openModel(model, signal)
      return {
        ...source,
        async open(name, options) {
          const file = await source.open(name, options)
          open.add(name)
          return {
            ...file,
            read: (from, to) => file.read(from, to),
            close: () => (file.close(), void open.delete(name)),
          }
        },
      }
    },
  })
  await engine.call('load', load)
  expect([...open]).not.toEqual([])
  engine.dispose()
  await vi.waitFor(() => expect([...open]).toEqual([]))
})

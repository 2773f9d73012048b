/** Many texts from a live server: batches, several requests at once, patience. */
import { afterEach, describe, expect, it } from 'vitest'
import type { WireReply, WireRequest } from '../../../src/engine/endpoint/ports'
import { EngineError } from '../../../src/engine/errors'
import type { HeadName } from '../../../src/engine/model/types'
import { encodeMany, type ManyOptions, type TextAnswer } from '../../../src/formats/endpoint/many'
import { inParallel, patient, PATIENCE } from '../../../src/formats/endpoint/patient'
import type { Target } from '../../../src/formats/endpoint/types'
import { DIALECTS } from '../../../src/formats/request'
import type { DialectName } from '../../../src/formats/request/types'
import { createSender } from '../../../src/platform/endpoint'
import { ruleModel, type FakeModel } from '../../fakes/model'
import { FakeEndpoint, type Switches } from '../../fakes/servers'

const GIVEN = { maxLength: null, truncateDim: null, normalize: true }
let fake: FakeEndpoint | null = null
let model: FakeModel | undefined

async function start(dialect: DialectName, switches: Partial<Switches> = {}): Promise<Target> {
  model ??= await ruleModel()
  fake = await FakeEndpoint.start(dialect, model, switches)
  return {
    dialect: DIALECTS[dialect],
    server: { baseUrl: fake.url, model: DIALECTS[dialect].defaultModel, withKey: false },
    key: '',
    timeoutMs: 60_000,
  }
}
afterEach(() => fake?.close())

const wire = (signal = new AbortController().signal) => ({ send: createSender({ page: null }), signal })
const TEXTS = Array.from({ length: 11 }, (_, at) => `text number ${at} 文本`)

async function encoded(target: Target, options: Partial<ManyOptions> = {}, texts = TEXTS) {
  const answers: TextAnswer[] = []
  const missing = await encodeMany(texts, target, GIVEN, wire(), {
    batch: 4,
    ...options,
    onText: (index, answer) => {
      expect(answers[index]).toBeUndefined()
      answers[index] = answer
    },
  })
  return { answers, missing }
}
const vectors = (answer: TextAnswer) =>
  answer.state === 'vectors' ? answer.vectors : expect.fail(answer.error.message)

describe('encodeMany', () => {
  const HEADS: Readonly<Partial<Record<DialectName, readonly HeadName[]>>> = {
    openai: ['dense'],
    tei: ['dense'],
    infinity: ['dense'],
    vllm: ['dense', 'sparse', 'colbert'],
    ollama: ['dense'],
    xinference: ['dense', 'sparse'],
    llamacpp: ['dense'],
    dashscope: ['dense', 'sparse'],
    fastapi: ['dense', 'sparse', 'colbert'],
    m3scope: ['dense', 'sparse', 'colbert'],
  }
  it.each(Object.entries(HEADS) as [DialectName, readonly HeadName[]][])(
    '%s gives %j',
    async (dialect, heads) => {
      const { answers, missing } = await encoded(await start(dialect), {
        heads: ['dense', 'sparse', 'colbert'],
      })
      expect(Object.keys(missing).sort()).toEqual(
        (['colbert', 'dense', 'sparse'] as const).filter((head) => !heads.includes(head)),
      )
      for (const [at, text] of TEXTS.entries()) {
        const want = await model!.encode(text, Infinity)
        const { dense, sparse, colbert } = vectors(answers[at]!)
        expect([...dense!]).toEqual(want.dense)
        if (heads.includes('sparse')) expect([...sparse!].sort()).toEqual([...want.sparse].sort())
        else expect(sparse).toBeNull()
        if (heads.includes('colbert')) expect(colbert!.rows).toBe(want.colbert.length)
        else expect(colbert).toBeNull()
      }
    },
  )
  it('several texts go in one request', async () => {
    await encoded(await start('openai'))
    const sizes = fake!.log.map(({ body }) => (JSON.parse(body) as { input: string[] }).input.length)
    expect(sizes.sort()).toEqual([1, 2, 4, 4])
  })
  it('a batch that is too large is halved; the text that the server refuses fails alone', async () => {
    const target = await start('tei', { rejectAbove: 40 })
    const texts = [...TEXTS.slice(0, 5), 'word '.repeat(100), ...TEXTS.slice(5)]
    const { answers } = await encoded(target, {}, texts)
    expect(answers.map(({ state }) => state)).toEqual(
      texts.map((text) => (text.length > 100 ? 'failed' : 'vectors')),
    )
    const failed = answers[5]!
    expect(failed.state === 'failed' && failed.error).toMatchObject({
      code: 'endpoint/refused',
      values: { said: expect.stringContaining('less than 40 tokens') as string },
    })
  })
  it('what is wrong for all texts ends the whole', async () => {
    const target = await start('openai', { key: 'right' })
    await expect(encoded(target)).rejects.toMatchObject({ code: 'endpoint/unauthorized' })
    expect(fake!.log).toHaveLength(1)
    const wrong = { ...target, server: { ...target.server, baseUrl: 'ftp://x' } }
    await expect(encoded(wrong)).rejects.toMatchObject({ code: 'endpoint/url-invalid' })
  })
  it('cancelled', async () => {
    const target = await start('openai', { delayMs: 50 })
    const controller = new AbortController()
    let texts = 0
    const running = encodeMany(TEXTS, target, GIVEN, wire(controller.signal), {
      batch: 1,
      onText: () => {
        texts++
        controller.abort()
      },
    })
    await expect(running).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(texts).toBe(1)
  })
})

describe('patience', () => {
  const reply = (status: number, retryAfter: string | null = null): WireReply => ({
    status,
    contentType: 'application/json',
    retryAfter,
    text: '{}',
    latency: 1,
  })
  const request: WireRequest = { method: 'GET', url: 'http://x/', headers: [], body: null }
  async function sent(replies: readonly (WireReply | EngineError)[]) {
    const pauses: number[] = []
    let at = 0
    const send = patient(
      () => {
        const next = replies[at++]!
        return next instanceof EngineError ? Promise.reject(next) : Promise.resolve(next)
      },
      {
        ...PATIENCE,
        clock: () => Date.parse('2026-11-30T20:00:00Z'),
        sleep: (ms) => {
          pauses.push(ms)
          return Promise.resolve()
        },
      },
    )
    const { status } = await send(request, { timeoutMs: 1 })
    return { status, pauses, sent: at }
  }
  const down = new EngineError('endpoint/down', 'x', { host: 'x', detail: 'x' })

  it.each([
    ['done at once', [reply(200)], 200, []],
    ['a refusal is not repeated', [reply(422)], 422, []],
    ['5xx: pauses grow', [reply(500), reply(503), reply(200)], 200, [500, 1000]],
    ['no reply', [down, reply(200)], 200, [500]],
    ['429 with seconds', [reply(429, '7'), reply(200)], 200, [7000]],
    ['429 with a date', [reply(429, 'Mon, 30 Nov 2026 20:00:02 GMT'), reply(200)], 200, [2000]],
    ['429 without', [reply(429), reply(200)], 200, [500]],
    ['longer than anybody waits', [reply(429, '3600')], 429, []],
    ['always', [reply(500), reply(500), reply(500), reply(500)], 500, [500, 1000, 2000]],
  ] as const)('%s', async (_, replies, status, pauses) => {
    expect(await sent(replies)).toEqual({ status, pauses: [...pauses], sent: replies.length })
  })
  it('what cannot pass is thrown at once', async () => {
    const cors = new EngineError('endpoint/cors', 'x', { host: 'x', origin: 'x' })
    await expect(sent([cors])).rejects.toBe(cors)
  })
  it('a pause ends with a cancel', async () => {
    const controller = new AbortController()
    const send = patient(() => Promise.resolve(reply(503)), { ...PATIENCE, firstPause: 60_000 })
    const running = send(request, { timeoutMs: 1, signal: controller.signal })
    controller.abort()
    await expect(running).rejects.toMatchObject({ code: 'run/cancelled' })
  })
  it('no more at once than allowed', async () => {
    let open = 0
    let most = 0
    const done: number[] = []
    await inParallel([0, 1, 2, 3, 4, 5, 6], 3, async (item) => {
      most = Math.max(most, ++open)
      await new Promise((resolve) => setTimeout(resolve, 2))
      open--
      done.push(item)
    })
    expect([most, done.sort()]).toEqual([3, [0, 1, 2, 3, 4, 5, 6]])
  })
})

/** A text through every dialect: built, sent to a fake of its server, read, compared with ours. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Encoded, EncodeSettings } from '../../../src/engine/encode/types'
import { sweepText } from '../../../src/engine/endpoint/sweep'
import { compareVectors } from '../../../src/engine/endpoint/vectors'
import type { Verdict } from '../../../src/engine/endpoint/types'
import type { Available, HeadName } from '../../../src/engine/model/types'
import { askText, withKey } from '../../../src/formats/endpoint/ask'
import { runSweep, type SweepProgress } from '../../../src/formats/endpoint/sweep'
import type { SweepResult, Target } from '../../../src/formats/endpoint/types'
import { DIALECTS } from '../../../src/formats/request'
import { DIALECT_NAMES, type DialectName } from '../../../src/formats/request/types'
import type { EngineClient } from '../../../src/host/calls'
import { createSender } from '../../../src/platform/endpoint'
import { sharedModel, valueOf } from '../../engine'
import { engineModel, ruleModel, type FakeModel } from '../../fakes/model'
import { FakeEndpoint, NO_SWITCHES } from '../../fakes/servers'

const TEXT = 'Emoji 🔋, "quotes", back\\slash and 充电器 in two lines\n$HOME %PATH% !'
const SETTINGS: EncodeSettings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null }
const wire = { send: createSender({ page: null }), signal: new AbortController().signal }
const given = (text: string) => ({ texts: [text], maxLength: 512, truncateDim: null, normalize: true })

let engine: EngineClient
let encoded: Encoded
let model: FakeModel
let rules: FakeModel
const fakes = {} as Record<DialectName, FakeEndpoint>

beforeAll(async () => {
  ;({ engine } = await sharedModel('tiny'))
  encoded = await engine.call('encode', { text: TEXT, settings: SETTINGS })
  model = await engineModel()
  rules = await ruleModel()
  for (const name of DIALECT_NAMES) fakes[name] = await FakeEndpoint.start(name, model)
})
afterAll(async () => {
  for (const fake of Object.values(fakes)) await fake.close()
})
afterEach(() => {
  for (const fake of Object.values(fakes)) {
    fake.switches = { ...NO_SWITCHES }
    fake.log.length = 0
  }
})

function target(name: DialectName, more: { url?: string; key?: string } = {}): Target {
  const dialect = DIALECTS[name]
  const { url = fakes[name].url, key = '' } = more
  return {
    dialect,
    server: { baseUrl: url, model: dialect.defaultModel, withKey: key !== '' },
    key,
    timeoutMs: 5000,
  }
}
const compared = async (name: DialectName) => {
  const asked = await askText(target(name), given(TEXT), wire)
  const ours = { encoded, dtype: 'fp32', special: new Set([0, 1, 2, 3]) }
  return { asked, comparison: compareVectors(asked.vectors, ours) }
}
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ code: 'no error', values: {} as Record<string, unknown> }),
    (error: { code: string; values: Record<string, unknown> }) => error,
  )

const GIVES: Partial<Record<DialectName, readonly HeadName[]>> = {
  vllm: ['dense', 'sparse', 'colbert'],
  xinference: ['dense', 'sparse'],
  dashscope: ['dense', 'sparse'],
  fastapi: ['dense', 'sparse', 'colbert'],
  m3scope: ['dense', 'sparse', 'colbert'],
}

describe.each(DIALECT_NAMES)('%s', (name) => {
  const heads = GIVES[name] ?? ['dense']
  it(`gives ${heads.join(', ')}, the same as ours, and says why not the others`, async () => {
    const { asked, comparison } = await compared(name)
    for (const head of ['dense', 'sparse', 'colbert'] as const) {
      const part = comparison[head]
      if (heads.includes(head)) {
        const { verdict, ...more } = valueOf(part as Available<{ readonly verdict: Verdict }>)
        expect(verdict, JSON.stringify(more)).toMatchObject({ kind: 'same', within: 'exact' })
      } else {
        expect(asked.missing[head]).toMatchObject({ kind: 'cannot' })
      }
    }
    expect(asked.latencies).toHaveLength(1)
    expect(asked.latencies[0]).toBeGreaterThan(0)
    expect(asked.reply.items).toHaveLength(1)
  })
  it('sends the key where there is one, and nowhere else', async () => {
    fakes[name].switches.key = 'sk-secret-1'
    expect((await failure(askText(target(name), given(TEXT), wire))).code).toBe('endpoint/unauthorized')
    await askText(target(name, { key: 'sk-secret-1' }), given(TEXT), wire, { heads: [] })
    const sent = fakes[name].log.at(-1)!
    expect(sent.authorization).toBe('Bearer sk-secret-1')
    expect(sent.body + sent.path).not.toContain('secret')
  })
})

describe('what goes wrong', () => {
  const openai = () => fakes.openai
  const ask = () => failure(askText(target('openai'), given(TEXT), wire))
  it.each([
    ['a page', { html: 'Sign in' }, 'endpoint/html', { title: 'Sign in' }],
    ['too large', { maxBody: 10 }, 'endpoint/too-large', { said: 'Payload Too Large' }],
    ['busy', { busy: '12' }, 'endpoint/busy', { wait: '12', said: 'Model is overloaded' }],
    ['NaN', { nan: true }, 'vector/not-finite', { index: 0 }],
    ['two vectors for one text', { twice: true }, 'endpoint/count', { asked: 1, found: 2 }],
    ['a refusal', { rejectAbove: 3 }, 'endpoint/refused', { status: 422 }],
    ['prose', { fixed: { status: 200, text: '{"hello":"world"}' } }, 'endpoint/other-dialect', {}],
    ['nothing', { fixed: { status: 200, text: '' } }, 'endpoint/other-dialect', {}],
    [
      'an error with status 200',
      { fixed: { status: 200, text: '{"error":"no such model"}' } },
      'reply/refused',
      {},
    ],
    [
      '5xx',
      { fixed: { status: 503, text: 'upstream gone', contentType: 'text/plain' } },
      'endpoint/server',
      { status: 503 },
    ],
  ] as const)('%s', async (_, switches, code, values) => {
    Object.assign(openai().switches, switches)
    const error = await ask()
    expect(error.code).toBe(code)
    expect(error.values).toMatchObject(values)
  })
  it('the wrong dialect is a path that is not there', async () => {
    const error = await failure(askText(target('tei', { url: fakes.ollama.url }), given(TEXT), wire))
    expect(error).toMatchObject({
      code: 'endpoint/not-found',
      values: { tried: `POST ${fakes.ollama.url}/embed` },
    })
  })
  it('an address that is none', async () => {
    for (const url of ['', 'http://', 'ftp://x', 'http://me:pw@host', 'http://host/?key=1'])
      expect((await failure(askText(target('tei', { url }), given(TEXT), wire))).code, url).toBe(
        'endpoint/url-invalid',
      )
  })
  it('a key that no header may hold', () => {
    const request = { method: 'GET', url: 'http://h/', headers: [], body: null, gives: [] } as const
    for (const key of ['a b', 'a\nb', 'schlüssel']) expect(() => withKey(request, key)).toThrow('HTTP header')
  })
  it('a head that the server refuses is missing; the dense vector stays', async () => {
    const xinference = fakes.xinference
    const send: typeof wire.send = (request, options) =>
      request.body?.includes('return_sparse')
        ? Promise.resolve({
            status: 500,
            text: '{"detail":"engine must be flag"}',
            contentType: '',
            retryAfter: null,
            latency: 1,
          })
        : wire.send(request, options)
    const asked = await askText(target('xinference', { url: xinference.url }), given(TEXT), { ...wire, send })
    expect(asked.vectors.dense).not.toBeNull()
    expect(asked.missing.sparse).toMatchObject({
      kind: 'failed',
      error: { code: 'endpoint/server', values: { said: 'engine must be flag' } },
    })
  })
  it('not normalised and another pooling are seen for what they are', async () => {
    fakes.tei.switches.normalised = false
    const long = valueOf((await compared('tei')).comparison.dense!)
    expect(long).toMatchObject({ isNormalised: false, verdict: { kind: 'same' } })
    expect(long.norm).toBeCloseTo(27.5, 4)
    Object.assign(fakes.tei.switches, { normalised: true, pooling: 'mean' })
    expect(valueOf((await compared('tei')).comparison.dense!).verdict.kind).toBe('different')
  })
  it('a count is one of tokens: Infinity counts characters', async () => {
    const counted = async (name: DialectName) =>
      (await askText(target(name), given(TEXT), wire, { heads: [] })).promptTokens
    expect(await counted('openai')).toBe(encoded.tokenized.ids.length)
    expect(await counted('m3scope')).toBe(encoded.tokenized.ids.length)
    expect(await counted('infinity')).toBeNull()
    const zero = { data: [{ embedding: [0.1, 0.2] }], usage: { prompt_tokens: 0, total_tokens: 0 } }
    fakes.openai.switches.fixed = { status: 200, text: JSON.stringify(zero) }
    expect(await counted('openai')).toBeNull()
  })
  it('is asked as often as wanted', async () => {
    const asked = await askText(target('tei'), given(TEXT), wire, { repeat: 4 })
    expect(asked.latencies).toHaveLength(4)
    expect(fakes.tei.log).toHaveLength(4)
  })
})

describe('the length sweep', () => {
  let fake: FakeEndpoint
  beforeAll(async () => {
    fake = await FakeEndpoint.start('openai', rules)
  })
  afterAll(() => fake.close())
  afterEach(() => {
    fake.switches = { ...NO_SWITCHES }
  })

  const sweep = (
    onProgress: (progress: SweepProgress, result: SweepResult) => void = () => undefined,
    text = '',
  ) =>
    runSweep(
      {
        text,
        limit: 600,
        count: (words) => rules.count(words),
        ask: (words) =>
          askText(target('openai', { url: fake.url }), { ...given(words), maxLength: null }, wire, {
            heads: [],
          }),
        ours: async (words, maxLength) => Float32Array.from((await rules.encode(words, maxLength)).dense),
      },
      wire,
      onProgress,
    )

  it.each([512, 256, 511, 1024, 2048, 777])('finds the silent cut at %i', async (cut) => {
    fake.switches.truncateAt = cut
    const { verdict, at, rows } = await sweep()
    expect({ verdict, at }).toEqual({ verdict: 'cut', at: cut })
    const row = (tokens: number) => rows.find((each) => each.tokens === tokens)!
    expect(row(8192)).toMatchObject({ verdict: 'cut', promptTokens: cut })
    expect(row(8192).cosineToShorter).toBeCloseTo(1, 9)
    // Ours, cut at the same place, is the same vector; beyond our limit there is none.
    if (cut <= 600) expect(row(8192).cosineToOurs).toBeCloseTo(1, 6)
    else expect(row(8192).cosineToOurs).toBeNull()
    if (cut === 512) {
      expect(row(512).verdict).toBe('whole')
      expect(row(513)).toMatchObject({ verdict: 'cut', oursAt: 512 })
    }
    for (const { tokens, verdict: of } of rows) expect(of === 'cut').toBe(tokens > cut)
  })
  it('no cut is no cut', async () => {
    const { verdict, at, rows } = await sweep()
    expect({ verdict, at }).toEqual({ verdict: 'whole', at: 8192 })
    expect(rows.map(({ tokens }) => tokens)).toEqual([511, 512, 513, 2048, 8192])
    expect(rows.map(({ verdict: of }) => of)).toEqual(['first', 'whole', 'whole', 'whole', 'whole'])
  })
  it('a refusal is loud, and no silent cut', async () => {
    fake.switches.rejectAbove = 512
    const { verdict, at, rows } = await sweep()
    expect({ verdict, at }).toEqual({ verdict: 'rejects', at: 512 })
    expect(rows.map(({ verdict: of }) => of)).toEqual(['first', 'whole', 'rejected', 'rejected', 'rejected'])
    expect(rows[2]!.error!.values['said']).toContain('less than 512 tokens')
  })
  it('a server that takes nothing is told so; one that is not there is an error', async () => {
    fake.switches.rejectAbove = 5
    expect(await sweep()).toMatchObject({ verdict: 'rejects', at: null })
    fake.switches = { ...NO_SWITCHES, key: 'k' }
    expect((await failure(sweep())).code).toBe('endpoint/unauthorized')
  })
  it('takes the words of the text where enough are one token each, and says so', async () => {
    const text = 'one two three four five six seven eight nine ten one'
    const { from, sample } = await sweep(undefined, text)
    expect(from).toBe('text')
    expect(sample.startsWith('one two three')).toBe(true)
    expect((await sweep()).from).toBe('neutral')
  })
  it('the texts have exactly the tokens that they are said to have', async () => {
    const lengths: number[] = []
    await sweep((_, result) => lengths.push(...result.rows.map(({ tokens }) => tokens)))
    const bodies = fake.log.map(({ body }) => (JSON.parse(body) as { input: string[] }).input[0]!)
    expect(await Promise.all(bodies.slice(-6).map((text) => rules.count(text)))).toEqual([
      511, 512, 513, 2048, 8192, 8192,
    ])
    expect(new Set(lengths)).toEqual(new Set([511, 512, 513, 2048, 8192]))
    expect(bodies.at(-1)!.startsWith(bodies.at(-6)!)).toBe(true)
    expect(sweepText(['a'], 5)).toBe('a a a')
  })
  it('a cancel ends it, and what was known is known', async () => {
    const controller = new AbortController()
    let known: SweepResult | null = null
    const run = runSweep(
      {
        text: '',
        limit: 600,
        count: (words) => rules.count(words),
        ask: (words) =>
          askText(
            target('openai', { url: fake.url }),
            given(words),
            { ...wire, signal: controller.signal },
            { heads: [] },
          ),
        ours: () => Promise.resolve(null),
      },
      { signal: controller.signal },
      (progress, result) => {
        known = result
        if (progress.tokens === 513) controller.abort()
      },
    )
    expect((await failure(run)).code).toBe('run/cancelled')
    expect(known!.rows.map(({ tokens }) => tokens)).toEqual([511, 512])
  })
})

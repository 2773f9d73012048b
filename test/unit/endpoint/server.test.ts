/** m3scope's own server: what other people's scripts send it, and what they get back. */
import { beforeAll, describe, expect, it } from 'vitest'
import { BODY_LIMIT, createServer } from '../../../cli/commands/serve/app'
import type { ModelInfo } from '../../../src/engine/model/types'
import { parseReply } from '../../../src/formats/reply'
import type { EngineClient } from '../../../src/host/calls'
import { plain, plainScores, sharedModel } from '../../engine'

const SETTINGS = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const WEIGHTS = { dense: 1, sparse: 1, colbert: 1 }
const TEXTS = ['What is BGE M3?', '充电器坏了', 'emoji 🔋 and\nnewline']

let engine: EngineClient
let info: ModelInfo
let app: ReturnType<typeof createServer>

beforeAll(async () => {
  ;({ engine, info } = await sharedModel('tiny'))
  app = createServer({ engine, info, settings: SETTINGS, weights: WEIGHTS })
})

const post = (path: string, body: unknown) =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://page.example' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const json = async (path: string, body: unknown) => {
  const reply = await post(path, body)
  expect(reply.status).toBe(200)
  return (await reply.json()) as Record<string, never>
}

describe('encode', () => {
  it('gives what the engine gives, with who made it', async () => {
    const reply = await json('/v1/encode', { texts: TEXTS, return_colbert_vecs: true })
    expect(reply).toMatchObject({
      format: 'm3scope/encode',
      version: 1,
      is_demo: false,
      identity: { model: info.id, model_hash: info.hash, max_length: 512, tokenizer_mode: 'hf4' },
      truncated: [false, false, false],
    })
    for (const [at, text] of TEXTS.entries()) {
      const ours = plain(await engine.call('encode', { text, settings: SETTINGS }))
      expect(reply['dense_vecs']![at]).toEqual(ours.dense)
      expect(reply['input_ids']![at]).toEqual(ours.ids)
      expect(reply['lexical_weights']![at]).toEqual(Object.fromEntries(ours.lexical))
      expect(reply['colbert_vecs']![at]).toHaveLength(ours.colbert.rows)
    }
  })
  it('leaves out what is not wanted; ColBERT must be asked for', async () => {
    const reply = await json('/v1/encode', { texts: ['a'], return_dense: false })
    expect(reply).toMatchObject({ dense_vecs: null, colbert_vecs: null })
    expect(reply['lexical_weights']).toHaveLength(1)
  })
  it('settings are the request’s', async () => {
    const reply = await json('/v1/encode', {
      texts: ['one two three four five six'],
      max_length: 4,
      truncate_dim: 8,
      tokenizer: 'hf5',
    })
    expect(reply['dense_vecs']![0]).toHaveLength(8)
    expect(reply['input_ids']![0]).toHaveLength(4)
    expect(reply['truncated']).toEqual([true])
    expect(reply['identity']).toMatchObject({
      max_length: 4,
      truncate_dim: 8,
      tokenizer_mode: 'hf5',
    })
  })
  it('what the graph has normalised cannot be had without', async () => {
    const reply = await json('/v1/encode', { texts: ['a'], normalize: false })
    expect(reply['dense_vecs']).toEqual({ unavailable: 'normalised-in-graph' })
  })
  it('is read back as vectors', async () => {
    const text = await (await post('/v1/encode', { texts: TEXTS })).text()
    const reply = parseReply(text, 'dense')
    expect(reply.form).toBe('m3scope')
    expect(reply.items).toHaveLength(3)
    expect(reply.items[0]!.dense).toHaveLength(64)
  })
  it('says why a head is not there', async () => {
    const dense = createServer({
      engine: {
        ...engine,
        call: async (name, input) => {
          const found = await engine.call(name, input)
          const none = { state: 'unavailable', reason: 'dense-only' } as const
          return { ...found, lexicalWeights: none, colbertVecs: none }
        },
      },
      info,
      settings: SETTINGS,
      weights: WEIGHTS,
    })
    const reply = await dense.request('/v1/encode', {
      method: 'POST',
      body: JSON.stringify({ texts: ['a'], return_colbert_vecs: true }),
    })
    expect(await reply.json()).toMatchObject({
      lexical_weights: { unavailable: 'dense-only' },
      colbert_vecs: { unavailable: 'dense-only' },
    })
  })
})

describe('score, tokenize, embeddings, health', () => {
  it('score gives the five scores under the weights', async () => {
    const [a, b] = ['What is BGE M3?', 'BGE M3 embeds text.']
    const weights = { dense: 0.4, sparse: 0.2, colbert: 0.4 }
    const { scores } = await engine.call('analyze', { a, b, settings: SETTINGS, weights })
    expect(await json('/v1/score', { a, b, weights: [0.4, 0.2, 0.4] })).toMatchObject(plainScores(scores))
  })
  it('tokenize gives ids, pieces and whether it cut', async () => {
    const reply = await json('/v1/tokenize', { texts: ['one two three four'], max_length: 3 })
    expect(reply['input_ids']![0]).toHaveLength(3)
    expect((reply['tokens']![0] as string[])[0]).toBe('<s>')
    expect(reply['truncated']).toEqual([true])
  })
  it('embeddings: float and base64 are the same float32', async () => {
    const [float, coded] = await Promise.all(
      ['float', 'base64'].map(async (encoding_format) =>
        parseReply(
          await (
            await post('/v1/embeddings', {
              model: 'x',
              input: TEXTS,
              encoding_format,
              user: 'me',
              dimensions: 16,
            })
          ).text(),
          'dense',
        ),
      ),
    )
    expect(float!.form).toBe('openai')
    expect(coded!.form).toBe('openai-base64')
    for (const at of TEXTS.keys())
      expect([...coded!.items[at]!.dense!]).toEqual([...float!.items[at]!.dense!])
    expect(float!.items[0]!.dense).toHaveLength(16)
    expect(float!.promptTokens).toBeGreaterThan(6)
  })
  it('health', async () => {
    expect(await (await app.request('/health')).json()).toEqual({
      status: 'healthy',
      model: info.id,
      device: 'wasm',
    })
  })
})

describe('refusals name the field', () => {
  it.each([
    ['/v1/encode', { texts: ['a', 3] }, 'texts[1]'],
    ['/v1/encode', { texts: [] }, 'texts'],
    ['/v1/encode', { text: ['a'] }, 'texts'],
    ['/v1/encode', { texts: ['a'], max_length: 100_000 }, 'max_length'],
    ['/v1/encode', { texts: ['a'], truncate_dim: 65 }, 'truncate_dim'],
    ['/v1/encode', { texts: ['a'], normalise: true }, 'normalise'],
    ['/v1/encode', { texts: ['a'], tokenizer: 'hf6' }, 'tokenizer'],
    ['/v1/encode', [], 'body'],
    ['/v1/score', { a: 'a' }, 'b'],
    ['/v1/score', { a: 'a', b: 'b', weights: [1, -1, 1] }, 'weights[1]'],
    ['/v1/score', { a: 'a', b: 'b', weights: [1, 1] }, 'weights'],
    ['/v1/embeddings', { input: [1, 2] }, 'input'],
    ['/v1/embeddings', { input: 'a', encoding_format: 'int8' }, 'encoding_format'],
  ])('%s %j: %s', async (path, body, field) => {
    const reply = await post(path, body)
    expect(reply.status).toBe(422)
    const { error } = (await reply.json()) as { error: { field: string; message: string } }
    expect(error.field).toBe(field)
    expect(error.message).toContain(`"${field}"`)
  })
  it('bad JSON 400, unknown path 404, too large 413, a text that no tokenizer takes 422', async () => {
    expect((await post('/v1/encode', '{"texts":')).status).toBe(400)
    const lost = await app.request('/v2/encode')
    expect(lost.status).toBe(404)
    expect(await lost.text()).toContain('POST /v1/encode')
    expect((await post('/v1/encode', { texts: ['a'.repeat(BODY_LIMIT)] })).status).toBe(413)
    const surrogate = await post('/v1/encode', '{"texts":["\\ud800"]}')
    expect(surrogate.status).toBe(422)
    expect(await surrogate.json()).toMatchObject({ error: { code: 'text/lone-surrogate' } })
  })
})

describe('any page may ask', () => {
  it('preflight and replies carry the permission, errors too', async () => {
    const preflight = await app.request('/v1/encode', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://page.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
        'access-control-request-private-network': 'true',
      },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type')
    expect(preflight.headers.get('access-control-allow-private-network')).toBe('true')
    for (const body of [{ texts: ['a'] }, { texts: 3 }])
      expect((await post('/v1/encode', body)).headers.get('access-control-allow-origin')).toBe('*')
  })
})

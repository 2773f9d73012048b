/** m3scope's own server as any client meets it: bodies of every kind, other methods, preflights, names of models. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createServer, ROUTES } from '../../../cli/commands/serve/app'
import { DEPTH_LIMIT } from '../../../cli/commands/serve/body'
import { jsonParts, jsonReply, PIECE } from '../../../cli/commands/serve/json'
import { MAX_NUMBERS } from '../../../cli/commands/serve/routes'
import { MAX_TEXTS } from '../../../cli/commands/serve/schemas'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { EngineClient } from '../../../src/host/calls'
import { sharedModel } from '../../engine'
import { Hono } from 'hono'

const SETTINGS = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const WEIGHTS = { dense: 1, sparse: 1, colbert: 1 }

let engine: EngineClient
let info: ModelInfo
let app: ReturnType<typeof createServer>

const serverOf = (client: EngineClient, of = info) =>
  createServer({ engine: client, info: of, settings: SETTINGS, weights: WEIGHTS })

beforeAll(async () => {
  ;({ engine, info } = await sharedModel('tiny'))
  app = serverOf(engine)
})

interface Refused {
  readonly error: { code: string; message: string; field?: string; type: string; param: string | null }
}

const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: body as BodyInit,
  })
const ask = (path: string, body: unknown) => post(path, JSON.stringify(body))
const refused = async (reply: Response | Promise<Response>, status: number): Promise<Refused['error']> => {
  const found = await reply
  expect(found.status).toBe(status)
  return ((await found.json()) as Refused).error
}
const tokensOf = async (reply: Response | Promise<Response>) => {
  const found = await reply
  expect(found.status).toBe(200)
  return ((await found.json()) as { tokens: string[][] }).tokens[0]
}

describe('bytes', () => {
  const utf8 = new TextEncoder().encode('{"texts":["充电 é"]}')
  /** "充电 é" in GBK. */
  const gbk = Uint8Array.from([0xb3, 0xe4, 0xb5, 0xe7, 0x20, 0xa8, 0xa6])
  const around = (middle: Uint8Array) =>
    Uint8Array.from([
      ...new TextEncoder().encode('{"texts":["'),
      ...middle,
      ...new TextEncoder().encode('"]}'),
    ])
  const utf16 = (text: string, bigEndian: boolean) =>
    Uint8Array.from(
      [...text]
        .flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])
        .flatMap((_, i, all) => (i % 2 ? [] : bigEndian ? [all[i + 1]!, all[i]!] : [all[i]!, all[i + 1]!])),
    )

  it('of another encoding than it says are refused, with the place', async () => {
    const { code, message } = await refused(post('/v1/tokenize', around(gbk)), 400)
    expect(code).toBe('bad-charset')
    expect(message).toMatch(/not valid UTF-8 \(byte 11\)/)
    // A character that the end cuts in two, and a byte that starts none.
    expect((await refused(post('/v1/tokenize', Uint8Array.of(0xe5, 0x85)), 400)).code).toBe('bad-charset')
    expect((await refused(post('/v1/tokenize', around(Uint8Array.of(0xff))), 400)).code).toBe('bad-charset')
    // UTF-8 has no surrogates.
    expect((await refused(post('/v1/tokenize', around(Uint8Array.of(0xed, 0xa0, 0x80))), 400)).code).toBe(
      'bad-charset',
    )
  })
  it('are read in the charset of Content-Type', async () => {
    const want = await tokensOf(post('/v1/tokenize', utf8))
    for (const [charset, body] of [
      ['utf-8', utf8],
      ['"UTF-8"', utf8],
      ['utf-8', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])],
      ['GBK', around(gbk)],
      ['gb18030', around(gbk)],
      ['utf-16le', utf16('{"texts":["充电 é"]}', false)],
      ['utf-16', utf16('\uFEFF{"texts":["充电 é"]}', true)],
      ['utf-16', utf16('\uFEFF{"texts":["充电 é"]}', false)],
    ] as const)
      expect(
        await tokensOf(
          post('/v1/tokenize', body, { 'content-type': `application/json; charset=${charset}` }),
        ),
      ).toEqual(want)
    const gbkOnly = { 'content-type': 'application/json;charset=gbk' }
    const gone = await refused(post('/v1/tokenize', around(Uint8Array.of(0xff)), gbkOnly), 400)
    expect(gone.message).toContain('not valid GBK')
  })
  it('of an unknown charset, or packed, are refused by name', async () => {
    const unknown = refused(
      post('/v1/tokenize', utf8, { 'content-type': 'text/plain; charset=klingon' }),
      415,
    )
    expect((await unknown).message).toContain('klingon')
    expect(
      (await refused(post('/v1/tokenize', utf8, { 'content-encoding': 'gzip' }), 415)).message,
    ).toContain('gzip')
  })
  it('that are no JSON, or too deep, are refused before they are worked on', async () => {
    for (const body of ['', '{', '{"texts":["a"]}x', "{'texts':['a']}", '\u0000'])
      expect((await refused(post('/v1/tokenize', body), 400)).code).toBe('bad-json')
    for (const open of ['[', '{"a":'])
      expect((await refused(post('/v1/tokenize', open.repeat(1_000_000)), 400)).message).toContain(
        `${DEPTH_LIMIT} levels`,
      )
    // Brackets in a text are text.
    expect((await ask('/v1/tokenize', { texts: ['['.repeat(100) + '\\"[' + '{'.repeat(100)] })).status).toBe(
      200,
    )
  })
})

describe('fields', () => {
  it.each(['/v1/encode', '/v1/tokenize', '/v1/embeddings'])(
    '%s names the item that is no text',
    async (path) => {
      const field = path === '/v1/embeddings' ? 'input' : 'texts'
      const item = await refused(ask(path, { [field]: ['a', 'b', null, 3] }), 422)
      expect(item).toMatchObject({
        field: `${field}[2]`,
        param: `${field}[2]`,
        type: 'invalid_request_error',
      })
      expect(item.message).toContain(`"${field}[2]": each text is a string; found null`)
      const many = await refused(
        ask(path, { [field]: Array.from({ length: MAX_TEXTS + 1 }, () => 'a') }),
        422,
      )
      expect(many).toMatchObject({
        field,
        message: expect.stringMatching(/at most 1000 texts; found 1001/) as string,
      })
      // Millions of wrong items cost one look at their number.
      const nulls = `{"${field}":[${'0,'.repeat(2_000_000)}0]}`
      expect((await refused(post(path, nulls), 422)).field).toBe(field)
      for (const wrong of [null, undefined, {}, 3, true])
        expect((await refused(ask(path, { [field]: wrong }), 422)).field).toBe(field)
    },
  )
  it.each([[[1, 2]], [[[1, 2], [3]]], [[[]]]])('token ids %j: what to do', async (input) => {
    const { field, message } = await refused(ask('/v1/embeddings', { input }), 422)
    expect([field, message]).toEqual(['input', expect.stringMatching(/token ids .* send the texts/)])
  })
  it('an option that is null is one that is not there', async () => {
    const same = async (path: string, bare: object, nulls: object) => {
      const [one, other] = await Promise.all([ask(path, bare), ask(path, { ...bare, ...nulls })])
      expect([one.status, other.status]).toEqual([200, 200])
      expect(await other.json()).toEqual(await one.json())
    }
    const settings = { max_length: null, truncate_dim: null, normalize: null, tokenizer: null }
    await same(
      '/v1/encode',
      { texts: ['a'] },
      { ...settings, return_dense: null, return_sparse: null, return_colbert_vecs: null },
    )
    await same('/v1/score', { a: 'a', b: 'b' }, { ...settings, weights: null })
    await same('/v1/tokenize', { texts: ['a'] }, { max_length: null, tokenizer: null })
    await same(
      '/v1/embeddings',
      { input: 'a', model: 'm' },
      { dimensions: null, encoding_format: null, user: null, model: null },
    )
    // A name that does not exist stays a mistake.
    expect((await refused(ask('/v1/encode', { texts: ['a'], normalise: null }), 422)).field).toBe('normalise')
    expect((await refused(ask('/v1/score', { a: null, b: 'b' }), 422)).field).toBe('a')
  })
  it('more fields than any client sends', async () => {
    const body = `{"input":"a",${Array.from({ length: 300_000 }, (_, at) => `"k${at}":1`).join()}}`
    for (const path of ['/v1/embeddings', '/v1/encode'])
      expect((await refused(post(path, body), 422)).message).toContain('more than 100 fields')
  })
  it('a long name of an unknown field is not repeated whole', async () => {
    const { message } = await refused(ask('/v1/encode', { texts: ['a'], ['x'.repeat(100_000)]: 1 }), 422)
    expect(message.length).toBeLessThan(1_000)
  })
  it('order, index and usage of many inputs', async () => {
    const input = ['one two three', 'four', '', 'one two three']
    const reply = (await (await ask('/v1/embeddings', { input })).json()) as {
      data: { index: number; embedding: number[] }[]
      usage: { prompt_tokens: number; total_tokens: number }
    }
    expect(reply.data.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    expect(reply.data[3]!.embedding).toEqual(reply.data[0]!.embedding)
    const { input_ids } = (await (await ask('/v1/tokenize', { texts: input })).json()) as {
      input_ids: number[][]
    }
    const tokens = input_ids.flat().length
    expect(reply.usage).toEqual({ prompt_tokens: tokens, total_tokens: tokens })
  })
})

describe('methods', () => {
  const POSTS = ['/v1/encode', '/v1/score', '/v1/tokenize', '/v1/embeddings']
  const GETS = ['/v1/models', '/v1/models/tiny', '/health']

  it.each(POSTS)('%s takes POST alone', async (path) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const reply = await app.request(path, { method })
      expect(reply.headers.get('allow')).toBe('POST, OPTIONS')
      expect(reply.headers.get('access-control-allow-origin')).toBe('*')
      expect(await refused(reply, 405)).toMatchObject({ code: 'method-not-allowed' })
    }
    const head = await app.request(path, { method: 'HEAD' })
    expect([head.status, head.headers.get('allow'), await head.text()]).toEqual([405, 'POST, OPTIONS', ''])
  })
  it.each(GETS)('%s takes GET and HEAD', async (path) => {
    const head = await app.request(path, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const reply = await app.request(path, { method: 'POST', body: '{}' })
    expect(reply.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    await refused(reply, 405)
  })
  it.each([...POSTS, ...GETS])('OPTIONS %s says which', async (path) => {
    const reply = await app.request(path, { method: 'OPTIONS' })
    expect([reply.status, await reply.text()]).toEqual([204, ''])
    expect(reply.headers.get('allow')).toContain(POSTS.includes(path) ? 'POST' : 'GET')
    expect(reply.headers.get('access-control-allow-origin')).toBe('*')
  })
  it('a path that is not there is 404 for every method', async () => {
    for (const method of ['GET', 'POST', 'HEAD', 'OPTIONS', 'DELETE'])
      expect((await app.request('/v1/models/', { method })).status).toBe(404)
    expect((await refused(app.request('/v2'), 404)).message).toContain(ROUTES.join(', '))
  })
})

describe('preflights', () => {
  const preflight = async (headers: string) =>
    (
      await app.request('/v1/embeddings', {
        method: 'OPTIONS',
        headers: {
          origin: 'https://page.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': headers,
        },
      })
    ).headers
  it('allow whatever headers the client of a page adds', async () => {
    const asked = 'authorization,content-type,x-stainless-lang,x-stainless-retry-count,OpenAI-Organization'
    const allowed = (await preflight(asked)).get('access-control-allow-headers')!.toLowerCase().split(',')
    expect(allowed).toEqual(expect.arrayContaining(asked.toLowerCase().split(',')))
  })
  it('repeat only what can be the name of a header', async () => {
    const allowed = (await preflight('x-good, bad name,<script>,é,,x-good')).get(
      'access-control-allow-headers',
    )
    expect(allowed).toBe('content-type,authorization,x-good')
  })
})

describe('models', () => {
  it('the one that is there', async () => {
    const one = { id: 'tiny', object: 'model', created: 0, owned_by: 'm3scope' }
    expect(await (await app.request('/v1/models')).json()).toEqual({ object: 'list', data: [one] })
    expect(await (await app.request('/v1/models/tiny')).json()).toEqual(one)
  })
  it('a name with a slash, as it is and escaped', async () => {
    const slashed = serverOf(engine, { ...info, id: 'BAAI/bge-m3 1' })
    for (const path of ['BAAI/bge-m3%201', 'BAAI%2Fbge-m3%201'])
      expect(await (await slashed.request(`/v1/models/${path}`)).json()).toMatchObject({
        id: 'BAAI/bge-m3 1',
      })
  })
  it.each(['gpt-4', 'BAAI%2Fbge-m3', 'tiny/x', '%E0%A4%A', '__proto__'])(
    '%s: 404 as OpenAI says it',
    async (id) => {
      expect(await refused(app.request(`/v1/models/${id}`), 404)).toMatchObject({
        code: 'model_not_found',
        type: 'invalid_request_error',
        param: 'model',
        message: expect.stringContaining('"tiny"') as string,
      })
    },
  )
})

describe('large replies', () => {
  it('parts of JSON are JSON.stringify’s', () => {
    const numbers = Array.from({ length: 10_000 }, (_, at) => at / 3)
    for (const value of [
      null,
      'a"b',
      3,
      [],
      {},
      [[]],
      [{}],
      { a: undefined },
      { a: [numbers, [1], []], 'b"c': { d: null, e: [true, 'x'] } },
      [-0, 1e300],
    ])
      expect([...jsonParts(value)].join('')).toBe(JSON.stringify(value))
  })
  it('come in pieces, and other work is done between them', async () => {
    const value = { data: Array.from({ length: 1_000_000 }, (_, at) => at) }
    const hono = new Hono().get('/', (c) => jsonReply(c, value))
    const reader = (await hono.request('/')).body!.getReader()
    let turns = 0
    let on = true
    const turn = () => {
      turns++
      if (on) setImmediate(turn)
    }
    setImmediate(turn)
    let text = ''
    let pieces = 0
    const decoder = new TextDecoder()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true })
      pieces++
    }
    on = false
    expect(pieces).toBeGreaterThanOrEqual(Math.floor(JSON.stringify(value).length / PIECE) - 1)
    expect(turns).toBeGreaterThanOrEqual(pieces - 1)
    expect(text === JSON.stringify(value)).toBe(true)
  })
  it('have a bound, and rows that nobody asked for are not kept', async () => {
    const rows = { rows: MAX_NUMBERS / 4, dimension: 1, data: { length: MAX_NUMBERS / 4 } }
    const large = serverOf({
      ...engine,
      call: async (name, input) => {
        const found = await engine.call(name, input)
        return { ...found, colbertVecs: { state: 'available', value: rows } }
      },
    })
    const request = (more: object) =>
      large.request('/v1/encode', {
        method: 'POST',
        body: JSON.stringify({ texts: ['a', 'b', 'c', 'd', 'e'], ...more }),
      })
    expect(await refused(request({ return_colbert_vecs: true }), 422)).toMatchObject({
      code: 'reply-too-large',
      field: 'texts[3]',
      message: expect.stringContaining('fewer texts') as string,
    })
    expect((await request({})).status).toBe(200)
  })
})

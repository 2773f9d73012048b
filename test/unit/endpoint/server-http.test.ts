/** m3scope's own server as any client meets it: other methods, preflights, names of models, large replies. */
import { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROUTES } from '../../../cli/commands/serve/app'
import { jsonParts, jsonReply, PIECE } from '../../../cli/commands/serve/json'
import { MAX_NUMBERS } from '../../../cli/commands/serve/routes'
import { openServer, refused, serverOf, type ServerApp } from './server-app'

let app: ServerApp['app']
let engine: ServerApp['engine']
let info: ServerApp['info']
beforeAll(async () => {
  ;({ app, engine, info } = await openServer())
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
    const many: typeof engine = {
      ...engine,
      call: async (name, input) => {
        const found = await engine.call(name, input)
        return { ...found, colbertVecs: { state: 'available', value: rows } }
      },
    }
    const large = serverOf(many, info)
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

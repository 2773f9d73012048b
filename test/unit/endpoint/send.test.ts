/** What goes wrong between a page or a terminal and a server, told apart. */
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkReply } from '../../../src/formats/endpoint/check'
import { detectDialect } from '../../../src/formats/endpoint/detect'
import { DIALECT_NAMES } from '../../../src/formats/request/types'
import { createSender, localNetworkPermission, type SenderOptions } from '../../../src/platform/endpoint'
import { answersAt } from '../../../src/platform/no-cors-probe'
import { isLoopback, isPrivate } from '../../../src/platform/hosts'
import { ruleModel, type FakeModel } from '../../fakes/model'
import { FakeEndpoint, NO_SWITCHES } from '../../fakes/servers'

let model: FakeModel
let fake: FakeEndpoint

beforeAll(async () => {
  model = await ruleModel()
  fake = await FakeEndpoint.start('openai', model)
})
afterAll(() => fake.close())
afterEach(() => {
  fake.switches = { ...NO_SWITCHES }
})

const request = (url = `${fake.url}/v1/embeddings`) =>
  ({
    method: 'POST',
    url,
    headers: [['content-type', 'application/json']],
    body: '{"model":"m","input":"a"}',
  }) as const
const send = createSender({ page: null })
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  )

describe('in the terminal', () => {
  it('a reply comes with its latency', async () => {
    fake.switches.delayMs = 30
    const reply = await send(request(), { timeoutMs: 5000 })
    expect(reply).toMatchObject({ status: 200, contentType: 'application/json', retryAfter: null })
    expect(reply.latency).toBeGreaterThanOrEqual(25)
  })
  it('a closed port is down, an unknown name is DNS', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
    await new Promise((resolve) => server.close(resolve))
    await expect(send(request(`http://127.0.0.1:${port}/x`), { timeoutMs: 5000 })).rejects.toMatchObject({
      code: 'endpoint/down',
      values: { host: `127.0.0.1:${port}` },
    })
    const dns = createSender({
      page: null,
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } })),
    })
    expect(await code(dns(request(), { timeoutMs: 5000 }))).toBe('endpoint/dns')
  })
  it('slow is a timeout, and a cancel is a cancel', async () => {
    fake.switches.delayMs = 10_000
    await expect(send(request(), { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'endpoint/timeout',
      values: { seconds: 0.05 },
    })
    const controller = new AbortController()
    const sent = send(request(), { timeoutMs: 10_000, signal: controller.signal })
    setTimeout(() => controller.abort(), 30)
    expect(await code(sent)).toBe('run/cancelled')
    expect(await code(send(request(), { timeoutMs: 1000, signal: AbortSignal.abort() }))).toBe(
      'run/cancelled',
    )
  })
  it('a reply without end is not read to its end', async () => {
    const small = createSender({ page: null, largestReply: 100 })
    expect(await code(small(request(), { timeoutMs: 5000 }))).toBe('endpoint/reply-too-large')
    const streamed = createSender({
      page: null,
      largestReply: 100,
      fetch: () => Promise.resolve(new Response(new Blob(['x'.repeat(500)]).stream())),
    })
    expect(await code(streamed(request(), { timeoutMs: 5000 }))).toBe('endpoint/reply-too-large')
  })
})

describe('on a page', () => {
  const failing = new TypeError('Failed to fetch')
  const page = (origin: string): NonNullable<SenderOptions['page']> => {
    const { protocol, hostname } = new URL(origin)
    return { origin, protocol, hostname }
  }
  /** A browser that blocks: only no-cors may pass. */
  const browser =
    (there: boolean): typeof fetch =>
    (_, init) =>
      init?.mode === 'no-cors' && there ? Promise.resolve(new Response(null)) : Promise.reject(failing)
  const codeOf = (from: string, to: string, there: boolean, permission: 'denied' | 'granted' | null = null) =>
    code(
      createSender({
        page: page(from),
        fetch: browser(there),
        localNetwork: () => Promise.resolve(permission),
      })(request(to), { timeoutMs: 1000 }),
    )
  it.each([
    ['http://localhost:4180', 'http://localhost:8080/v1', true, null, 'endpoint/cors'],
    ['http://localhost:4180', 'http://localhost:8080/v1', false, null, 'endpoint/down'],
    ['http://localhost:4180', 'http://localhost:8080/v1', false, 'denied', 'endpoint/local-network'],
    ['https://m3.example', 'http://embed.corp.example/v1', false, null, 'endpoint/mixed-content'],
    ['https://m3.example', 'http://localhost:8080/v1', false, null, 'endpoint/local-network'],
    ['https://m3.example', 'https://192.168.1.7/v1', false, null, 'endpoint/local-network'],
    ['https://m3.example', 'http://localhost:8080/v1', true, null, 'endpoint/cors'],
    ['https://m3.example', 'https://api.example/v1', true, null, 'endpoint/cors'],
    ['https://m3.example', 'https://api.example/v1', false, null, 'endpoint/down'],
    ['http://m3.example', 'http://m3.example/v1', false, null, 'endpoint/down'],
  ] as const)('%s asks %s (there: %s, permission: %s): %s', async (from, to, there, permission, expected) => {
    expect(await codeOf(from, to, there, permission)).toBe(expected)
  })
  it('an isolated page blocks the probe’s answer, and reports that there was one', async () => {
    const observer = (blockedURL: string) =>
      class {
        constructor(private readonly callback: (reports: object[]) => void) {}
        observe = () =>
          setTimeout(
            () =>
              this.callback([
                {
                  type: 'coep',
                  body: { toJSON: () => ({ type: 'corp', blockedURL }) },
                },
              ]),
            5,
          )
        disconnect = () => undefined
      } as unknown as typeof ReportingObserver
    const blocked = () => Promise.reject(failing)
    expect(await answersAt('http://h:1/v1', blocked, observer('http://h:1/v1'))).toBe(true)
    expect(await answersAt('http://h:1/v1', blocked, observer('http://other:1/v1'))).toBe(false)
    expect(await answersAt('http://h:1/v1', blocked)).toBe(false)
  })
  it('no cookies, no referrer, no cache', async () => {
    const seen: RequestInit[] = []
    const spy: typeof fetch = (_, init) => {
      seen.push(init!)
      return Promise.resolve(new Response('{}'))
    }
    await createSender({ page: page('http://localhost'), fetch: spy })(request(), { timeoutMs: 1000 })
    expect(seen[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
  })
  it('a browser that does not know the permission has none', async () => {
    expect(await localNetworkPermission(undefined)).toBeNull()
    expect(await localNetworkPermission({ query: () => Promise.reject(new TypeError('unknown')) })).toBeNull()
  })
  it('private and public names', () => {
    for (const name of ['localhost', 'a.localhost', '127.0.0.1', '[::1]']) expect(isLoopback(name)).toBe(true)
    for (const name of ['10.1.2.3', '172.31.0.1', '192.168.0.9', 'nas', 'pc.local', '[fd00::1]'])
      expect([isPrivate(name), isLoopback(name)]).toEqual([true, false])
    for (const name of ['8.8.8.8', '172.32.0.1', 'api.example', '[2001:db8::1]', '11.0.0.1'])
      expect(isPrivate(name)).toBe(false)
  })
})

describe('a status has its meaning, and the server its words', () => {
  const place = { host: 'h:1', tried: 'POST http://h:1/embed' }
  const check = (status: number, text: string, more: Partial<Parameters<typeof checkReply>[0]> = {}) => {
    try {
      checkReply(
        { status, text, contentType: 'application/json', retryAfter: null, latency: 1, ...more },
        place,
      )
      return null
    } catch (error) {
      return error as { code: string; values: Record<string, unknown>; message: string }
    }
  }
  it.each([
    [401, '{"error":{"message":"Incorrect API key"}}', 'endpoint/unauthorized', 'Incorrect API key'],
    [403, '{"detail":"Forbidden"}', 'endpoint/unauthorized', 'Forbidden'],
    [404, '{"detail":"Not Found"}', 'endpoint/not-found', 'Not Found'],
    [405, '', 'endpoint/not-found', 'nothing, the response has no text'],
    [
      413,
      '{"error":"Payload Too Large","error_type":"Validation"}',
      'endpoint/too-large',
      'Payload Too Large',
    ],
    [415, 'no', 'endpoint/media-type', 'no'],
    [
      422,
      '{"detail":[{"loc":["body","content"],"msg":"Field required","type":"missing"}]}',
      'endpoint/refused',
      'body.content: Field required',
    ],
    [424, '{"error":"Splade only","error_type":"Backend"}', 'endpoint/no-head', 'Splade only'],
    [429, '{"error":"overloaded"}', 'endpoint/busy', 'overloaded'],
    [500, 'input (600 tokens) is too large to process', 'endpoint/server', 'input (600 tokens) is too large'],
    [502, '<html><head><title>502 Bad Gateway</title>', 'endpoint/server', '502 Bad Gateway'],
  ])('%i %s', (status, text, expected, said) => {
    const error = check(status, text)!
    expect(error.code).toBe(expected)
    expect(String(error.values['said'])).toContain(said)
    expect(error.values['tried']).toBe(place.tried)
  })
  it('a page instead of JSON has its title told', () => {
    const error = check(200, '<!doctype html><title>Sign in to Corp</title>', { contentType: 'text/html' })!
    expect(error).toMatchObject({ code: 'endpoint/html', values: { title: 'Sign in to Corp' } })
  })
  it('Retry-After is told', () => {
    expect(check(429, '', { retryAfter: '7' })!.values['wait']).toBe('7')
  })
  it('a success passes', () => {
    expect(check(200, '[[0.1]]')).toBeNull()
  })
})

describe('which dialect speaks there', () => {
  const wire = { send, signal: new AbortController().signal }
  const options = { key: '', timeoutMs: 5000 }
  it.each(DIALECT_NAMES.filter((name) => name !== 'siliconflow' && name !== 'dashscope'))(
    '%s',
    async (dialect) => {
      const server = await FakeEndpoint.start(dialect, model)
      try {
        const found = await detectDialect(`${server.url}/`, options, wire)
        expect(found.dialect).toBe(dialect)
        expect(found.because).toMatch(/^GET \//)
        expect(server.log.every(({ method }) => method === 'GET')).toBe(true)
      } finally {
        await server.close()
      }
    },
  )
  const says =
    (paths: Readonly<Record<string, unknown>>): typeof send =>
    ({ url }) => {
      const found = paths[new URL(url).pathname]
      return Promise.resolve({
        status: found === undefined ? 404 : 200,
        text: JSON.stringify(found ?? { detail: 'Not Found' }),
        contentType: 'application/json',
        retryAfter: null,
        latency: 1,
      })
    }
  const detected = (paths: Readonly<Record<string, unknown>>) =>
    detectDialect('http://host', options, { ...wire, send: says(paths) })

  it.each([['/models'], ['/v1/models']])(
    'Infinity is asked for the name of its model at %s',
    async (path) => {
      const found = await detected({
        '/health': { unix: 1_700_000_000.5 },
        [path]: { data: [{ id: 'mine/bge-m3-tuned', owned_by: 'infinity', backend: 'torch' }] },
      })
      expect(found).toMatchObject({ dialect: 'infinity', model: 'mine/bge-m3-tuned' })
      expect(found.because).toContain(`GET ${path}`)
    },
  )
  it.each([
    [['BAAI/bge-reranker-v2-m3', 'BAAI/bge-m3'], 'BAAI/bge-m3'],
    [['chatglm3', 'internlm3-8b', 'bge-m3'], 'bge-m3'],
    [['bge-m3-unsupervised', 'bge-m3'], 'bge-m3'],
    [['qwen2.5', 'text-embedding-m3'], 'text-embedding-m3'],
    [['bge-reranker-v2-m3', 'mine'], 'mine'],
    [['BAAI/bge-reranker-v2-m3'], null],
    [['served-name'], 'served-name'],
  ])('of the models %j the one that embeds is taken, never a reranker: %s', async (ids, expected) => {
    const data = (owned_by: string) => ({ data: ids.map((id) => ({ id, owned_by })) })
    expect((await detected({ '/v1/models': data('us') })).model).toBe(expected)
    expect((await detected({ '/v1/models': data('vllm') })).dialect).toBe('vllm')
    expect((await detected({ '/health': { unix: 1.5 }, '/models': data('infinity') })).model).toBe(expected)
  })
  it('what a list says of its models goes before a guess; Ollama is asked for bge-m3 or nothing', async () => {
    const infinity = [
      { id: 'mixed-bread', owned_by: 'infinity', capabilities: ['rerank'] },
      { id: 'house', owned_by: 'infinity', capabilities: ['embed'] },
    ]
    expect((await detected({ '/health': { unix: 1 }, '/models': { data: infinity } })).model).toBe('house')
    const xinference = [
      { id: 'chatglm3', model_type: 'LLM', model_uid: 'a' },
      { id: 'house', model_type: 'embedding', model_uid: 'b' },
    ]
    expect(await detected({ '/v1/models': { data: xinference } })).toMatchObject({
      dialect: 'xinference',
      model: 'house',
    })
    const tags = (names: string[]) => ({ '/api/tags': { models: names.map((name) => ({ name })) } })
    expect((await detected(tags(['smollm3:latest', 'bge-m3:567m']))).model).toBe('bge-m3:567m')
    expect((await detected(tags(['smollm3:latest']))).model).toBeNull()
  })
  it('llama.cpp, which answers the path of Ollama too, is llama.cpp', async () => {
    const list = {
      models: [{ name: 'bge-m3-q8.gguf', model: 'bge-m3-q8.gguf', details: { format: 'gguf' } }],
      object: 'list',
      data: [{ id: 'bge-m3-q8.gguf', object: 'model', owned_by: 'llamacpp' }],
    }
    const paths = { '/health': { status: 'ok' }, '/api/tags': list, '/v1/models': list, '/models': list }
    expect(await detected(paths)).toMatchObject({ dialect: 'llamacpp', model: 'bge-m3-q8.gguf' })
  })
  it('Infinity without a list of models is Infinity', async () => {
    expect(await detected({ '/health': { unix: 1.5 } })).toMatchObject({ dialect: 'infinity', model: null })
  })
  it.each([
    ['healthy alone', { status: 'healthy' }],
    ['another model', { status: 'healthy', model: 'e5-large', device: 'cpu' }],
    ['more fields', { status: 'healthy', model: 'bge-m3', device: 'cpu', uptime: 3 }],
    ['without a device', { status: 'healthy', model: 'bge-m3' }],
    ['another device', { status: 'healthy', model: 'bge-m3', device: 'onnx' }],
  ])('a healthy service is not that of FastAPI: %s', async (_, health) => {
    expect(await code(detected({ '/health': health }))).toBe('endpoint/not-recognised')
    const list = { data: [{ id: 'bge-m3', owned_by: 'us' }] }
    expect(await detected({ '/health': health, '/v1/models': list })).toMatchObject({
      dialect: 'openai',
      model: 'bge-m3',
    })
  })
  it('what many services say of their health decides only where nothing else does', async () => {
    const health = { status: 'healthy', model: 'bge-m3', device: 'cpu' }
    const list = { data: [{ id: 'bge-m3', owned_by: 'us' }] }
    expect((await detected({ '/health': health, '/v1/models': list })).dialect).toBe('openai')
    expect((await detected({ '/health': health })).dialect).toBe('fastapi')
    expect((await detected({ '/health': { status: 'ok' }, '/v1/models': list })).dialect).toBe('openai')
    expect((await detected({ '/health': { status: 'ok' } })).dialect).toBe('llamacpp')
    const schemas = { Request: { properties: { content: {}, return_colbert_vecs: {} } } }
    const described = { paths: { '/embed': {} }, components: { schemas } }
    expect((await detected({ '/health': { status: 'healthy' }, '/openapi.json': described })).dialect).toBe(
      'fastapi',
    )
  })
  it('services are known by their address, without a request', async () => {
    const none = { send: () => Promise.reject(new Error('asked')), signal: wire.signal }
    const of = async (url: string) => (await detectDialect(url, options, none)).dialect
    expect(await of('https://api.siliconflow.cn/v1')).toBe('siliconflow')
    expect(await of('https://dashscope.aliyuncs.com/compatible-mode')).toBe('dashscope')
    expect(await of('https://dashscope-intl.aliyuncs.com')).toBe('dashscope')
  })
  it('a shut server wants a key, a strange one is not recognised, one that is not there is not there', async () => {
    fake.switches.key = 'sk-1'
    expect(await code(detectDialect(fake.url, options, wire))).toBe('endpoint/unauthorized')
    expect((await detectDialect(fake.url, { ...options, key: 'sk-1' }, wire)).dialect).toBe('openai')
    fake.switches = { ...NO_SWITCHES, html: 'Welcome' }
    expect(await code(detectDialect(fake.url, options, wire))).toBe('endpoint/not-recognised')
    fake.switches = { ...NO_SWITCHES, delayMs: 5000 }
    expect(await code(detectDialect(fake.url, { ...options, timeoutMs: 50 }, wire))).toBe('endpoint/timeout')
  })
})

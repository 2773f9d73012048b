/**
 * m3scope's own server: the loaded model over HTTP, for the same requests that go to production (docs/http.md). Pages of
 * any origin may ask it (CORS `*`), so by default it listens on this machine only.
 */
import { Hono, type Context, type Handler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { anyPage } from './cors'
import { failed, refuse } from './replies'
import { embeddingsHandler, encodeHandler, scoreHandler, tokenizeHandler, type Served } from './routes'
import { metricsHandler } from './metrics'
import { modelHandler, modelsHandler } from './models'
import { schemasFor } from './schemas'

export const BODY_LIMIT = 10_000_000

interface Route {
  readonly method: 'GET' | 'POST'
  /** As Hono writes it. */
  readonly path: string
  /** As people read it; left out: the path. */
  readonly shown?: string
  readonly handler: (served: Served) => Handler
}

const withSchemas =
  (make: (served: Served, schemas: ReturnType<typeof schemasFor>) => Handler) =>
  (served: Served): Handler =>
    make(served, schemasFor(served.info))

const TABLE: readonly Route[] = [
  { method: 'POST', path: '/v1/encode', handler: withSchemas(encodeHandler) },
  { method: 'POST', path: '/v1/score', handler: withSchemas(scoreHandler) },
  { method: 'POST', path: '/v1/tokenize', handler: withSchemas(tokenizeHandler) },
  { method: 'POST', path: '/v1/embeddings', handler: withSchemas(embeddingsHandler) },
  { method: 'GET', path: '/v1/models', handler: modelsHandler },
  // The name of a model may have slashes, as BAAI/bge-m3 has.
  { method: 'GET', path: '/v1/models/:id{.+}', shown: '/v1/models/{id}', handler: modelHandler },
  { method: 'GET', path: '/metrics', handler: metricsHandler },
  {
    method: 'GET',
    path: '/health',
    handler:
      ({ info }) =>
      (c) =>
        c.json({ status: 'healthy', model: info.id, device: 'wasm' }),
  },
]

export const ROUTES = TABLE.map(({ method, path, shown = path }) => `${method} ${shown}`)

export function createServer(served: Served): Hono {
  const app = new Hono()
  app.use(anyPage)
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: async (c) => {
        await drain(c.req.raw.body)
        return refuse(c, 413, 'body-too-large', `The body is larger than ${BODY_LIMIT} bytes.`)
      },
    }),
  )
  app.onError((error, c) => failed(c, error))
  app.notFound((c) =>
    refuse(c, 404, 'not-found', `No ${c.req.method} ${c.req.path} here. There is: ${ROUTES.join(', ')}.`),
  )
  for (const { method, path, handler } of TABLE) {
    app.on(method, path, handler(served)) // HEAD is answered as GET, without the body
    app.all(path, otherMethod(method))
  }
  return app
}

/** Many clients read no reply before they have sent their body. The rest of one that is ten times too large is not awaited. */
async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (body === null || body.locked) return
  const reader = body.getReader()
  let bytes = 0
  for (let part = await reader.read(); !part.done && bytes < 10 * BODY_LIMIT; part = await reader.read())
    bytes += part.value.length
}

/** OPTIONS asks which methods there are; every other method is refused with them. */
const otherMethod =
  (method: Route['method']) =>
  (c: Context): Response => {
    const allow = method === 'GET' ? 'GET, HEAD, OPTIONS' : `${method}, OPTIONS`
    c.header('Allow', allow)
    if (c.req.method === 'OPTIONS') return c.body(null, 204)
    return refuse(c, 405, 'method-not-allowed', `${c.req.path} takes ${allow}, not ${c.req.method}.`)
  }

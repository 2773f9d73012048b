/**
 * m3scope's own server: the loaded model over HTTP, for the same requests that go to production (docs/http.md). Pages of
 * any origin may ask it (CORS `*`), so by default it listens on this machine only.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { failed, refuse } from './replies'
import { embeddingsHandler, encodeHandler, scoreHandler, tokenizeHandler, type Served } from './routes'
import { schemasFor } from './schemas'

export const BODY_LIMIT = 10_000_000

export const ROUTES = [
  'POST /v1/encode',
  'POST /v1/score',
  'POST /v1/tokenize',
  'POST /v1/embeddings',
  'GET /v1/models',
  'GET /health',
]

export function createServer(served: Served): Hono {
  const { info } = served
  const schemas = schemasFor(info)
  const app = new Hono()
  app.use(async (c, next) => {
    // When a page on a public address asks a server on a private one, Chrome wants this header in the preflight.
    if (c.req.header('access-control-request-private-network') === 'true')
      c.header('Access-Control-Allow-Private-Network', 'true')
    await next()
  })
  app.use(
    cors({ origin: '*', allowMethods: ['GET', 'POST'], allowHeaders: ['content-type', 'authorization'] }),
  )
  app.use(
    bodyLimit({
      maxSize: BODY_LIMIT,
      onError: (c) => refuse(c, 413, 'body-too-large', `The body is larger than ${BODY_LIMIT} bytes.`),
    }),
  )
  app.onError((error, c) => failed(c, error))
  app.notFound((c) =>
    refuse(c, 404, 'not-found', `No ${c.req.method} ${c.req.path} here. There is: ${ROUTES.join(', ')}.`),
  )
  app.post('/v1/encode', encodeHandler(served, schemas))
  app.post('/v1/score', scoreHandler(served, schemas))
  app.post('/v1/tokenize', tokenizeHandler(served, schemas))
  app.post('/v1/embeddings', embeddingsHandler(served, schemas))
  app.get('/v1/models', (c) =>
    c.json({ object: 'list', data: [{ id: info.id, object: 'model', owned_by: 'm3scope' }] }),
  )
  app.get('/health', (c) => c.json({ status: 'healthy', model: info.id, device: 'wasm' }))
  return app
}

/**
 * m3scope's own server: the loaded model over HTTP, for the same requests that go to production (docs/http.md). Pages of
 * any origin may ask it (CORS `*`), so by default it listens on this machine only.
 */
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { ZodError, ZodType } from 'zod'
import type { Encoded, EncodeSettings, Matrix } from '../../../src/engine/encode/types'
import { EngineError } from '../../../src/engine/errors'
import { identityOf } from '../../../src/engine/model/identity'
import type { Available, ModelInfo } from '../../../src/engine/model/types'
import { SCORE_NAMES, type Weights } from '../../../src/engine/score/types'
import type { EngineClient } from '../../../src/host/calls'
import { schemasFor, settingsFor } from './schemas'

export const BODY_LIMIT = 10_000_000

export interface Served {
  readonly engine: EngineClient
  readonly info: ModelInfo
  /** Used where a request names no own settings. */
  readonly settings: EncodeSettings
  readonly weights: Weights
}

export function createServer({ engine, info, settings, weights }: Served): Hono {
  const app = new Hono()
  const schemas = schemasFor(info)
  const encode = (text: string, asked: EncodeSettings, signal: AbortSignal) =>
    engine.call('encode', { text, settings: asked }, { signal })

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

  app.get('/health', (c) => c.json({ status: 'healthy', model: info.id, device: 'wasm' }))

  app.post('/v1/encode', async (c) => {
    const body = await read(c, schemas.encode)
    if (body instanceof Response) return body
    const asked = settingsFor(settings, body)
    const all: Encoded[] = []
    for (const text of body.texts) all.push(await encode(text, asked, c.req.raw.signal))
    const of = <T>(
      wanted: boolean,
      part: (encoded: Encoded) => Available<T>,
      write: (value: T) => unknown,
    ) => (wanted ? listOf(all, part, write) : null)
    return c.json({
      format: 'm3scope/encode',
      version: 1,
      identity: identityOf(info, asked),
      is_demo: info.isDemo,
      dense_vecs: of(body.return_dense, (e) => e.denseVecs, list),
      lexical_weights: of(body.return_sparse, (e) => e.lexicalWeights, Object.fromEntries),
      colbert_vecs: of(body.return_colbert_vecs, (e) => e.colbertVecs, rowsOf),
      input_ids: all.map(({ tokenized }) => list(tokenized.ids)),
      truncated: all.map(({ tokenized }) => tokenized.truncated),
    })
  })

  app.post('/v1/score', async (c) => {
    const body = await read(c, schemas.score)
    if (body instanceof Response) return body
    const asked = settingsFor(settings, body)
    const [dense, sparse, colbert] = body.weights ?? [weights.dense, weights.sparse, weights.colbert]
    const { scores } = await engine.call(
      'analyze',
      { a: body.a, b: body.b, settings: asked, weights: { dense, sparse, colbert } },
      { signal: c.req.raw.signal },
    )
    return c.json({
      ...Object.fromEntries(SCORE_NAMES.map((name) => [name, valueOr(scores[name], (value) => value)])),
      identity: identityOf(info, asked),
    })
  })

  app.post('/v1/tokenize', async (c) => {
    const body = await read(c, schemas.tokenize)
    if (body instanceof Response) return body
    const { maxLength, tokenizerMode: mode } = settingsFor(settings, body)
    const all = await Promise.all(
      body.texts.map((text) => engine.call('tokenize', { text, maxLength, mode })),
    )
    return c.json({
      input_ids: all.map(({ ids }) => list(ids)),
      tokens: all.map(({ tokens }) => tokens),
      truncated: all.map(({ truncated }) => truncated),
    })
  })

  app.post('/v1/embeddings', async (c) => {
    const body = await read(c, schemas.embeddings)
    if (body instanceof Response) return body
    const asked = settingsFor(settings, { truncate_dim: body.dimensions })
    const data: object[] = []
    let tokens = 0
    for (const text of typeof body.input === 'string' ? [body.input] : body.input) {
      const { denseVecs, tokenized } = await encode(text, asked, c.req.raw.signal)
      if (denseVecs.state === 'unavailable')
        throw new EngineError('model/head-unavailable', `${info.id} has no dense head.`, {
          head: 'dense',
          reason: denseVecs.reason,
        })
      tokens += tokenized.ids.length
      const embedding = body.encoding_format === 'float' ? list(denseVecs.value) : base64(denseVecs.value)
      data.push({ object: 'embedding', index: data.length, embedding })
    }
    const usage = { prompt_tokens: tokens, total_tokens: tokens }
    return c.json({ object: 'list', data, model: info.id, usage })
  })

  app.get('/v1/models', (c) =>
    c.json({ object: 'list', data: [{ id: info.id, object: 'model', owned_by: 'm3scope' }] }),
  )
  return app
}

export const ROUTES = [
  'POST /v1/encode',
  'POST /v1/score',
  'POST /v1/tokenize',
  'POST /v1/embeddings',
  'GET /v1/models',
  'GET /health',
]

const list = (values: Iterable<number>): number[] => Array.from(values)

const rowsOf = ({ rows, dimension, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, row) => list(data.subarray(row * dimension, (row + 1) * dimension)))

const valueOr = <T>(part: Available<T>, write: (value: T) => unknown): unknown =>
  part.state === 'available' ? write(part.value) : { unavailable: part.reason }

/** A list with an entry for each text, or one object with the reason where the model lacks the head. */
function listOf<T>(
  all: readonly Encoded[],
  part: (encoded: Encoded) => Available<T>,
  write: (value: T) => unknown,
): unknown {
  const first = part(all[0]!)
  return first.state === 'unavailable'
    ? { unavailable: first.reason }
    : all.map((encoded) => valueOr(part(encoded), write))
}

/** base64 of little-endian float32, which is OpenAI's encoding_format "base64". */
function base64(values: Float32Array): string {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, at) => bytes.writeFloatLE(value, 4 * at))
  return bytes.toString('base64')
}

type Refusal = 400 | 404 | 413 | 422 | 500

const refuse = (
  c: Context,
  status: Refusal,
  code: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): Response => c.json({ error: { code, message, ...more } }, status)

/** The checked body, or the reply that refuses it: 400 for bad JSON, 422 for a bad field. */
async function read<T>(c: Context, schema: ZodType<T>): Promise<T | Response> {
  let json: unknown
  try {
    json = JSON.parse(await c.req.text())
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse(c, 400, 'bad-json', `The body is not JSON: ${error.message}`)
  }
  const parsed = schema.safeParse(json)
  return parsed.success ? parsed.data : invalid(c, parsed.error)
}

function invalid(c: Context, error: ZodError): Response {
  const issue = error.issues[0]!
  const field = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : fieldOf(issue.path)
  return refuse(c, 422, 'invalid', `Field "${field}": ${issue.message}`, { field })
}

/** "texts[2]" */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  ) || 'body'

/** Errors of a text or a setting are the sender's (422). All others are the server's (500). */
const OF_THE_SENDER = /^(text|settings|run\/too-large|model\/head-unavailable)/

function failed(c: Context, error: Error): Response {
  if (!(error instanceof EngineError)) return refuse(c, 500, 'internal', error.message)
  const status = OF_THE_SENDER.test(error.code) ? 422 : 500
  return refuse(c, status, error.code, error.message, { values: error.values })
}

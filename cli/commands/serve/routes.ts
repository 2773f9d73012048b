/** What each request is answered with. A body that is refused gets its reply from readBody. */
import type { Context } from 'hono'
import type { Encoded, EncodeSettings } from '../../../src/engine/encode/types'
import { EngineError } from '../../../src/engine/errors'
import { identityOf } from '../../../src/engine/model/identity'
import type { Monitor } from '../../../src/engine/monitor/monitor'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { Weights } from '../../../src/engine/score/types'
import type { Tokenized } from '../../../src/engine/tokenizer/types'
import { encodeReport } from '../../../src/formats/report/encode'
import { toBase64 } from '../../../src/engine/base64'
import { floatBytes } from '../../../src/formats/float-bytes'
import { list, scoresOf } from '../../../src/formats/report/parts'
import type { EngineClient } from '../../../src/host/calls'
import { jsonReply } from './json'
import { readBody, RequestError } from './replies'
import { settingsFor, type Schemas } from './schemas'

export interface Served {
  readonly engine: EngineClient
  readonly info: ModelInfo
  /** Used where a request names no own settings. */
  readonly settings: EncodeSettings
  readonly weights: Weights
  /** What the engine did since the start. Left out: nothing is known. */
  readonly monitor?: Monitor
}

type Handler = (c: Context) => Promise<Response>

/** Most numbers of a reply, since it is made in memory: two texts of 8,192 tokens with ColBERT rows of 1,024. */
export const MAX_NUMBERS = 20_000_000

export const encodeHandler =
  (served: Served, schemas: Schemas): Handler =>
  async (c) => {
    const { info, settings } = served
    const body = await readBody(c, schemas.encode)
    if (body instanceof Response) return body
    const asked = settingsFor(settings, body)
    const all: Encoded[] = []
    let numbers = 0
    for (const [index, text] of body.texts.entries()) {
      const whole = await encoded(served, c, text, asked, body.texts.slice(index + 1, index + NEXT))
      // The rows of a thousand long texts would fill the memory, so they are kept only if they are wanted.
      const kept = body.return_colbert_vecs ? whole : { ...whole, colbertVecs: NOT_WANTED }
      numbers += sizeOf(kept)
      if (numbers > MAX_NUMBERS)
        throw new RequestError(
          'reply-too-large',
          `texts[${all.length}]`,
          `The vectors up to texts[${all.length}] are ${numbers} numbers; a reply has at most ${MAX_NUMBERS}. Send fewer texts in a request${body.return_colbert_vecs ? ', or ask without return_colbert_vecs' : ''}.`,
        )
      all.push(kept)
    }
    const report = encodeReport(all, info, asked, {
      dense: body.return_dense,
      sparse: body.return_sparse,
      colbert: body.return_colbert_vecs,
    })
    return jsonReply(c, report)
  }

const NOT_WANTED = { state: 'available', value: { rows: 0, dimension: 0, data: new Float32Array() } } as const

const sizeOf = ({ denseVecs, colbertVecs, tokenized }: Encoded): number =>
  (denseVecs.state === 'available' ? denseVecs.value.length : 0) +
  (colbertVecs.state === 'available' ? colbertVecs.value.data.length : 0) +
  tokenized.ids.length

export const scoreHandler =
  ({ engine, info, settings, weights }: Served, schemas: Schemas): Handler =>
  async (c) => {
    const body = await readBody(c, schemas.score)
    if (body instanceof Response) return body
    const asked = settingsFor(settings, body)
    const [dense, sparse, colbert] = body.weights ?? [weights.dense, weights.sparse, weights.colbert]
    const { scores } = await engine.call(
      'analyze',
      { a: body.a, b: body.b, settings: asked, weights: { dense, sparse, colbert } },
      { signal: c.req.raw.signal },
    )
    return c.json({
      ...scoresOf(scores),
      identity: identityOf(info, asked),
    })
  }

export const tokenizeHandler =
  ({ engine, settings }: Served, schemas: Schemas): Handler =>
  async (c) => {
    const body = await readBody(c, schemas.tokenize)
    if (body instanceof Response) return body
    const { maxLength, tokenizerMode: mode } = settingsFor(settings, body)
    const { signal } = c.req.raw
    const all: Tokenized[] = []
    // One after another: a client that leaves stops what has not begun.
    for (const text of body.texts)
      all.push(await engine.call('tokenize', { text, maxLength, mode }, { signal }))
    return jsonReply(c, {
      input_ids: all.map(({ ids }) => list(ids)),
      tokens: all.map(({ tokens }) => tokens),
      truncated: all.map(({ truncated }) => truncated),
    })
  }

/** OpenAI's API: dense vectors, as lists of numbers or in base64. */
export const embeddingsHandler =
  (served: Served, schemas: Schemas): Handler =>
  async (c) => {
    const { info, settings } = served
    const body = await readBody(c, schemas.embeddings)
    if (body instanceof Response) return body
    const asked = settingsFor(settings, { truncate_dim: body.dimensions })
    const data: object[] = []
    let tokens = 0
    for (const [index, text] of body.input.entries()) {
      const next = body.input.slice(index + 1, index + NEXT)
      const { denseVecs, tokenized } = await encoded(served, c, text, asked, next)
      if (denseVecs.state === 'unavailable')
        throw new EngineError('model/head-unavailable', `${info.id} has no dense head.`, {
          head: 'dense',
          reason: denseVecs.reason,
        })
      tokens += tokenized.ids.length
      const embedding =
        body.encoding_format === 'float' ? list(denseVecs.value) : toBase64(floatBytes(denseVecs.value))
      data.push({ object: 'embedding', index: data.length, embedding })
    }
    const usage = { prompt_tokens: tokens, total_tokens: tokens }
    return jsonReply(c, { object: 'list', data, model: info.id, usage })
  }

/** How many texts of a request the engine hears of at once. */
const NEXT = 64

/** Cancelled when the client closes the connection. @param next texts of the same request that come after this one */
const encoded = (
  { engine }: Served,
  c: Context,
  text: string,
  settings: EncodeSettings,
  next: readonly string[],
): Promise<Encoded> => engine.call('encode', { text, settings, next }, { signal: c.req.raw.signal })

/** What each request is answered with. A body that is refused gets its reply from readBody. */
import type { Context } from 'hono'
import type { Encoded, EncodeSettings } from '../../../src/engine/encode/types'
import { EngineError } from '../../../src/engine/errors'
import { identityOf } from '../../../src/engine/model/identity'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { Weights } from '../../../src/engine/score/types'
import { encodeReport } from '../../../src/formats/report/encode'
import { toBase64 } from '../../../src/engine/base64'
import { floatBytes } from '../../../src/formats/float-bytes'
import { list, scoresOf } from '../../../src/formats/report/parts'
import type { EngineClient } from '../../../src/host/calls'
import { readBody } from './replies'
import { settingsFor, type Schemas } from './schemas'

export interface Served {
  readonly engine: EngineClient
  readonly info: ModelInfo
  /** Used where a request names no own settings. */
  readonly settings: EncodeSettings
  readonly weights: Weights
}

type Handler = (c: Context) => Promise<Response>

export const encodeHandler =
  (served: Served, schemas: Schemas): Handler =>
  async (c) => {
    const { info, settings } = served
    const body = await readBody(c, schemas.encode)
    if (body instanceof Response) return body
    const asked = settingsFor(settings, body)
    const all: Encoded[] = []
    for (const text of body.texts) all.push(await encoded(served, c, text, asked))
    return c.json(
      encodeReport(all, info, asked, {
        dense: body.return_dense,
        sparse: body.return_sparse,
        colbert: body.return_colbert_vecs,
      }),
    )
  }

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
    const all = await Promise.all(
      body.texts.map((text) => engine.call('tokenize', { text, maxLength, mode })),
    )
    return c.json({
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
    for (const text of typeof body.input === 'string' ? [body.input] : body.input) {
      const { denseVecs, tokenized } = await encoded(served, c, text, asked)
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
    return c.json({ object: 'list', data, model: info.id, usage })
  }

/** Cancelled when the client closes the connection. */
const encoded = ({ engine }: Served, c: Context, text: string, settings: EncodeSettings): Promise<Encoded> =>
  engine.call('encode', { text, settings }, { signal: c.req.raw.signal })

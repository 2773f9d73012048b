/** A server of any dialect on a port of its own, with everything that goes wrong at real ones. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DialectName } from '../../src/formats/request/types'
import { answer, Refusal } from './dialects'
import { unit, type FakeModel, type FakeVectors } from './model'

export interface Switches {
  /** Pages of other origins may read the replies. */
  cors: boolean
  /** Before every reply. */
  delayMs: number
  /** The key that it wants; null: none. */
  key: string | null
  /** Bytes of a body from which it answers 413; null: none. */
  maxBody: number | null
  /** Answers 429 with this Retry-After. */
  busy: string | null
  /** Answers with a page of this title. */
  html: string | null
  /** Answers this status and text. */
  fixed: { status: number; text: string; contentType?: string } | null
  /** Before every text. */
  prefix: string
  /** Cuts silently. */
  truncateAt: number | null
  /** Refuses texts with more tokens. */
  rejectAbove: number | null
  pooling: 'cls' | 'mean'
  normalised: boolean
  /** The first value of every dense vector is NaN, as Python writes it. */
  nan: boolean
  /** Adds a second vector to every reply. */
  twice: boolean
}

export const NO_SWITCHES: Switches = {
  cors: true,
  delayMs: 0,
  key: null,
  maxBody: null,
  busy: null,
  html: null,
  fixed: null,
  prefix: '',
  truncateAt: null,
  rejectAbove: null,
  pooling: 'cls',
  normalised: true,
  nan: false,
  twice: false,
}

export interface Logged {
  readonly method: string
  readonly path: string
  readonly authorization: string | null
  readonly body: string
}

export class FakeEndpoint {
  readonly log: Logged[] = []
  switches: Switches
  private constructor(
    private readonly server: Server,
    readonly url: string,
    readonly dialect: DialectName,
    private readonly model: FakeModel,
    switches: Partial<Switches>,
  ) {
    this.switches = { ...NO_SWITCHES, ...switches }
  }

  static async start(
    dialect: DialectName,
    model: FakeModel,
    switches: Partial<Switches> = {},
    port = 0,
  ): Promise<FakeEndpoint> {
    const server = createServer((request, response) => void fake.handle(request, response))
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const fake = new FakeEndpoint(server, `http://127.0.0.1:${address.port}`, dialect, model, switches)
    return fake
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { switches } = this
    const { method = 'GET', headers } = request
    if (switches.cors) allowAll(response)
    if (method === 'OPTIONS') return void response.writeHead(switches.cors ? 204 : 405).end()
    const body = await read(request)
    const path = new URL(request.url!, this.url).pathname
    this.log.push({ method, path, authorization: headers.authorization ?? null, body })
    if (switches.delayMs > 0) await sleep(switches.delayMs)
    const { status, text, contentType, retryAfter } = await this.reply(
      method,
      path,
      body,
      headers.authorization,
    )
    if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter)
    response.writeHead(status, { 'Content-Type': contentType ?? 'application/json' }).end(text)
  }

  private async reply(
    method: string,
    path: string,
    body: string,
    authorization: string | undefined,
  ): Promise<{ status: number; text: string; contentType?: string; retryAfter?: string }> {
    const { switches } = this
    const json = (status: number, value: unknown) => ({ status, text: JSON.stringify(value) })
    if (switches.fixed) return switches.fixed
    if (switches.html !== null)
      return {
        status: 200,
        text: `<!doctype html><title>${switches.html}</title><h1>Welcome</h1>`,
        contentType: 'text/html; charset=utf-8',
      }
    if (switches.busy !== null)
      return {
        ...json(429, { error: 'Model is overloaded', error_type: 'Overloaded' }),
        retryAfter: switches.busy,
      }
    if (switches.key !== null && authorization !== `Bearer ${switches.key}`)
      return json(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } })
    if (switches.maxBody !== null && Buffer.byteLength(body) > switches.maxBody)
      return json(413, { error: 'Payload Too Large', error_type: 'Validation' })
    try {
      const value = await answer(this.dialect, `${method} ${path}`, body, (text, maxLength) =>
        this.encode(text, maxLength),
      )
      if (typeof value === 'string') return { status: 200, text: value }
      const text = JSON.stringify(switches.twice ? doubled(value) : value)
      return { status: 200, text: switches.nan ? text.replaceAll(String(NAN), 'NaN') : text }
    } catch (error) {
      if (error instanceof Refusal) return json(error.status, error.body)
      throw error
    }
  }

  private async encode(given: string, maxLength = Infinity): Promise<FakeVectors> {
    const text = this.switches.prefix + given
    const { truncateAt, rejectAbove, pooling, normalised, nan } = this.switches
    if (rejectAbove !== null && (await this.model.count(text)) > rejectAbove)
      throw new Refusal(422, {
        error: `inputs must have less than ${rejectAbove} tokens`,
        error_type: 'Validation',
      })
    const vectors = await this.model.encode(
      text,
      Math.min(maxLength, truncateAt ?? Infinity, this.model.limit),
    )
    const mean = vectors.colbert.reduce((sum, row) => sum.map((value, i) => value + row[i]!))
    const pooled = pooling === 'cls' ? vectors.dense : unit(mean)
    const scaled = normalised ? pooled : pooled.map((value) => value * 27.5)
    return { ...vectors, dense: nan ? [NAN, ...scaled.slice(1)] : scaled }
  }
}

/** Stands for NaN until the reply is text. */
const NAN = 123456.75

function doubled(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, ...value]
  return Object.fromEntries(
    Object.entries(value as object).map(([key, part]) => [
      key,
      Array.isArray(part) ? [...part, ...part] : part,
    ]),
  )
}

function allowAll(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Allow-Headers', 'content-type, authorization')
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

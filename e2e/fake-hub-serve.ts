/** How the fake hub answers: files with Range and If-Range, and everything that goes wrong on the way. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Faults {
  /** Ends the connection after so many bytes of a file's body, so many times. */
  drop: { file: RegExp; afterBytes: number; times: number; onDrop?: () => void } | null
  /** Answers so many requests for these files with 503. */
  unavailable: { file: RegExp; times: number; retryAfter?: number } | null
  /** Of files' bodies. */
  bytesPerSecond: number | null
  /** Asked of the APIs and of resolve/; the CDN asks for none. */
  token: string | null
  /** none: a proxy that passes resolve/ only; login: a page for every request. */
  api: 'full' | 'none' | 'login'
  /** Without: other sites' pages may read nothing. */
  cors: boolean
  /** Without: HEAD is answered with 405. */
  head: boolean
  /** Without: Range is ignored. */
  ranges: boolean
  /** An unknown path is answered with a start page, as single-page applications' servers do. */
  startPage: boolean
  /** Of `Link: rel="next"`; null: the fake's own. A mirror gives the hub's. */
  linkOrigin: string | null
}

export const NO_FAULTS: Faults = {
  drop: null,
  unavailable: null,
  bytesPerSecond: null,
  token: null,
  api: 'full',
  cors: true,
  head: true,
  ranges: true,
  startPage: false,
  linkOrigin: null,
}

const CHUNK = 64 * 1024

export async function sendFile(
  name: string,
  data: Buffer,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const away = faults.unavailable
  if (away && away.file.test(name) && away.times-- > 0) {
    if (away.retryAfter !== undefined) response.setHeader('Retry-After', away.retryAfter)
    return void response.writeHead(503).end()
  }
  const etag = `"${sha256(data)}"`
  const same = request.headers['if-range'] === undefined || request.headers['if-range'] === etag
  const range = faults.ranges && same ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') : null
  const start = range ? Number(range[1]) : 0
  const end = range?.[2] ? Math.min(Number(range[2]) + 1, data.length) : data.length
  response.setHeader('ETag', etag)
  response.setHeader('Content-Type', name.endsWith('.json') ? 'application/json' : 'application/octet-stream')
  if (faults.ranges) response.setHeader('Accept-Ranges', 'bytes')
  if (range && start >= data.length)
    return void response.writeHead(416, { 'Content-Range': `bytes */${data.length}` }).end()
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${data.length}`)
  response.writeHead(range ? 206 : 200, { 'Content-Length': end - start })
  if (request.method === 'HEAD') return void response.end()
  await sendBody(name, data.subarray(start, end), faults, response)
}

async function sendBody(
  name: string,
  body: Buffer,
  { drop, bytesPerSecond }: Faults,
  response: ServerResponse,
): Promise<void> {
  const drops = drop !== null && drop.file.test(name) && drop.times > 0 && body.length > drop.afterBytes
  if (drops) drop.times--
  const until = drops ? drop.afterBytes : body.length
  const piece =
    bytesPerSecond === null ? CHUNK : Math.max(1, Math.min(CHUNK, Math.floor(bytesPerSecond / 20)))
  for (let at = 0; at < until && !response.destroyed; at += piece) {
    const part = body.subarray(at, Math.min(at + piece, until))
    await new Promise((resolve) => response.write(part, resolve))
    if (bytesPerSecond !== null) await sleep((1000 * part.length) / bytesPerSecond)
  }
  if (!drops) return void response.end()
  drop.onDrop?.()
  response.destroy()
}

export function allowOthers(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS')
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Range, If-Range')
  response.setHeader(
    'Access-Control-Expose-Headers',
    'ETag, Link, Accept-Ranges, Content-Range, Content-Length, X-Repo-Commit, X-Linked-Size, X-Error-Code',
  )
}

const hashes = new WeakMap<Buffer, string>()
export const sha256 = (data: Buffer): string => {
  const known = hashes.get(data) ?? createHash('sha256').update(data).digest('hex')
  hashes.set(data, known)
  return known
}

export const json = (response: ServerResponse, status: number, value: unknown): void =>
  void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))

export const page = (response: ServerResponse, title: string): void =>
  void response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><title>${title}</title>`)

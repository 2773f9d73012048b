/** A model's folder on the page's own server as a ModelSource, kept by the Cache API where that exists. */
import { createSHA256 } from 'hash-wasm'
import { cancelled, EngineError } from '../../engine/errors'
import type { ModelSource, ReadOptions } from '../../engine/model/ports'
import { bytes } from '../../engine/units'

/** Bump when what is stored changes shape. */
const CACHE = 'm3scope-models-v1'

export interface SiteFile {
  readonly name: string
  readonly bytes: number
  /** Hex. Checked on arrival, and part of the cache key: a site that replaces a file gets the new one. */
  readonly sha256?: string
}

export function siteSource(id: string, baseUrl: string, files: readonly SiteFile[]): ModelSource {
  const entries = files.map(({ name, bytes: size }) => ({ name, bytes: bytes(size) }))
  return {
    id,
    list: () => Promise.resolve(entries),
    async read(name, options = {}) {
      const file = files.find((candidate) => candidate.name === name)
      if (!file)
        throw new EngineError('model/file-missing', `The model list names no ${name}.`, {
          file: name,
          model: id,
        })
      return readFile(new URL(name, baseUrl).href, file, options)
    },
  }
}

async function readFile(url: string, file: SiteFile, options: ReadOptions): Promise<Uint8Array> {
  const cache = await openCache()
  const key = `${url}?${file.sha256 ?? file.bytes}`
  const stored = await cache?.match(key)
  if (stored) {
    const data = new Uint8Array(await stored.arrayBuffer())
    if (data.byteLength === file.bytes) {
      options.onProgress?.(data.byteLength, file.bytes)
      return data
    }
    await cache?.delete(key)
  }
  const data = await download(url, file, options)
  // A full disk or a private window: loading goes on without the cache.
  await cache?.put(key, new Response(data)).catch(() => undefined)
  return data
}

async function openCache(): Promise<Cache | null> {
  if (typeof caches === 'undefined') return null // plain HTTP
  return caches.open(CACHE).catch(() => null)
}

async function download(url: string, file: SiteFile, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const abort = new AbortController()
  const failed = (reason: string, status = '') =>
    new EngineError('network/failed', `${file.name} could not be fetched from ${url}: ${reason}.`, {
      file: file.name,
      url,
      status,
      reason,
    })
  // A stalled download has no next chunk to look at the signal with.
  options.signal?.addEventListener?.('abort', () => abort.abort(), { once: true })
  const lost = (error: unknown): never => {
    if (options.signal?.aborted) throw cancelled()
    throw failed(error instanceof Error ? error.message : String(error))
  }
  const response = await fetch(url, { signal: abort.signal }).catch(lost)
  if (response.status === 404)
    throw new EngineError('model/file-missing', `${url} is not there (404).`, {
      file: file.name,
      model: url,
      url,
    })
  if (!response.ok || !response.body)
    throw failed(`the server answered ${response.status}`, String(response.status))

  if (response.headers.get('content-type')?.startsWith('text/html'))
    throw failed(
      'the server sent a web page in its place (a login page, or its answer to unknown paths)',
      '200',
    )

  const data = new Uint8Array(file.bytes)
  const truncated = (found: number) =>
    new EngineError('model/truncated', `${file.name} has ${found} bytes, expected ${file.bytes}.`, {
      file: file.name,
      found,
      expected: file.bytes,
    })
  // Not crypto.subtle: plain HTTP has none, and it cannot hash as the bytes arrive.
  const hash = file.sha256 === undefined ? null : await createSHA256()
  const reader = response.body.getReader()
  let loaded = 0
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(lost)
      if (done) break
      if (options.signal?.aborted) throw cancelled()
      if (loaded + value.byteLength > data.byteLength) throw truncated(loaded + value.byteLength)
      data.set(value, loaded)
      hash?.update(value)
      loaded += value.byteLength
      options.onProgress?.(loaded, file.bytes)
    }
  } catch (error) {
    abort.abort()
    throw error
  }
  if (loaded !== file.bytes) throw truncated(loaded)
  const found = hash?.digest('hex')
  if (found !== undefined && found !== file.sha256?.toLowerCase())
    throw new EngineError(
      'model/hash-mismatch',
      `${file.name} has SHA-256 ${found}, expected ${file.sha256}.`,
      {
        file: file.name,
        found,
        expected: file.sha256 ?? '',
      },
    )
  return data
}

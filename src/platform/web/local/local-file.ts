/** One file of the user's disk, read whole or in ranges. */
import { browserSaid, type Detail } from '../../../engine/detail-words'
import { detail } from '../../../engine/details'
import { createSHA256 } from 'hash-wasm'
import { EngineError, throwIfCancelled } from '../../../engine/errors'
import { either } from '../../../engine/model/cancel'
import { allocating, checkRange, outOfMemory } from '../../../engine/model/file-errors'
import type { FileData, OpenFile, ReadOptions } from '../../../engine/model/ports'
import type { ByteRanges } from '../../../engine/onnx/types'
import { blobReads } from '../grouped-reads'
import type { LocalFile } from './types'

/** @throws EngineError file/unreadable, model/out-of-memory, run/cancelled */
export async function readLocal(found: LocalFile, slice: number, options: ReadOptions): Promise<FileData> {
  throwIfCancelled(options.signal)
  const data = allocating(found.name, () => new Uint8Array(found.file.size))
  const sha256 = await pass(found, slice, options, (part, at) => data.set(part, at))
  return { data, sha256, origin: 'disk' }
}

/** @throws EngineError run/cancelled; its read() throws file/unreadable, model/truncated, model/out-of-memory */
export async function openLocal(found: LocalFile, slice: number, options: ReadOptions): Promise<OpenFile> {
  throwIfCancelled(options.signal)
  const ranges = fileRanges(found)
  const closing = new AbortController()
  const signal = either(options.signal, closing.signal)
  const checked = pass(found, slice, { ...options, signal }, () => undefined).then(
    (sha256) => ({ sha256, origin: 'disk' }) as const,
  )
  checked.catch(() => undefined)
  return {
    ...ranges,
    checked,
    async read(start, end) {
      throwIfCancelled(closing.signal)
      return ranges.read(start, end)
    },
    close: () => closing.abort(),
  }
}

export function fileRanges({ name, file }: LocalFile): ByteRanges {
  const read = blobReads((start, end) => readSlice(name, file, start, end))
  return {
    name,
    bytes: file.size,
    async read(start, end) {
      checkRange({ name, bytes: file.size }, end)
      return start >= end ? new Uint8Array() : read(start, end)
    },
  }
}

/** Reads the whole file once. @returns its SHA-256 */
async function pass(
  { name, file }: LocalFile,
  slice: number,
  { onProgress, signal }: ReadOptions,
  onPart: (part: Uint8Array, at: number) => void,
): Promise<string> {
  const total = file.size
  const hash = await createSHA256()
  throwIfCancelled(signal)
  for (let loaded = 0; loaded < total;) {
    const part = await readSlice(name, file, loaded, Math.min(loaded + slice, total))
    throwIfCancelled(signal)
    onPart(part, loaded)
    hash.update(part)
    loaded += part.byteLength
    onProgress?.({ loaded, total, origin: 'disk' })
  }
  return hash.digest('hex')
}

/** If the file was changed, moved or deleted after it was picked, the browser throws or returns too few bytes. */
async function readSlice(name: string, file: File, from: number, to: number): Promise<Uint8Array> {
  const unreadable = (detail: Detail) =>
    new EngineError('file/unreadable', `${name} cannot be read: ${detail.text}`, { file: name, detail })
  const buffer = await file
    .slice(from, to)
    .arrayBuffer()
    .catch((error: unknown) => {
      const refused = outOfMemory(name, error)
      throw refused instanceof EngineError ? refused : unreadable(browserSaid(error))
    })
  if (buffer.byteLength !== to - from)
    throw unreadable(detail('file-ended', { offset: from + buffer.byteLength, bytes: file.size }))
  return new Uint8Array(buffer)
}

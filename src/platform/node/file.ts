/** One file on disk, read whole or in ranges. */
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError, throwIfCancelled } from '../../engine/errors'
import { either } from '../../engine/model/cancel'
import { allocating, checkRange, truncated } from '../../engine/model/file-errors'
import type { FileData, OpenFile, ReadOptions } from '../../engine/model/ports'
import type { ByteRanges } from '../../engine/onnx/types'

const CHUNK = 16 * 1024 * 1024

/** An open file. Whoever opens it closes it. */
export interface DiskFile {
  /** Relative to the model's folder. */
  readonly name: string
  /** In error messages. */
  readonly path: string
  readonly handle: FileHandle
  readonly size: number
}

/** @throws EngineError model/file-missing */
export async function openHandle(root: string, name: string): Promise<DiskFile> {
  const path = join(root, name)
  const handle = await open(path).catch((error: unknown) => {
    throw new EngineError('model/file-missing', `${path} cannot be opened: ${String(error)}`, {
      file: path,
      model: root,
    })
  })
  return { name, path, handle, size: (await handle.stat()).size }
}

/**
 * Reads the whole file and closes it.
 * @throws EngineError model/truncated, model/out-of-memory, run/cancelled
 */
export async function readWhole(file: DiskFile, options: ReadOptions): Promise<FileData> {
  try {
    const data = allocating(file.path, () => new Uint8Array(file.size))
    return { data, ...(await pass(file, options, data)) }
  } finally {
    await file.handle.close()
  }
}

/** The SHA-256 is computed while the caller reads ranges. */
export function openParts(file: DiskFile, options: ReadOptions): OpenFile {
  const { name, path, handle, size } = file
  const closing = new AbortController()
  const checked = pass(file, { ...options, signal: either(options.signal, closing.signal) })
  checked.catch(() => undefined)
  return {
    name,
    bytes: size,
    checked,
    async read(start, end) {
      throwIfCancelled(closing.signal)
      checkRange({ name: path, bytes: size }, end)
      return readRange(file, start, end)
    },
    close() {
      if (closing.signal.aborted) return
      closing.abort()
      // The pass that computes the hash may be between two reads.
      void checked.catch(() => undefined).then(() => handle.close())
    },
  }
}

/** Opens the file for each read, so the caller has nothing to close. @throws EngineError model/file-missing */
export async function peekParts(root: string, name: string): Promise<ByteRanges> {
  const { handle, size } = await openHandle(root, name)
  await handle.close()
  return {
    name,
    bytes: size,
    async read(start, end) {
      const file = await openHandle(root, name)
      try {
        checkRange({ name: file.path, bytes: file.size }, end)
        return await readRange(file, start, end)
      } finally {
        await file.handle.close()
      }
    },
  }
}

async function readRange(file: DiskFile, start: number, end: number): Promise<Uint8Array> {
  const data = allocating(file.path, () => new Uint8Array(end - start))
  for (let at = start; at < end;) at += await readInto(file, data.subarray(at - start), at)
  return data
}

/**
 * Reads the whole file once and computes its SHA-256.
 * @param data receives the bytes; null: the bytes are only hashed
 */
async function pass(
  file: DiskFile,
  { onProgress, signal }: ReadOptions,
  data: Uint8Array | null = null,
): Promise<Omit<FileData, 'data'>> {
  const { size } = file
  const hash = createHash('sha256')
  const chunk = new Uint8Array(data ? 0 : Math.min(CHUNK, size))
  for (let at = 0; at < size;) {
    throwIfCancelled(signal)
    const part = data?.subarray(at, at + CHUNK) ?? chunk
    const length = await readInto(file, part, at)
    hash.update(part.subarray(0, length))
    at += length
    onProgress?.({ loaded: at, total: size, origin: 'disk' })
  }
  throwIfCancelled(signal)
  return { sha256: hash.digest('hex'), origin: 'disk' }
}

/** @returns the number of bytes read, at least 1. @throws EngineError model/truncated */
async function readInto({ path, handle, size }: DiskFile, into: Uint8Array, at: number): Promise<number> {
  const { bytesRead } = await handle.read(into, 0, into.byteLength, at)
  if (bytesRead === 0) throw truncated(path, at, size)
  return bytesRead
}

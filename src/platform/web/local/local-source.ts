/** Files of the user's disk as a ModelSource. They are read where they lie. */
import { createSHA256 } from 'hash-wasm'
import { EngineError, throwIfCancelled } from '../../../engine/errors'
import type { FileData, ModelSource, ReadOptions } from '../../../engine/model/ports'
import { bytes } from '../../../engine/units'
import type { LocalFile } from './types'

const SLICE = 16 * 1024 * 1024

export function localSource(
  picked: { readonly id: string; readonly files: readonly LocalFile[] },
  slice = SLICE,
): ModelSource {
  const { id, files } = picked
  return {
    id,
    origin: `${id.endsWith('.onnx') ? 'file' : 'folder'} ${id}`,
    list: () => Promise.resolve(files.map(({ name, file }) => ({ name, bytes: bytes(file.size) }))),
    async read(name, options = {}) {
      const found = files.find((file) => file.name === name)
      if (found) return readFile(found, slice, options)
      throw new EngineError('model/file-missing', `${id} has no ${name}.`, { file: name, model: id })
    },
  }
}

/** @throws EngineError file/unreadable, model/out-of-memory, run/cancelled */
async function readFile(
  { name, file }: LocalFile,
  slice: number,
  { onProgress, signal }: ReadOptions,
): Promise<FileData> {
  const total = file.size
  throwIfCancelled(signal)
  const data = allocate(name, total)
  const hash = await createSHA256()
  for (let loaded = 0; loaded < total;) {
    const part = await readSlice(name, file, loaded, Math.min(loaded + slice, total))
    throwIfCancelled(signal)
    data.set(part, loaded)
    hash.update(part)
    loaded += part.byteLength
    onProgress?.({ loaded, total, origin: 'disk' })
  }
  return { data, sha256: hash.digest('hex'), origin: 'disk' }
}

function allocate(name: string, size: number): Uint8Array {
  try {
    return new Uint8Array(size)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new EngineError('model/out-of-memory', `There is no memory for ${name}: ${detail}`, {
      file: name,
      detail,
    })
  }
}

/** A file that was changed, moved or deleted since it was picked gives an error, or too little. */
async function readSlice(name: string, file: File, from: number, to: number): Promise<Uint8Array> {
  const unreadable = (detail: string) =>
    new EngineError('file/unreadable', `${name} cannot be read: ${detail}`, { file: name, detail })
  const buffer = await file
    .slice(from, to)
    .arrayBuffer()
    .catch((error: unknown) => {
      throw unreadable(error instanceof Error ? error.message : String(error))
    })
  if (buffer.byteLength !== to - from)
    throw unreadable(`it ended at byte ${from + buffer.byteLength} of ${file.size}`)
  return new Uint8Array(buffer)
}

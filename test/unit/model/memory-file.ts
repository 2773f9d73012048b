/** Files that exist in memory alone. */
import { createHash } from 'node:crypto'
import { checkRange } from '../../../src/engine/model/file-errors'
import { cancelled, EngineError } from '../../../src/engine/errors'
import type { ModelSource, OpenFile } from '../../../src/engine/model/ports'
import type { ByteRanges } from '../../../src/engine/onnx/types'
import { bytes } from '../../../src/engine/units'

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex')

/** Reads are copies, as those of a disk are. */
export const memoryRanges = (name: string, data: Uint8Array): ByteRanges => ({
  name,
  bytes: data.byteLength,
  read: (start, end) => {
    try {
      checkRange({ name, bytes: data.byteLength }, end)
      return Promise.resolve(new Uint8Array(data.subarray(start, end)))
    } catch (error) {
      return Promise.reject(error as Error)
    }
  },
})

/** Has arrived already. */
export function memoryFile(name: string, data: Uint8Array): OpenFile {
  const ranges = memoryRanges(name, data)
  let isClosed = false
  return {
    ...ranges,
    checked: Promise.resolve({ sha256: sha256(data), origin: 'disk' }),
    read: (start, end) => (isClosed ? Promise.reject(cancelled()) : ranges.read(start, end)),
    close: () => void (isClosed = true),
  }
}

/** A model's folder; each file is given anew by each call. */
export function memoryFolder(id: string, files: ReadonlyMap<string, Uint8Array>): ModelSource {
  const named = (name: string): Uint8Array => {
    const data = files.get(name)
    if (data) return data
    throw new EngineError('model/file-missing', `no ${name}`, { file: name })
  }
  return {
    id,
    origin: `test ${id}`,
    list: () => Promise.resolve([...files].map(([name, data]) => ({ name, bytes: bytes(data.byteLength) }))),
    read: async (name) => ({ data: named(name).slice(), sha256: sha256(named(name)), origin: 'disk' }),
    open: async (name) => memoryFile(name, named(name)),
    peek: async (name) => memoryRanges(name, named(name)),
  }
}

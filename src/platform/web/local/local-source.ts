/** Files of the user's disk as a ModelSource. They are read from the disk; nothing is copied. */
import { EngineError } from '../../../engine/errors'
import { fileOrigin, folderOrigin } from '../../../engine/model/origin'
import type { ModelSource } from '../../../engine/model/ports'
import { bytes } from '../../../engine/units'
import { fileRanges, openLocal, readLocal } from './local-file'
import type { LocalFile } from './types'

const SLICE = 16 * 1024 * 1024

/** @param slice number of bytes that are read and hashed at a time */
export function localSource(
  picked: { readonly id: string; readonly files: readonly LocalFile[] },
  slice = SLICE,
): ModelSource {
  const { id, files } = picked
  const named = (name: string): LocalFile => {
    const found = files.find((file) => file.name === name)
    if (found) return found
    throw new EngineError('model/file-missing', `${id} has no ${name}.`, { file: name, model: id })
  }
  return {
    id,
    origin: id.endsWith('.onnx') ? fileOrigin(id) : folderOrigin(id),
    list: () => Promise.resolve(files.map(({ name, file }) => ({ name, bytes: bytes(file.size) }))),
    read: async (name, options = {}) => readLocal(named(name), slice, options),
    open: async (name, options = {}) => openLocal(named(name), slice, options),
    peek: async (name) => fileRanges(named(name)),
  }
}

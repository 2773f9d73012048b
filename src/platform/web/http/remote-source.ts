/** A model's folder on a server as a ModelSource, together with the browser's store. */
import { EngineError } from '../../../engine/errors'
import type { FileEntry, LoadWarning, ModelSource } from '../../../engine/model/ports'
import { bytes } from '../../../engine/units'
import type { ModelStore } from '../store/store'
import { untilCancelled } from './cancel'
import { downloadFile } from './download'
import { openFile } from './open-file'
import { peekFile } from './peek'
import { isSameVersion } from './stored'
import { realTimers } from './timers'
import type { RemoteFile, RemoteModel } from './types'

/** A stored file is not fetched again, and a fetched file is stored. */
export function remoteSource(
  model: RemoteModel,
  store: ModelStore,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  timers = realTimers,
): ModelSource {
  const warnings: LoadWarning[] = []
  const context = { model, store, fetch, timers, warn: (warning: LoadWarning) => void warnings.push(warning) }

  const entry = async (file: RemoteFile): Promise<FileEntry> => {
    const record = await store.find({ model: model.key, name: file.name })
    const stored = record?.complete === true && isSameVersion(record, file)
    const size = file.bytes ?? (stored ? record.bytes : null)
    return {
      name: file.name,
      bytes: size === null ? null : bytes(size),
      ...(file.sha256 !== null && { sha256: file.sha256.toLowerCase() }),
      ...(stored && { stored }),
    }
  }

  const named = (name: string): RemoteFile => {
    const file = model.files.find((candidate) => candidate.name === name)
    if (file) return file
    throw new EngineError('model/file-missing', `The list of ${model.origin} names no ${name}.`, {
      file: name,
      model: model.id,
    })
  }

  return {
    id: model.id,
    origin: model.origin,
    list: () => Promise.all(model.files.map(entry)),
    read: async (name, options = {}) =>
      untilCancelled(options.signal, (cancel) => downloadFile(named(name), context, options, cancel)),
    open: async (name, options = {}) => openFile(named(name), context, options),
    peek: async (name, { signal } = {}) =>
      untilCancelled(signal, (cancel) => peekFile(named(name), context, cancel)),
    warnings: () => warnings,
  }
}

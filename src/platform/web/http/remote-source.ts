/** A model's folder on a server as a ModelSource, over the browser's store. */
import { cancelled, EngineError, throwIfCancelled, type CancelSignal } from '../../../engine/errors'
import type { FileEntry, LoadWarning, ModelSource } from '../../../engine/model/ports'
import { bytes } from '../../../engine/units'
import type { ModelStore } from '../store/store'
import { downloadFile } from './download'
import { isSameVersion } from './stored'
import { realTimers } from './timers'
import type { RemoteFile, RemoteModel } from './types'

/** What is stored is not fetched; what is fetched is stored. */
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

  return {
    id: model.id,
    origin: model.origin,
    list: () => Promise.all(model.files.map(entry)),
    async read(name, options = {}) {
      const file = model.files.find((candidate) => candidate.name === name)
      if (!file)
        throw new EngineError('model/file-missing', `The list of ${model.origin} names no ${name}.`, {
          file: name,
          model: model.id,
        })
      return untilCancelled(options.signal, (cancel) => downloadFile(file, context, options, cancel))
    },
    warnings: () => warnings,
  }
}

/** Rejects at once, whatever the work waits for; the work itself ends at its next step. */
function untilCancelled<T>(
  signal: CancelSignal | undefined,
  work: (cancel: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal)
  const abort = new AbortController()
  return new Promise((resolve, reject) => {
    signal?.addEventListener?.(
      'abort',
      () => {
        reject(cancelled())
        abort.abort()
      },
      { once: true },
    )
    work(abort.signal).then(resolve, reject)
  })
}

/** Looks for a model at the place that the user named in the dialog, and shows what was found. */
import type { ModelRef } from '../../host/calls'
import { parseAddress } from '../../platform/web/hub/address'
import { requireGraph } from '../../platform/web/local/arrange'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { idOf, remoteRefOf, storedOnly } from '../../core/model/model-ref'
import { pickerPatch } from './picker-patch'
import type { FolderSource } from './load'
import type { PickedFiles, PickerActions } from './picker-types'

export interface FindActions extends Pick<
  PickerActions,
  'findAddress' | 'findSite' | 'findFiles' | 'findFolder' | 'findStored' | 'cancelFind'
> {
  /** Inspects this model and shows it in the dialog. */
  inspect(ref: ModelRef, title?: string): Promise<void>
  /** Aborts the search. The dialog shows what it showed before. */
  abortFind(): void
}

/** @param setFolder receives the folder of the files that the user picked; it is needed when the model is loaded */
export function findActions(context: Context, setFolder: (folder: FolderSource) => void): FindActions {
  const { store, client, ports } = context
  const task = createTask()
  const get = store.getState
  const { patch, fail } = pickerPatch(context)

  async function inspect(ref: ModelRef, title = idOf(ref)): Promise<void> {
    task.abort()
    const { pooling, outputs, heads, ...bare } = ref
    const { graphFile } = ref
    patch({
      found: { phase: 'searching', title },
      graphFile: null,
      pooling: pooling ?? null,
      outputs: outputs ?? {},
      heads: heads ?? null,
    })
    await task.run(
      (signal) => client.call('inspect', { model: bare }, { signal }),
      (ended) => {
        if (ended.phase === 'done') {
          const inspection = ended.value
          const named = inspection.graphs.find(({ file }) => file === graphFile)
          patch({
            found: { phase: 'found', ref: bare, inspection },
            graphFile: (named ?? inspection.graphs[0])?.file ?? null,
          })
        } else if (ended.phase === 'failed') patch({ found: ended })
      },
    )
  }

  function findFiles({ id, files, handle }: PickedFiles, key: string | null = null): void {
    setFolder({ handle, key })
    try {
      requireGraph({ id, files, handle })
      void inspect({ kind: 'local', id, files, isDemo: false })
    } catch (error) {
      task.abort()
      fail(error)
    }
  }

  return {
    inspect,
    abortFind: () => void task.abort(),
    findAddress() {
      const { picker, settings, hubToken } = get()
      if (picker === null) return
      try {
        const address = parseAddress(picker.address, settings.hubHost)
        const token = hubToken.trim()
        void inspect({
          ...address,
          isDemo: false,
          ...(address.kind === 'hub' && token !== '' && { token }),
        })
      } catch (error) {
        fail(error)
      }
    },
    findSite(id) {
      const model = get().models.find((each) => each.id === id)
      if (model) void inspect(model, model.name ?? model.id)
    },
    findFiles: (picked) => findFiles(picked),
    async findFolder(key) {
      const name = get().folders.find((folder) => folder.key === key)?.name ?? key
      patch({ found: { phase: 'searching', title: name } })
      try {
        findFiles(await ports.folders.open(key, true), key)
      } catch (error) {
        fail(error)
      }
    },
    findStored(key) {
      const model = get().stored?.models.find((each) => each.key === key)
      if (!model) return
      const ref = remoteRefOf(model.ref) ?? get().models.find(({ baseUrl }) => key === `site:${baseUrl}`)
      if (ref) void inspect(storedOnly(ref), model.title)
    },
    cancelFind() {
      task.abort()
      patch({ found: { phase: 'none' } })
    },
  }
}

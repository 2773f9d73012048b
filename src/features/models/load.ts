/** Loads the model that was found in the dialog. */
import type { HubModel, LocalModel, ModelRef, UrlModel } from '../../host/calls'
import type { Context } from '../../core/context'
import { choiceOf, keptLocal, keptOf, type Picked } from '../../core/model/model-ref'
import type { KeptModel } from '../../core/state'
import type { Picker } from './picker'
import { pickerPatch } from './picker-patch'
import type { PickerActions } from './picker-types'

/** The folder of the files that the user picked. */
export interface FolderSource {
  /** Null: the browser gave no handle, so the folder cannot be remembered. */
  readonly handle: FileSystemDirectoryHandle | null
  /** Key of the remembered folder; null: it is not remembered yet. */
  readonly key: string | null
}

export interface LoadActions extends Pick<PickerActions, 'loadFound'> {
  setFolder(folder: FolderSource): void
}

export function loadActions(context: Context): LoadActions {
  const { store, ports, actions } = context
  const { fail } = pickerPatch(context)
  let folder: FolderSource = { handle: null, key: null }

  /** The stored form of the model, with which the next visit can load it again. A new folder is remembered. */
  async function keep(ref: ModelRef): Promise<KeptModel> {
    if (ref.kind === 'site') return { kind: 'site', id: ref.id }
    if (ref.kind === 'hub' || ref.kind === 'url') return keptOf(ref)
    const { handle } = folder
    let { key } = folder
    if (handle !== null && key === null) {
      // A folder that cannot be remembered can still be loaded.
      key = await ports.folders.save(handle).catch(() => null)
      if (folder.handle === handle) folder = { handle, key }
    }
    return keptLocal(ref as LocalModel, key)
  }

  async function load(provider: Parameters<PickerActions['loadFound']>[0]): Promise<void> {
    const { picker } = store.getState()
    const chosen = picker && chosenModelOf(picker)
    if (picker === null || chosen === null) return
    const { ref, bytes } = chosen
    const notes = ref.kind === 'site' ? (ref.notes ?? null) : null
    const picked: Picked = { ref, kept: await keep(ref), bytes, notes }
    store.setState({ picker: null })
    if (picker.target === 'second') actions.chooseSecond(ref, choiceOf(picked))
    else actions.takeModel(picked, provider)
  }

  return {
    setFolder(next) {
      folder = next
    },
    loadFound: (provider) => void load(provider).catch(fail),
  }
}

/** The found model with the graph, its outputs, the pooling and the heads that the user chose; null: there is nothing to load. */
function chosenModelOf({
  found,
  graphFile,
  pooling,
  outputs,
  heads,
}: Picker): Pick<Picked, 'ref' | 'bytes'> | null {
  if (found.phase !== 'found' || graphFile === null) return null
  const graph = found.inspection.graphs.find(({ file }) => file === graphFile)
  return {
    ref: {
      ...withoutStoredOnly(found.ref),
      graphFile,
      ...(pooling !== null && { pooling }),
      ...(Object.keys(outputs).length > 0 && { outputs }),
      ...(heads !== null && { heads }),
    },
    bytes: graph?.bytes ?? null,
  }
}

/** Removes `storedOnly`: the user asked for the load, so files that are not stored may be fetched. */
function withoutStoredOnly(ref: ModelRef): ModelRef {
  if (ref.kind !== 'hub' && ref.kind !== 'url') return ref
  const { storedOnly: _, ...rest } = ref
  return rest as HubModel | UrlModel
}

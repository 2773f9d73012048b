/** Lists and deletes the models that the browser stores and the folders that it remembers. */
import type { Context } from '../../core/context'
import { pickerPatch } from './picker-patch'
import type { PickerActions } from './picker-types'

export interface StoredActions extends Pick<
  PickerActions,
  'refreshStored' | 'deleteStored' | 'forgetFolder'
> {
  refreshFolders(): void
}

export function storedActions(context: Context): StoredActions {
  const { store, ports } = context
  const { fail } = pickerPatch(context)

  async function readStored(): Promise<void> {
    const [list, space] = await Promise.all([ports.store.list(), ports.store.space()])
    store.setState({ stored: { models: list, space } })
  }
  const readFolders = () =>
    ports.folders.list().then(
      (folders) => store.setState({ folders }),
      () => undefined,
    )

  return {
    refreshStored: () => void readStored().catch(() => undefined),
    refreshFolders: () => void readFolders(),
    deleteStored: (key) => void ports.store.delete(key).then(readStored).catch(fail),
    forgetFolder: (key) => void ports.folders.forget(key).then(readFolders).catch(fail),
  }
}

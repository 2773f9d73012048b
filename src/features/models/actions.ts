/** Actions of the model dialog: open, close and fill it. find.ts looks for models, load.ts loads one. */
import type { ModelRef } from '../../host/calls'
import type { Context } from '../../core/context'
import { addressOf, storedOnly } from '../../core/model/model-ref'
import { findActions } from './find'
import { loadActions } from './load'
import type { Picker } from './picker'
import { pickerPatch } from './picker-patch'
import { isOnline, nearest } from './nearest'
import type { PickerActions } from './picker-types'
import { storedActions } from './stored'

const EMPTY: Omit<Picker, 'target' | 'tab'> = {
  address: '',
  found: { phase: 'none' },
  graphFile: null,
  pooling: null,
  outputs: {},
  heads: null,
}

export function pickerActions(context: Context): PickerActions {
  const { store, ports, actions } = context
  const { patch } = pickerPatch(context)
  const { setFolder, ...loading } = loadActions(context)
  const { inspect, abortFind, ...finding } = findActions(context, setFolder)
  const { refreshFolders, ...stored } = storedActions(context)

  /** Shows the page's model in the dialog, without a request to another server. */
  function showCurrent(): void {
    const { settings, chosenModel } = store.getState()
    const current = chosenModel.picked
    // The demonstration model has no choices that the dialog could show.
    if (current === null || current.ref.isDemo) return
    const { kept, ref } = current
    patch({
      tab: tabOf(ref),
      address: kept.kind === 'remote' ? (addressOf(kept, settings.hubHost.url) ?? '') : '',
    })
    void inspect(storedOnly(ref))
  }

  function fetchModelList(): void {
    ports.fetchModels().then(
      (models) => store.setState({ models }),
      () => undefined,
    )
  }

  return {
    ...finding,
    ...loading,
    ...stored,
    openPicker(target = 'main', tab) {
      const { models } = store.getState()
      const usual = models.length > 1 ? 'site' : 'hub'
      store.setState({ picker: { ...EMPTY, target, tab: tab ?? usual } })
      stored.refreshStored()
      refreshFolders()
      if (models.length === 0) fetchModelList()
      if (target === 'main' && tab === undefined) showCurrent()
    },
    async adviseModel() {
      const list = await ports.store.list().catch(() => [])
      const { models } = store.getState()
      const online = isOnline(ports.pageUrl)
      actions.openPicker('main', nearest({ models, stored: list, online }))
    },
    closePicker() {
      abortFind()
      store.setState({ picker: null })
    },
    setPickerTab: (tab) => patch({ tab }),
    setAddress: (address) => patch({ address }),
    setHubHost: (hubHost) => store.setState(({ settings }) => ({ settings: { ...settings, hubHost } })),
    setHubToken: (hubToken) => store.setState({ hubToken }),
    chooseGraph: (graphFile) => patch({ graphFile, outputs: {} }),
    choosePooling: (pooling) => patch({ pooling }),
    nameOutput: (role, name) => {
      const { [role]: _, ...rest } = store.getState().picker?.outputs ?? {}
      patch({ outputs: name === null ? rest : { ...rest, [role]: name } })
    },
    setHeads: (heads) => patch({ heads }),
  }
}

const tabOf = ({ kind }: ModelRef): Picker['tab'] => (kind === 'local' || kind === 'site' ? kind : 'hub')

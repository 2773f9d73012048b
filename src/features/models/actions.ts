/** The model dialog: looks at what lies somewhere, takes choices, and hands the model over to be loaded. */
import { toErrorData } from '../../engine/errors'
import type { HubModel, LocalModel, ModelRef, Provider, UrlModel } from '../../host/calls'
import { parseAddress } from '../../platform/web/hub/address'
import { requireGraph } from '../../platform/web/local/arrange'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import {
  addressOf,
  choiceOf,
  idOf,
  keptLocal,
  keptOf,
  remoteRefOf,
  storedOnly,
  type Picked,
} from '../../core/model/model-ref'
import type { PickedFiles, PickerActions } from './picker-types'
import type { KeptModel } from '../../core/state'
import type { Found, Picker } from './picker'

const CLOSED: Omit<Picker, 'target' | 'tab'> = {
  address: '',
  found: { phase: 'none' },
  graphFile: null,
  pooling: null,
  heads: null,
}

export function pickerActions({ store, client, ports, actions }: Context): PickerActions {
  const task = createTask()
  /** Of the folder that was found, to remember it when it is loaded. */
  let handle: FileSystemDirectoryHandle | null = null
  let rememberedAs: string | null = null

  const get = store.getState
  const patch = (change: Partial<Picker>) =>
    store.setState(({ picker }) => (picker === null ? {} : { picker: { ...picker, ...change } }))
  const fail = (error: unknown) => patch({ found: { phase: 'failed', error: toErrorData(error) } })

  async function look(ref: ModelRef, title = idOf(ref)): Promise<void> {
    task.abort()
    const { pooling, heads, ...bare } = ref
    const { graphFile } = ref
    patch({
      found: { phase: 'searching', title },
      graphFile: null,
      pooling: pooling ?? null,
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

  function found(): Extract<Found, { phase: 'found' }> | null {
    const state = get().picker?.found
    return state?.phase === 'found' ? state : null
  }

  function findFiles({ id, files, handle: from }: PickedFiles, key: string | null = null): void {
    handle = from
    rememberedAs = key
    try {
      requireGraph({ id, files, handle: from })
      void look({ kind: 'local', id, files, isDemo: false })
    } catch (error) {
      task.abort()
      fail(error)
    }
  }

  async function keep(ref: ModelRef): Promise<KeptModel> {
    if (ref.kind === 'site') return { kind: 'site', id: ref.id }
    if (ref.kind === 'hub' || ref.kind === 'url') return keptOf(ref)
    if (handle !== null && rememberedAs === null)
      rememberedAs = await ports.folders.save(handle).catch(() => null) // remembering is a convenience
    return keptLocal(ref as LocalModel, rememberedAs)
  }

  async function loadFound(provider?: Provider): Promise<void> {
    const { picker } = get()
    const state = found()
    if (picker === null || state === null || picker.graphFile === null) return
    const { graphFile, pooling, heads, target } = picker
    const graph = state.inspection.graphs.find(({ file }) => file === graphFile)
    const ref = {
      ...withoutStoredOnly(state.ref),
      graphFile,
      ...(pooling !== null && { pooling }),
      ...(heads !== null && { heads }),
    }
    const picked: Picked = {
      ref,
      kept: await keep(ref),
      bytes: graph?.bytes ?? null,
      notes: ref.kind === 'site' ? (ref.notes ?? null) : null,
    }
    store.setState({ picker: null })
    if (target === 'second') actions.chooseSecond(ref, choiceOf(picked))
    else actions.takeModel(picked, provider)
  }

  async function refreshStored(): Promise<void> {
    const [list, space] = await Promise.all([ports.store.list(), ports.store.space()])
    store.setState({ stored: { models: list, space } })
  }
  const refreshFolders = () =>
    ports.folders.list().then(
      (folders) => store.setState({ folders }),
      () => undefined,
    )

  return {
    openPicker(target = 'main', tab) {
      const { models: list, settings } = get()
      const usual = list.length > 1 ? 'site' : 'hub'
      store.setState({ picker: { ...CLOSED, target, tab: tab ?? usual } })
      void refreshStored().catch(() => undefined)
      void refreshFolders()
      if (list.length === 0)
        ports.fetchModels().then(
          (models) => store.setState({ models }),
          () => undefined,
        )
      const current = get().chosenModel.picked
      // The demonstration model is nobody's own: there is nothing to change about it.
      if (target === 'main' && current !== null && !current.ref.isDemo && tab === undefined) {
        patch({
          tab: tabOf(current.ref),
          address:
            current.kept.kind === 'remote' ? (addressOf(current.kept, settings.hubHost.url) ?? '') : '',
        })
        void look(storedOnly(current.ref))
      }
    },
    closePicker() {
      task.abort()
      store.setState({ picker: null })
    },
    setPickerTab: (tab) => patch({ tab }),
    setAddress: (address) => patch({ address }),
    setHubHost: (hubHost) => store.setState(({ settings }) => ({ settings: { ...settings, hubHost } })),
    setHubToken: (hubToken) => store.setState({ hubToken }),
    findAddress() {
      const { picker, settings, hubToken } = get()
      if (picker === null) return
      try {
        const address = parseAddress(picker.address, settings.hubHost)
        const token = hubToken.trim()
        void look(
          address.kind === 'hub' && token !== ''
            ? { ...address, isDemo: false, token }
            : { ...address, isDemo: false },
        )
      } catch (error) {
        fail(error)
      }
    },
    findSite(id) {
      const model = get().models.find((each) => each.id === id)
      if (model) void look(model, model.name ?? model.id)
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
      if (ref) void look(storedOnly(ref), model.title)
    },
    cancelFind() {
      task.abort()
      patch({ found: { phase: 'none' } })
    },
    chooseGraph: (graphFile) => patch({ graphFile }),
    choosePooling: (pooling) => patch({ pooling }),
    setHeads: (heads) => patch({ heads }),
    loadFound: (provider) => void loadFound(provider).catch(fail),
    refreshStored: () => void refreshStored().catch(() => undefined),
    deleteStored: (key) => void ports.store.delete(key).then(refreshStored).catch(fail),
    forgetFolder: (key) => void ports.folders.forget(key).then(refreshFolders).catch(fail),
  }
}

/** Loading is what the user asks for: what is not stored is fetched. */
function withoutStoredOnly(ref: ModelRef): ModelRef {
  if (ref.kind !== 'hub' && ref.kind !== 'url') return ref
  const { storedOnly: _, ...rest } = ref
  return rest as HubModel | UrlModel
}

const tabOf = ({ kind }: ModelRef): Picker['tab'] => (kind === 'local' || kind === 'site' ? kind : 'hub')

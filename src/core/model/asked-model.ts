/**
 * Chooses the model that the page starts with: the one in the address, else the one of the last visit, else the first
 * one in the site's list.
 */
import type { StoreApi } from 'zustand/vanilla'
import { EngineError } from '../../engine/errors'
import type { HubModel, UrlModel } from '../../host/calls'
import { parseAddress } from '../../platform/web/hub/address'
import type { Ports } from '../context'
import { keptLocal, keptOf, storedOnly, type Picked } from './model-ref'
import { pickModel, pickSite } from './site-models'
import type { AppState, KeptModel } from '../state'

/**
 * Sends no request to another origin: a model of a hub is read from the browser's storage only.
 * @throws EngineError model/unknown, local/permission, network/failed (the site's own list)
 */
export async function startingModel(store: StoreApi<AppState>, ports: Ports): Promise<Picked> {
  const { chosenModel, settings } = store.getState()
  const { asked, kept } = chosenModel
  const listed = ports.fetchModels().then((models) => {
    store.setState({ models })
    return models
  })
  if (asked === null && kept !== null && kept.kind !== 'site') {
    listed.catch(() => undefined) // only the menu of models needs the list; this model loads without it
    return pickKept(kept, ports)
  }
  const models = await listed
  const id = asked ?? (kept?.kind === 'site' ? kept.id : null)
  const known = id === null ? undefined : models.find((model) => model.id === id)
  if (id === null || known || !looksLikeAddress(id)) {
    const picked = pickSite(known ?? pickModel(models, id))
    return { ...picked, ref: storedOnly(picked.ref) }
  }
  return pickUnasked({ ...parseAddress(id, settings.hubHost), isDemo: false }, ports)
}

/**
 * A model on another server may only be read from the browser's storage, because the user has not asked for a request
 * to that server in this visit.
 */
function pickUnasked(ref: HubModel | UrlModel, ports: Ports): Picked {
  const ownServer = ref.kind === 'url' && new URL(ref.baseUrl).origin === new URL(ports.pageUrl).origin
  return { ref: { ...ref, storedOnly: !ownServer }, kept: keptOf(ref), bytes: null, notes: null }
}

const looksLikeAddress = (text: string): boolean => text.includes('/')

async function pickKept(kept: Exclude<KeptModel, { kind: 'site' }>, ports: Ports): Promise<Picked> {
  if (kept.kind === 'remote') return pickUnasked(kept.ref, ports)
  if (kept.handle === null)
    throw new EngineError('local/permission', `${kept.name} was picked in an earlier visit; pick it again.`, {
      name: kept.name,
    })
  const { id, files } = await ports.folders.open(kept.handle, false)
  const ref = {
    kind: 'local' as const,
    id,
    files,
    isDemo: false,
    ...(kept.graphFile !== null && { graphFile: kept.graphFile }),
    ...(kept.pooling !== null && { pooling: kept.pooling }),
    ...(kept.outputs && { outputs: kept.outputs }),
  }
  return { ref, kept: keptLocal(ref, kept.handle), bytes: null, notes: null }
}

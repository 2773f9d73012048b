/**
 * Shared by run, sweep and detection: changes of the state, the server to ask, and the code that is fetched on first
 * use.
 */
import { baseForAnyDialect } from '../../formats/endpoint/base-url'
import type { Target } from '../../formats/endpoint/types'
import { DIALECTS } from '../../formats/request'
import type { Context } from '../../core/context'
import { chosenServer } from './state'
import type { AskedServer, Endpoint, EndpointRun, EndpointSweep } from './types'

export const asking = () => import('./asking')

export function endpointPatch({ store }: Pick<Context, 'store'>) {
  const patch = (change: Partial<Endpoint>) =>
    store.setState(({ endpoint }) => ({ endpoint: { ...endpoint, ...change } }))
  return {
    patch,
    patchSweep: (change: Partial<EndpointSweep>) =>
      store.setState(({ endpoint }) => ({
        endpoint: { ...endpoint, sweep: { ...endpoint.sweep, ...change } },
      })),
    /** Shows progress, unless the work was aborted. */
    report: (signal: AbortSignal, run: EndpointRun) => {
      if (!signal.aborted) patch({ run })
    },
  }
}

/** The chosen server, after its URL was validated. @throws EngineError endpoint/url-invalid */
export function checkedServer({ store }: Pick<Context, 'store'>): AskedServer {
  const server = chosenServer(store.getState())
  baseForAnyDialect(server.baseUrl)
  return server
}

export function targetOf(
  { store }: Pick<Context, 'store'>,
  { dialect, baseUrl, model }: AskedServer,
): Target {
  const { key, timeout } = store.getState().endpoint
  return {
    dialect: DIALECTS[dialect],
    server: { baseUrl, model, withKey: key !== '' },
    key,
    timeoutMs: 1000 * timeout,
  }
}

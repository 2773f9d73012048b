/** Finds out which dialect the server uses, and chooses it. */
import type { Context } from '../../core/context'
import { asking, checkedServer, endpointPatch } from './common'

export async function detect(context: Context, signal: AbortSignal): Promise<void> {
  const { store, ports, actions } = context
  const { patch, report } = endpointPatch(context)
  const { baseUrl } = checkedServer(context)
  report(signal, { phase: 'running', step: 'detecting', side: 'a' })
  const { key, timeout } = store.getState().endpoint
  const { detectDialect } = await asking()
  signal.throwIfAborted()
  const detected = await detectDialect(
    baseUrl,
    { key, timeoutMs: 1000 * timeout },
    { send: ports.send, signal },
  )
  signal.throwIfAborted()
  actions.setRequests({ dialect: detected.dialect })
  actions.setServer(detected.dialect, {
    baseUrl,
    ...(detected.model !== null && { model: detected.model }),
  })
  patch({ detected, run: { phase: 'idle' } })
}

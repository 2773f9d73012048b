import type { Context, PageClient } from '../../core/context'

const clients = new WeakMap<Context['store'], PageClient>()

/**
 * A worker of its own for files and statistics: the engine's may encode for hours. It never loads a model; the first call starts
 * it, `restart()` ends it (that is how its work is cancelled at once).
 */
export function workClient({ store, ports }: Context): PageClient {
  const known = clients.get(store)
  if (known) return known
  const made = ports.createClient({ onCrash: () => undefined })
  clients.set(store, made)
  return made
}

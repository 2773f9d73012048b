/** Actions that change the servers and the form of requests. Nothing is sent. */
import { DIALECTS, defaultServer } from '../../formats/request'
import type { Server } from '../../formats/request/types'
import type { Context } from '../../core/context'
import type { RequestsActions } from './types'

export function requestsActions({ store }: Context): RequestsActions {
  const setServer: RequestsActions['setServer'] = (dialect, change) =>
    store.setState(({ requests }) => {
      const server: Server = { ...requests.servers[dialect], ...change }
      return { requests: { ...requests, servers: { ...requests.servers, [dialect]: server } } }
    })
  return {
    setRequests: (change) => store.setState(({ requests }) => ({ requests: { ...requests, ...change } })),
    setServer,
    resetServer: (dialect) => setServer(dialect, defaultServer(DIALECTS[dialect])),
  }
}

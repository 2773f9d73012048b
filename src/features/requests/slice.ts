import { slice } from '../../core/feature'
import { requestsActions } from './actions'
import { defaultRequests, keptRequests, requestsSchema } from './defaults'
import type { RequestsActions, RequestsState } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly requests: RequestsState
  }
}
declare module '../../core/actions' {
  interface Actions extends RequestsActions {}
}

export const requestsSlice = slice<'requests'>({
  state: { requests: defaultRequests },
  actions: requestsActions,
  persisted: { requests: { write: keptRequests, read: (stored) => requestsSchema.parse(stored) } },
})

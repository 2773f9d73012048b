import { slice } from '../../core/feature'
import { endpointActions } from './actions'
import { noEndpoint } from './state'
import type { Endpoint, EndpointActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly endpoint: Endpoint
  }
}
declare module '../../core/actions' {
  interface Actions extends EndpointActions {}
}

export const endpointSlice = slice<'endpoint'>({ state: { endpoint: noEndpoint }, actions: endpointActions })

import { slice } from '../../core/feature'
import { certifyActions } from './actions'
import type { Certification, CertifyActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly certification: Certification
  }
}
declare module '../../core/actions' {
  interface Actions extends CertifyActions {}
}

export const certificateSlice = slice<'certification'>({
  state: { certification: { references: [], chosen: null, run: { phase: 'idle' } } },
  actions: certifyActions,
})

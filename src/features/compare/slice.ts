import { slice } from '../../core/feature'
import { forwarded } from '../../core/forward'
import { compareActions } from './actions'
import type { PeerActions } from './peer-types'
import type { Compare, CompareActions } from './state-types'

declare module '../../core/state' {
  interface AppState {
    readonly compare: Compare
  }
}
declare module '../../core/actions' {
  interface Actions extends CompareActions {}
}

export const compareSlice = slice<'compare'>({
  state: { compare: { second: null, ranking: false, run: { phase: 'idle' }, result: null } },
  actions: (context) => ({
    ...compareActions(context),
    ...forwarded<PeerActions, keyof PeerActions>(
      async () => (await import('./peer-actions')).peerActions(context),
      ['runPeer', 'cancelPeer'],
      () => undefined, // who calls shows it
    ),
  }),
  dispose: (actions) => actions.releaseSecond(),
})

import { slice } from '../../core/feature'
import { whyActions } from './actions'
import type { Why, WhyActions } from './types'

declare module '../../core/state' {
  interface AppState {
    readonly why: Why
  }
}
declare module '../../core/actions' {
  interface Actions extends WhyActions {}
}

const noWhy: Why = {
  side: 'a',
  vector: '',
  read: { phase: 'empty' },
  chosen: 0,
  title: '',
  run: { phase: 'idle' },
  result: null,
  search: { phase: 'idle' },
}

export const whySlice = slice<'why'>({ state: { why: noWhy }, actions: whyActions })

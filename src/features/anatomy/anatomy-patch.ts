import type { Context } from '../../core/context'
import type { AnatomyState } from './types'

/** Changes the state of the opened pair. Does nothing if no pair is open. */
export const anatomyPatch =
  ({ store }: Pick<Context, 'store'>) =>
  (change: Partial<AnatomyState>): void =>
    store.setState(({ anatomy }) => (anatomy === null ? {} : { anatomy: { ...anatomy, ...change } }))

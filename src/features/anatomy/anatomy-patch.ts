import type { Context } from '../../core/context'
import type { AnatomyState } from './types'

/** Changes of the opened pair. They do nothing when nothing is open. */
export const anatomyPatch =
  ({ store }: Pick<Context, 'store'>) =>
  (change: Partial<AnatomyState>): void =>
    store.setState(({ anatomy }) => (anatomy === null ? {} : { anatomy: { ...anatomy, ...change } }))

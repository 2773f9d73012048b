import type { Cases } from './types'
import type { Context } from '../../core/context'

/** Changes the cases' part of the state. */
export function casesPatch({ store }: Pick<Context, 'store'>) {
  return (change: Partial<Cases>): void => store.setState(({ cases }) => ({ cases: { ...cases, ...change } }))
}

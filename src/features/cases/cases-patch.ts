import type { Cases } from './types'
import type { Context } from '../../core/context'

/** How all actions of cases change their part of the state. */
export function casesPatch({ store }: Pick<Context, 'store'>) {
  return (change: Partial<Cases>): void => store.setState(({ cases }) => ({ cases: { ...cases, ...change } }))
}

import type { Context } from '../../core/context'
import type { Validate } from './types'

/** Changes one part of the tab's state. */
export function patchPart<P extends keyof Validate>(
  store: Context['store'],
  part: P,
  change: Partial<Validate[P]>,
): void {
  store.setState(({ validate }) => ({ validate: { ...validate, [part]: { ...validate[part], ...change } } }))
}

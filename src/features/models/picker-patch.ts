import { toErrorData } from '../../engine/errors'
import type { Context } from '../../core/context'
import type { Picker } from './picker'

/** Changes the state of the dialog. Does nothing while the dialog is closed. */
export function pickerPatch({ store }: Pick<Context, 'store'>) {
  const patch = (change: Partial<Picker>) =>
    store.setState(({ picker }) => (picker === null ? {} : { picker: { ...picker, ...change } }))
  return {
    patch,
    fail: (error: unknown) => patch({ found: { phase: 'failed', error: toErrorData(error) } }),
  }
}

import type { CancelSignal } from '../errors'

/** Aborted when one of them is. */
export const either = (one: CancelSignal | undefined, other: CancelSignal): CancelSignal => ({
  get aborted() {
    return other.aborted || (one?.aborted ?? false)
  },
})

import type { CancelSignal } from '../errors'

/** A signal that is aborted if one of the two is. */
export const either = (one: CancelSignal | undefined, other: CancelSignal): CancelSignal => ({
  get aborted() {
    return other.aborted || (one?.aborted ?? false)
  },
})

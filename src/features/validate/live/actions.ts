import type { Context } from '../../../core/context'
import { createTask } from '../../../core/task'
import { patchPart } from '../patch'
import type * as Code from './search'
import type { LiveActions } from './types'

/** Sends nothing before the user clicks a button for it. */
export function liveActions(context: Context): LiveActions {
  const { store } = context
  const task = createTask()
  const patch = (change: Parameters<typeof patchPart<'live'>>[2]) => patchPart(store, 'live', change)

  const start = (work: (code: typeof Code, signal: AbortSignal) => Promise<void>) =>
    task.run(
      async (signal) => work(await import('./search'), signal),
      (ended) => {
        if (ended.phase !== 'done') patch({ run: ended })
      },
    )

  return {
    setLive(change) {
      patch(change)
      return Promise.resolve()
    },
    testLive() {
      patch({ run: { phase: 'testing' }, tried: null })
      return start((code, signal) => code.test(context, signal))
    },
    searchLive() {
      patch({ run: { phase: 'searching', done: 0, total: 0, failed: 0 } })
      return start((code, signal) => code.searchEvery(context, signal))
    },
    cancelLive() {
      if (task.abort()) patch({ run: { phase: 'cancelled' } })
      return Promise.resolve()
    },
  }
}

import type { Context } from '../context'
import { SIDES, type AppState } from '../state'
import type { Task, Unfinished } from '../task'
import { isPending } from './long-texts'

/** Whether the work on a long text is not done yet. */
export const textsPending = (state: AppState): boolean => SIDES.some((side) => isPending(state, side))

/**
 * Waits, as the first part of a run, for what is derived from long texts.
 * @param task the task of the run, whose cancel ends the waiting too
 * @returns false: the run ends here. `end` was told why, unless it was superseded
 */
export async function waitForTexts(
  { actions }: Pick<Context, 'actions'>,
  task: Task,
  end: (ended: Unfinished) => void,
): Promise<boolean> {
  let ready = false
  await task.run(
    (signal) => actions.textsReady(signal),
    (ended) => {
      if (ended.phase === 'done') ready = true
      else end(ended)
    },
  )
  return ready
}

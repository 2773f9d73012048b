/** Runs the search for the text that a vector was made of. */
import type { WhyResult } from '../../engine/why/types'
import type { WhyRequest } from '../../host/calls'
import type { Context } from '../../core/context'
import { throttle } from '../../core/progress'
import type { Task } from '../../core/task'
import type { WhySearch } from './types'

/** Texts that one search compares at most. */
const BUDGET = 200

/** @param of the result that explains nothing: its best row is where the search begins */
export async function searchText(
  { store, client, ports }: Pick<Context, 'store' | 'client' | 'ports'>,
  task: Task,
  why: WhyRequest,
  of: WhyResult,
): Promise<void> {
  const show = (search: WhySearch) => store.setState((state) => ({ why: { ...state.why, search } }))
  const isDue = throttle(ports.now)
  show({ phase: 'running', of, progress: null })
  await task.run(
    (signal) =>
      client.call(
        'whySearch',
        { why, from: of.best?.hypotheses.map(({ id }) => id) ?? [], budget: BUDGET },
        {
          signal,
          onProgress: (progress) => {
            if (!signal.aborted && isDue(progress.level)) show({ phase: 'running', of, progress })
          },
        },
      ),
    (ended) => show({ ...ended, of }),
  )
}

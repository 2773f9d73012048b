/** Sends the present texts to the user's own server. Sends nothing before the user clicks a button for it. */
import type { Context } from '../../core/context'
import { createTask, type Unfinished } from '../../core/task'
import { checkTexts } from '../../core/text/check-texts'
import { SIDES } from '../../core/state'
import { endpointPatch } from './common'
import { detect } from './detect'
import { sweep } from './sweep'
import type { EndpointActions } from './types'

export function endpointActions(context: Context): EndpointActions {
  const { store } = context
  const { patch, patchSweep } = endpointPatch(context)
  const task = createTask()

  function abandon(): void {
    task.abort()
    const { run, sweep } = store.getState().endpoint
    if (run.phase === 'running') patch({ run: { phase: 'cancelled' } })
    if (sweep.run.phase === 'running') patchSweep({ run: { phase: 'cancelled' } })
  }

  /** Run, sweep and detection share one task, so each aborts the one before it. */
  async function start(
    work: (context: Context, signal: AbortSignal) => Promise<void>,
    onFailure: (run: Unfinished) => void,
  ): Promise<void> {
    abandon()
    await task.run(
      (signal) => work(context, signal),
      (ended) => {
        if (ended.phase !== 'done') onFailure(ended)
      },
    )
  }

  /** Checks the texts. A must have a text; B may be empty. @returns false: the editor shows the problem */
  function textsAreFine(): boolean {
    const problem = checkTexts(store, store.getState().b.text === '' ? ['a'] : SIDES)
    if (problem !== null) patch({ run: { phase: 'failed', error: problem.error } })
    return problem === null
  }

  /** The code is fetched with the first run. */
  async function ask(_: Context, signal: AbortSignal): Promise<void> {
    patch({ run: { phase: 'running', step: 'loading', side: 'a' } })
    const code = await import('./ask')
    signal.throwIfAborted()
    await code.ask(context, signal)
  }

  return {
    setEndpoint: (change) => patch(change),
    async runEndpoint() {
      if (textsAreFine()) await start(ask, (run) => patch({ run }))
    },
    detectEndpoint: () => start(detect, (run) => patch({ run })),
    async sweepEndpoint() {
      await start(
        (_, signal) => {
          patchSweep({ run: { phase: 'running', progress: null } })
          return sweep(context, signal)
        },
        (run) => patchSweep({ run }),
      )
    },
    cancelEndpoint: abandon,
  }
}

/**
 * The actions "analyze" and "cancel". A new run supersedes the current one; an aborted or superseded run does not
 * change the state.
 */
import { toErrorData, type ErrorData } from '../../engine/errors'
import { milliseconds } from '../../engine/units'
import { patchText, type Context } from '../context'
import { createTask } from '../task'
import { checkTexts } from '../text/check-texts'
import { textsPending, waitForTexts } from '../text/wait-for-texts'
import { throttle } from '../progress'
import { encodeSettingsOf, inputsFor, modelInput } from '../selectors'
import { SIDES, type AppState, type Result, type Side } from '../state'

export interface RunActions {
  analyze(): Promise<void>
  /** Cancels the run, and the load of the model, whether a run waits for it or not. */
  cancel(): void
  /**
   * Called when the engine is gone: the current run ends.
   * @param error the run has failed with this error; null: it counts as cancelled
   */
  runLost(error: ErrorData | null): void
}

export function runActions({ store, client, ports, actions }: Context): RunActions {
  const task = createTask()

  const refuse = (side: Side, error: ErrorData) =>
    store.setState({ run: { phase: 'failed', error, at: side } })

  async function loadAndRun(
    state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>,
    signal: AbortSignal,
  ): Promise<Result> {
    const info = await actions.ensureModel()
    signal.throwIfAborted()
    const started = ports.now() // the time of the load is measured separately
    const isDue = throttle(ports.now)
    const { weights } = state.settings
    const inputs = inputsFor(state, info)
    const reply = await client.call(
      'analyze',
      {
        a: modelInput(state, 'a'),
        b: modelInput(state, 'b'),
        settings: encodeSettingsOf(inputs, info),
        weights,
      },
      {
        signal,
        onProgress: (progress) => {
          if (!signal.aborted && isDue(`text ${progress.done}`))
            store.setState({ run: { phase: 'running', progress } })
        },
      },
    )
    return { info, inputs, reply, time: milliseconds(ports.now() - started) }
  }

  /** @returns false: the run ends here */
  function textsArrive(): Promise<boolean> {
    store.setState({ run: { phase: 'running', progress: null } })
    return waitForTexts({ actions }, task, (ended) =>
      store.setState({ run: ended.phase === 'failed' ? { ...ended, at: null } : ended }),
    )
  }

  async function analyze(): Promise<void> {
    task.abort()
    if (textsPending(store.getState()) && !(await textsArrive())) return
    const problem = checkTexts(store, SIDES)
    if (problem !== null) return refuse(problem.side, problem.error)
    const { a, b, settings, rules } = store.getState()
    for (const side of SIDES)
      if (store.getState()[side].notice?.kind === 'error') patchText(store, side, { notice: null })
    store.setState({ run: { phase: 'running', progress: null } })
    await task.run(
      async (signal) => {
        const attempt = () => loadAndRun({ a, b, settings, rules }, signal)
        return attempt().catch((error: unknown) => {
          if (signal.aborted || toErrorData(error).code !== 'model/not-loaded') throw error
          actions.modelLost(null) // the engine was restarted and has no model: load it again, and retry once
          return attempt()
        })
      },
      (ended) => {
        if (ended.phase === 'done')
          store.setState({ run: { phase: 'done', time: ended.value.time }, result: ended.value })
        else store.setState({ run: ended.phase === 'failed' ? { ...ended, at: null } : ended })
      },
    )
  }

  return {
    analyze,
    cancel() {
      if (task.abort()) store.setState({ run: { phase: 'cancelled' } })
      if (store.getState().model.phase === 'loading') actions.cancelLoad()
    },
    runLost(error) {
      if (!task.abort()) return
      store.setState({ run: error === null ? { phase: 'cancelled' } : { phase: 'failed', error, at: null } })
    },
  }
}

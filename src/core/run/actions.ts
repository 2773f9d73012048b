/** Analyze and cancel. The latest run wins; one that was aborted or overtaken leaves no trace. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import { milliseconds } from '../../engine/units'
import { focusOn, patchText, type Context } from '../context'
import { pacer } from '../progress'
import { encodeSettingsOf, inputsFor, modelInput, sideProblem } from '../selectors'
import { SIDES, type AppState, type Result, type Side } from '../state'

export interface RunActions {
  analyze(): Promise<void>
  /** Stops the run, and the load that it (or nobody) waits for. */
  cancel(): void
  /** The engine is gone: whatever ran has failed with this error, or, for null, was cancelled. */
  runLost(error: ErrorData | null): void
}

export function runActions({ store, client, ports, actions }: Context): RunActions {
  let current: AbortController | null = null

  function abandon(): boolean {
    const abandoned = current
    current = null
    abandoned?.abort()
    return abandoned !== null
  }

  function refuse(side: Side, error: ErrorData): void {
    patchText(store, side, { notice: { kind: 'error', error } })
    store.setState({ run: { phase: 'failed', error, at: side } })
  }

  /** Both editors explain what is wrong with them; the first of them gets the focus. */
  function textsAreFine(): boolean {
    const problems = SIDES.map((side) => ({ side, problem: sideProblem(store.getState(), side) }))
    const bad = problems.flatMap(({ side, problem }) => (problem === null ? [] : [{ side, problem }]))
    for (const { side, problem } of [...bad].reverse()) refuse(side, problem)
    if (bad[0]) focusOn(store, bad[0].side)
    return bad.length === 0
  }

  async function loadAndRun(
    state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>,
    signal: AbortSignal,
  ): Promise<Result> {
    const info = await actions.ensureModel()
    signal.throwIfAborted()
    const started = ports.now() // a load has its own time
    const isDue = pacer(ports.now)
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

  async function analyze(): Promise<void> {
    abandon()
    if (!textsAreFine()) return
    const controller = new AbortController()
    current = controller
    const isCurrent = () => current === controller
    const { a, b, settings, rules } = store.getState()
    for (const side of SIDES)
      if (store.getState()[side].notice?.kind === 'error') patchText(store, side, { notice: null })
    store.setState({ run: { phase: 'running', progress: null } })
    const attempt = () => loadAndRun({ a, b, settings, rules }, controller.signal)
    try {
      const result = await attempt().catch((error: unknown) => {
        if (!isCurrent() || toErrorData(error).code !== 'model/not-loaded') throw error
        actions.modelLost(null) // the engine forgot its model (it was started anew): load it, once
        return attempt()
      })
      if (!isCurrent()) return
      current = null
      store.setState({ run: { phase: 'done', time: result.time }, result })
    } catch (error) {
      if (!isCurrent()) return
      current = null
      const data = toErrorData(error)
      store.setState({
        run:
          data.code === 'run/cancelled' ? { phase: 'cancelled' } : { phase: 'failed', error: data, at: null },
      })
    }
  }

  return {
    analyze,
    cancel() {
      if (abandon()) store.setState({ run: { phase: 'cancelled' } })
      if (store.getState().model.phase === 'loading') actions.cancelLoad()
    },
    runLost(error) {
      if (!abandon()) return
      store.setState({ run: error === null ? { phase: 'cancelled' } : { phase: 'failed', error, at: null } })
    },
  }
}

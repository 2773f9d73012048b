/**
 * The actions "analyze" and "cancel". There is one run: it goes through the parts that the texts and the open tab ask
 * for. A new run supersedes the current one; an aborted or superseded run does not change the state.
 */
import { cancelled, type ErrorData } from '../../engine/errors'
import { milliseconds } from '../../engine/units'
import { patchText, type Context } from '../context'
import { checkTexts } from '../text/check-texts'
import { textsPending, waitForTexts } from '../text/wait-for-texts'
import { SIDES, type EndedPart, type RunPhase, type Side } from '../state'
import { createTask } from '../task'
import { partsToRun, type PartEnd, type RunPart, type Wanted } from './part'
import { scoresActions, type ScoresActions } from './scores'

export interface AnalyzeOptions extends Wanted {
  /** The user has agreed to parts that take long. */
  readonly confirmed?: boolean
  /** Called when a part is done. */
  readonly onPart?: (name: string) => void
}

interface Ran {
  readonly ended: readonly EndedPart[]
  /** The part that failed; those after it were not begun. */
  readonly failure: { readonly part: RunPart; readonly error: ErrorData } | null
}

export interface RunActions extends ScoresActions {
  /** Runs what there is a text for and what is open. Resolves when all of it has ended; never rejects. */
  analyze(options?: AnalyzeOptions): Promise<void>
  /** Cancels the run, and the load of the model, whether a run waits for it or not. */
  cancel(): void
  /**
   * Called when the engine is gone: the current run ends.
   * @param error the run has failed with this error; null: it counts as cancelled
   */
  runLost(error: ErrorData | null): void
}

/** The tab that is open before the user chooses one. */
const FIRST_VIEW = 'scores'

const WAITING = { phase: 'running', part: null, progress: null, share: { from: 0, to: 0 } } as const

export function runActions(context: Context): RunActions {
  const { store, ports, actions } = context
  const task = createTask()
  const get = store.getState
  const show = (run: RunPhase) => store.setState({ run })
  const cancelParts = () => {
    for (const part of context.parts) part.cancel(actions)
  }

  /** Shows what is wrong with the texts. @returns false: nothing can be run */
  function textsAreFine(): boolean {
    const filled = SIDES.filter((side) => get()[side].text !== '')
    // A alone is enough for some parts; B alone is not.
    const needed: readonly Side[] = filled.includes('a') ? filled : ['a']
    const problem = checkTexts(store, needed)
    if (problem !== null) show({ phase: 'failed', error: problem.error, at: problem.side, title: null })
    return problem === null
  }

  /** @returns false: the run ends here */
  function textsArrive(): Promise<boolean> {
    show(WAITING)
    return waitForTexts({ actions }, task, (ended) =>
      show(ended.phase === 'failed' ? { ...ended, at: null, title: null } : ended),
    )
  }

  async function runPart(part: RunPart, confirmed: boolean, signal: AbortSignal): Promise<PartEnd> {
    const ended = await part.run(actions, { confirmed })
    if (ended.phase !== 'failed' || ended.error.code !== 'model/not-loaded') return ended
    // The engine was restarted and has no model: load it again, and try once more.
    signal.throwIfAborted()
    actions.modelLost(null)
    return part.run(actions, { confirmed })
  }

  /** Opens the tab of what the texts ask for, where the user sees less and has not chosen the tab. */
  function openView(parts: readonly RunPart[]): void {
    const { view, viewChosen } = get()
    const isShown = parts.some((part) => part.view === null || part.view === view)
    const next = parts.find((part) => part.view !== null && part.view !== view)
    if (next?.view != null && view === FIRST_VIEW && (!viewChosen || !isShown))
      store.setState({ view: next.view })
  }

  async function runParts(options: AnalyzeOptions, signal: AbortSignal): Promise<Ran> {
    await actions.ensureModel()
    signal.throwIfAborted()
    const state = get()
    const parts = partsToRun(context.parts, state, options)
    if (options.only === undefined) openView(parts)
    const total = parts.reduce((sum, part) => sum + part.size(state), 0)
    const ended: EndedPart[] = []
    let from = 0
    for (const part of parts) {
      const to = from + part.size(state) / Math.max(1, total)
      show({ phase: 'running', part: part.name, progress: null, share: { from, to } })
      const started = ports.now()
      const end = await runPart(part, options.confirmed === true, signal)
      signal.throwIfAborted()
      if (end.phase === 'failed') return { ended, failure: { part, error: end.error } }
      if (end.phase === 'cancelled') throw cancelled()
      const time = end.phase === 'asking' ? null : milliseconds(ports.now() - started)
      ended.push({ title: part.title, time })
      options.onPart?.(part.name)
      from = to
    }
    return { ended, failure: null }
  }

  async function analyze(options: AnalyzeOptions = {}): Promise<void> {
    task.abort()
    cancelParts()
    if (textsPending(get()) && !(await textsArrive())) return
    if (!textsAreFine()) return
    for (const side of SIDES)
      if (get()[side].notice?.kind === 'error') patchText(store, side, { notice: null })
    show(WAITING)
    await task.run(
      (signal) => runParts(options, signal),
      (ended) => {
        if (ended.phase === 'done') show(endOf(ended.value))
        else show(ended.phase === 'failed' ? { ...ended, at: null, title: null } : ended)
      },
    )
  }

  return {
    ...scoresActions(context),
    analyze,
    cancel() {
      const { run } = get()
      if (task.abort() || run.phase === 'asking') show({ phase: 'cancelled' })
      // The answer is no: nothing waits any more.
      if (run.phase === 'done') show({ ...run, parts: run.parts.filter(({ time }) => time !== null) })
      cancelParts()
      if (get().model.phase === 'loading') actions.cancelLoad()
    },
    runLost(error) {
      if (!task.abort()) return
      cancelParts()
      show(error === null ? { phase: 'cancelled' } : { phase: 'failed', error, at: null, title: null })
    },
  }
}

function endOf({ ended: parts, failure }: Ran): RunPhase {
  if (failure !== null) {
    const { part, error } = failure
    return { phase: 'failed', error, at: part.view === null ? null : 'view', title: part.title }
  }
  const time = parts.reduce((sum, part) => sum + (part.time ?? 0), 0)
  const isWaiting = parts.length > 0 && parts.every((part) => part.time === null)
  return isWaiting ? { phase: 'asking', parts } : { phase: 'done', time: milliseconds(time), parts }
}

/**
 * Runs the list of cases as a regression suite: runs every case with the loaded model, and compares the results with
 * the stored ones.
 */
import { fromErrorData, toErrorData } from '../../engine/errors'
import { isOwn, type ModelInfo } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import type { CaseFile } from '../../formats/case/schema'
import { casesPatch } from './cases-patch'
import type * as SuiteRun from './suite-run'
import type { CaseStore } from './case-store'
import { scoresOfResult } from './state'
import type { CaseOutcome, CasesActions, CaseSuite } from './types'
import { fetchRecogniser } from '../../core/text/conversations'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { throttle } from '../../core/progress'

type SuiteActions = Pick<CasesActions, 'runCases' | 'cancelCases' | 'dismissOffer'>

/** Errors that end the suite: the engine is gone or cannot run anything, so the other cases would fail too. */
const ENDS_ALL = /^(worker\/|model\/not-loaded|run\/cancelled|run\/out-of-memory)/

export function suiteActions(context: Context, kept: CaseStore): SuiteActions {
  const { store, client, ports, actions } = context
  const patchCases = casesPatch(context)
  const patch = (change: Partial<CaseSuite>) =>
    patchCases({ suite: { ...store.getState().cases.suite, ...change } })
  const task = createTask()

  async function runOne(
    file: CaseFile,
    info: ModelInfo,
    at: number,
    signal: AbortSignal,
    code: typeof SuiteRun,
  ): Promise<CaseOutcome> {
    const isDue = throttle(ports.now)
    const started = ports.now()
    const total = store.getState().cases.list?.length ?? 0
    const settings = code.encodeSettings(file.settings, info)
    const weights = code.weightsOf(file.settings)
    const { name } = file
    const reply = await client.call(
      'analyze',
      { ...code.inputsOf(file), settings, weights },
      {
        signal,
        onProgress: ({ done, layer }) => {
          if (!signal.aborted && isDue(`text ${done}`))
            patch({ run: { phase: 'running', name, done: at, total, ...(layer && { layer }) } })
        },
      },
    )
    const environment = code.environmentOf(ports, info, milliseconds(ports.now() - started))
    const { now, diff, judgement } = await code.compareRun(file, reply, info, environment)
    return {
      state: 'done',
      diff,
      judgement,
      scores: scoresOfResult(now.result),
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    const [info, code] = await Promise.all([actions.ensureModel(), import('./suite-run'), fetchRecogniser()])
    signal.throwIfAborted()
    const list = await kept.summaries()
    patchCases({ list, unkept: kept.unkept(), offered: false })
    for (const [at, { id, name }] of list.entries()) {
      patch({ run: { phase: 'running', name, done: at, total: list.length } })
      const outcome = await outcomeOf(id, info, at, signal, code)
      signal.throwIfAborted()
      const { outcomes, made } = store.getState().cases.suite
      patch({
        outcomes: outcome === null ? outcomes : { ...outcomes, [id]: outcome },
        made: made ?? code.madeBy(info),
      })
    }
  }

  /**
   * Runs one case; null: it was deleted in the meantime.
   * @throws EngineError for an error that ends the suite
   */
  async function outcomeOf(
    id: string,
    info: ModelInfo,
    at: number,
    signal: AbortSignal,
    code: typeof SuiteRun,
  ): Promise<CaseOutcome | null> {
    const file = await kept.get(id)
    if (file === null) return null
    try {
      return await runOne(file, info, at, signal, code)
    } catch (caught) {
      const error = toErrorData(caught)
      if (ENDS_ALL.test(error.code)) throw fromErrorData(error)
      return { state: 'failed', error }
    }
  }

  /**
   * ranWith: the model that gave the outcomes. offeredFor: the model for which the page last offered to run the
   * suite; it does so once for each model.
   */
  let ranWith: string | null = null
  let offeredFor: string | null = null
  store.subscribe(({ model, cases }, before) => {
    if (model === before.model && cases.list === before.cases.list) return
    if (model.phase !== 'ready') return
    const { info } = model
    const key = modelKey(info)
    if (cases.suite.made !== null && ranWith !== key) {
      task.abort()
      patch({ run: { phase: 'idle' }, outcomes: {}, made: null })
    }
    ranWith = key
    if (offeredFor === key || cases.list === null || cases.list.length === 0) return
    offeredFor = key
    patchCases({ offered: cases.list.some(({ modelHash }) => modelHash !== info.hash) })
  })

  return {
    async runCases() {
      patch({ run: { phase: 'loading' }, outcomes: {}, made: null })
      await task.run(run, (ended) => patch({ run: ended.phase === 'done' ? { phase: 'done' } : ended }))
    },
    cancelCases() {
      if (task.abort()) patch({ run: { phase: 'cancelled' } })
    },
    dismissOffer: () => patchCases({ offered: false }),
  }
}

const modelKey = ({ hash, runtime, execution }: ModelInfo): string =>
  [hash, runtime.provider, execution.kind, isOwn(execution) ? 'own' : ''].join(' ')

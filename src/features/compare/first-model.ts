/** The page's own model as model 1 of a comparison. */
import { cancelled, fromErrorData } from '../../engine/errors'
import type { Scores } from '../../engine/score/types'
import { rankWith, runningOf, type CompareJob } from './calls'
import type { Context } from '../../core/context'
import { NOT_BEGUN } from '../../core/model/load-meter'
import { keyOf } from '../../core/model/model-ref'
import { scoresPart } from '../../core/run/scores'
import { isStale } from '../../core/staleness'
import type { Result } from '../../core/state'

export interface FirstModel {
  /**
   * The page's result for the present inputs. If there is none, it is computed as the button "Analyze" does.
   * @throws EngineError
   */
  result(job: CompareJob): Promise<Result>
  /**
   * Scores of A against each document. A ranking that model 1 has already computed is used again.
   * @throws EngineError
   */
  rank(job: CompareJob, first: Result, documents: readonly string[]): Promise<readonly Scores[]>
  /** Unloads model 1, so that model 2 has enough memory. The next call that needs model 1 loads it again. */
  unload(): void
}

export function firstModel({ store, client, actions }: Context): FirstModel {
  /** Key of model 1 after `unload`: a result of that model is still valid. */
  let unloadedKey: string | null = null

  const currentKey = () => {
    const { picked } = store.getState().chosenModel
    return picked && keyOf(picked.ref)
  }

  /** Reports the page's progress of loading and running as progress of model 1. @returns stops the reports */
  const follow = (report: CompareJob['report']): (() => void) =>
    store.subscribe(({ model, run }, before) => {
      if (model !== before.model && model.phase === 'loading') report({ ...model, model: 1 })
      if (run !== before.run && run.phase === 'running' && run.progress !== null)
        report(runningOf(1, run.progress))
    })

  return {
    async result({ signal, report, state }) {
      const { phase } = state.model
      const isSameModel =
        phase === 'ready' || (phase === 'idle' && unloadedKey !== null && unloadedKey === currentKey())
      if (isSameModel && state.result !== null && !isStale(state)) return state.result
      report({ phase: 'loading', model: 1, ...NOT_BEGUN })
      const unfollow = follow(report)
      const cancel = () => actions.cancel()
      signal.addEventListener('abort', cancel)
      try {
        await actions.analyze({ only: [scoresPart.name] })
      } finally {
        unfollow()
        signal.removeEventListener('abort', cancel)
      }
      const { run, result } = store.getState()
      if (run.phase === 'failed') throw fromErrorData(run.error)
      if (run.phase !== 'done' || result === null) throw cancelled() // another run has superseded this one
      return result
    },
    async rank(job, first, documents) {
      const before = job.state.compare.result
      if (before?.first === first && before.ranking !== null) return before.ranking.first
      const info = await actions.ensureModel()
      job.signal.throwIfAborted()
      return rankWith(client, info, 1, job, documents)
    },
    unload() {
      if (store.getState().model.phase !== 'ready') return
      unloadedKey = currentKey()
      actions.runLost(null)
      actions.modelLost(null)
      client.restart()
    },
  }
}

/** The calls that a comparison sends to each of the two models. */
import type { ModelInfo } from '../../engine/model/types'
import type { Scores } from '../../engine/score/types'
import { milliseconds } from '../../engine/units'
import type { CountProgress, EngineClient } from '../../host/calls'
import { turnOf } from './state'
import type { CompareRun } from './state-types'
import { throttle } from '../../core/progress'
import { prepared } from '../../core/prepared'
import { encodeSettingsOf, inputsFor, modelInput, textInputs } from '../../core/selectors'
import type { AppState, Result } from '../../core/state'

/** One comparison, with the page's state at its start. */
export interface CompareJob {
  readonly signal: AbortSignal
  readonly state: AppState
  readonly documents: readonly string[] | null
  readonly report: (run: CompareRun) => void
}

/**
 * Reports a new phase, model or stage at once, and throttles the progress in between.
 * @param now milliseconds, monotonic
 */
export function throttled(now: () => number, report: CompareJob['report']): CompareJob['report'] {
  const isDue = throttle(now)
  return (run) => {
    const stage = run.phase === 'loading' ? run.progress?.stage : ''
    if (isDue([run.phase, turnOf(run), stage].join())) report(run)
  }
}

export const runningOf = (model: 1 | 2, { done, total, layer }: CountProgress): CompareRun => ({
  phase: 'running',
  model,
  done,
  total,
  ...(layer && { layer }),
})

/** Scores the pair of texts. @throws EngineError */
export async function analyzeWith(
  by: EngineClient,
  info: ModelInfo,
  model: 1 | 2,
  { signal, state, report }: CompareJob,
  now: () => number,
): Promise<Result> {
  const { settings } = state
  const started = now()
  const inputs = inputsFor(state, info)
  report({ phase: 'running', model, done: 0, total: 2 })
  const reply = await by.call(
    'analyze',
    {
      a: modelInput(state, 'a'),
      b: modelInput(state, 'b'),
      settings: encodeSettingsOf(inputs, info),
      weights: settings.weights,
    },
    { signal, onProgress: (progress) => report(runningOf(model, progress)) },
  )
  return { info, inputs, reply, time: milliseconds(now() - started) }
}

/** Scores A against each document. @throws EngineError */
export async function rankWith(
  by: EngineClient,
  info: ModelInfo,
  model: 1 | 2,
  { signal, state, report }: CompareJob,
  documents: readonly string[],
): Promise<readonly Scores[]> {
  const { weights } = state.settings
  const inputs = textInputs(state)
  report({ phase: 'running', model, done: 0, total: documents.length })
  const { scores } = await by.call(
    'rank',
    {
      query: modelInput(state, 'a'),
      documents: documents.map((text) => prepared(text, inputs).mapped.text),
      settings: encodeSettingsOf(inputsFor(state, info), info),
      weights,
    },
    { signal, onProgress: (progress) => report(runningOf(model, progress)) },
  )
  return scores
}

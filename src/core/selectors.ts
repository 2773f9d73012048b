/** What is derived from the state. Pure functions; the page wires them to the store. */
import type { EncodeSettings } from '../engine/encode/types'
import type { ErrorData } from '../engine/errors'
import type { Activations } from '../engine/model/ports'
import { offersActivations, type ModelInfo } from '../engine/model/types'
import { reweighed } from '../engine/score/fuse'
import type { ScoreName, Scores, Weights } from '../engine/score/types'
import { modelChoice } from './model/model-ref'
import { modelInputOf, originalPlace, preparedSide, rulesKey, rulesOf } from './prepared'
import { memoize } from './memoize'
import { textProblem } from './text/text-problems'
import type { AppState, Mode, ModelPhase, Result, RunInputs, RunPhase, Settings, Side } from './state'

/** The score that a mode is about. All five are computed in every mode. */
export const HEADLINE: Readonly<Record<Mode, ScoreName>> = {
  hybrid: 'sparse+dense',
  dense: 'dense',
  sparse: 'sparse',
  colbert: 'colbert',
  all: 'colbert+sparse+dense',
}

export const positionLimit = (model: ModelPhase): number | null =>
  model.phase === 'ready' ? model.info.positionLimit.value : null

/** What the model can take of the chosen max_length; `limitedBy` is the reason to show when that is less. */
export function effectiveMaxLength(
  chosen: number,
  limit: number | null,
): { readonly value: number; readonly limitedBy: number | null } {
  if (limit === null || chosen <= limit) return { value: chosen, limitedBy: null }
  return { value: limit, limitedBy: limit }
}

/** The tokenizer mode that will run: a model may know one only. */
export function effectiveTokenizerMode(settings: Settings, model: ModelPhase): Settings['tokenizerMode'] {
  if (model.phase !== 'ready') return settings.tokenizerMode
  const modes = model.info.tokenizerModes
  return modes.length === 0 || modes.includes(settings.tokenizerMode) ? settings.tokenizerMode : modes[0]!
}

/** The model's exact input for a side: a prefix belongs to the query, A. */
export const modelInput = (state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>, side: Side): string =>
  modelInputOf(textInputs(state), side)

/** The part of the inputs that texts are made from. */
export const textInputs = ({ a, b, settings, rules }: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>) => ({
  textA: a.text,
  textB: b.text,
  prefix: settings.prefix,
  rules: rulesKey(rules.rules),
  leaveOutMetadata: settings.metadata === 'out',
})

/** Where max_length cuts in the text as the editor has it; null when nothing is cut. 0: the prefix fills it all. */
export function cutInEditor(
  cut: number | null,
  side: Side,
  state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>,
): number | null {
  if (cut === null) return null
  return originalPlace(textInputs(state), side, cut)
}

/** truncate_dim as it will run: a model with fewer dimensions is not cut. */
export function effectiveTruncateDim(chosen: number | null, model: ModelPhase): number | null {
  if (chosen === null || model.phase !== 'ready') return chosen
  const { dense } = model.info.heads
  return dense.state === 'available' && chosen < dense.value.dimension ? chosen : null
}

/** Activations as they will be scaled: without a choice, as the file has it. */
export const effectiveActivations = (chosen: Activations, info: ModelInfo | null): Activations =>
  info === null || offersActivations(info) ? chosen : 'published'

/** What a run of this model with these texts and settings depends on: each model takes what it can of them. */
export function inputsFor(
  state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>,
  info: ModelInfo,
): RunInputs {
  const { settings } = state
  const ready = { phase: 'ready', info, time: info.loadTime } as const
  return {
    ...textInputs(state),
    maxLength: effectiveMaxLength(settings.maxLength, info.positionLimit.value).value,
    tokenizerMode: effectiveTokenizerMode(settings, ready),
    normalize: settings.normalize,
    truncateDim: effectiveTruncateDim(settings.truncateDim, ready),
    activations: effectiveActivations(settings.activations, info),
    modelHash: info.hash,
    provider: info.runtime.provider,
  }
}

/** What the engine is told of it. */
export const encodeSettingsOf = (inputs: RunInputs, info: ModelInfo): EncodeSettings => ({
  tokenizerMode: inputs.tokenizerMode,
  maxLength: inputs.maxLength,
  normalize: inputs.normalize,
  truncateDim: inputs.truncateDim,
  ...(offersActivations(info) && { activations: inputs.activations }),
})

/** Which model a run would use; null before one is known. Before it is loaded again, its earlier result knows it. */
function modelHashOf(state: AppState): string | null {
  const { model, result } = state
  const choice = modelChoice(state)
  if (model.phase === 'ready') return model.info.hash
  if (choice === null) return null
  return result?.info.id === choice.id ? result.inputs.modelHash : ''
}

/** What a run with the present inputs would depend on; null before a model is known. */
export function currentInputs(state: AppState): RunInputs | null {
  const { model, result, settings } = state
  if (model.phase === 'ready') return inputsFor(state, model.info)
  const modelHash = modelHashOf(state)
  if (modelHash === null) return null
  return {
    ...textInputs(state),
    maxLength: effectiveMaxLength(settings.maxLength, result?.info.positionLimit.value ?? null).value,
    tokenizerMode: result?.inputs.tokenizerMode ?? settings.tokenizerMode,
    normalize: settings.normalize,
    truncateDim: settings.truncateDim,
    activations: effectiveActivations(settings.activations, result?.info ?? null),
    modelHash,
    provider: settings.provider,
  }
}

/** The five scores of a result under the present weights. */
export const fusedScores = memoize(1, (result: Result, weights: Weights): Scores =>
  reweighed(result.reply.scores, weights),
)

export const isBusy = (state: Pick<AppState, 'model' | 'run'>): boolean =>
  state.model.phase === 'loading' || state.run.phase === 'running'

/** Errors that belong to no editor, without saying one thing twice. */
export function pageErrors(model: ModelPhase, run: RunPhase): readonly ErrorData[] {
  const errors: ErrorData[] = []
  if (model.phase === 'failed') errors.push(model.error)
  if (run.phase === 'failed' && run.at === null && !errors.some((e) => e.code === run.error.code))
    errors.push(run.error)
  return errors
}

/** Why the page does not run the text of a side, or null. */
export function sideProblem(
  state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>,
  side: Side,
): ErrorData | null {
  const problem = textProblem(state[side].text)
  if (problem !== null) return problem
  const inputs = textInputs(state)
  if (preparedSide(inputs, side).mapped.text.trim() !== '') return null
  const rules = rulesOf(inputs.rules).map(({ kind }) => kind)
  return {
    code: 'text/nothing-left',
    message: `Rules (${rules.join(', ')}) leave nothing of the text.`,
    values: { rules: rules.join(', ') },
  }
}

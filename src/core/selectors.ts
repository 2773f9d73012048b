/** Values that are derived from the state. All functions are pure. */
import type { EncodeSettings } from '../engine/encode/types'
import type { ErrorData } from '../engine/errors'
import type { Arithmetic } from '../engine/encoder/ports'
import type { Activations } from '../engine/model/ports'
import { offersActivations, offersArithmetic, type ModelInfo } from '../engine/model/types'
import { reweighed } from '../engine/score/fuse'
import type { ScoreName, Scores, Weights } from '../engine/score/types'
import { modelChoice } from './model/model-ref'
import { modelInputOf, originalPlace, preparedSide, rulesKey, rulesOf } from './prepared'
import { isPending, NOT_READY, type TextWorkInputs } from './text/long-texts'
import { memoize } from './memoize'
import { textProblem } from './text/text-problems'
import type { AppState, Mode, ModelPhase, Result, RunInputs, RunPhase, Settings, Side } from './state'

/** The score of each mode. All five scores are computed in every mode. */
export const HEADLINE: Readonly<Record<Mode, ScoreName>> = {
  hybrid: 'sparse+dense',
  dense: 'dense',
  sparse: 'sparse',
  colbert: 'colbert',
  all: 'colbert+sparse+dense',
}

export const positionLimit = (model: ModelPhase): number | null =>
  model.phase === 'ready' ? model.info.positionLimit.value : null

/**
 * The max_length of a run: the chosen value, limited by what the model supports.
 * @param limit the model's own limit in tokens; null: no model is loaded
 * @returns `limitedBy`: the model's limit if it is lower than the chosen value, else null
 */
export function effectiveMaxLength(
  chosen: number,
  limit: number | null,
): { readonly value: number; readonly limitedBy: number | null } {
  if (limit === null || chosen <= limit) return { value: chosen, limitedBy: null }
  return { value: limit, limitedBy: limit }
}

/**
 * The tokenizer mode of a run: the chosen one, or the model's first mode if the model does not support the chosen
 * one.
 */
export function effectiveTokenizerMode(settings: Settings, model: ModelPhase): Settings['tokenizerMode'] {
  if (model.phase !== 'ready') return settings.tokenizerMode
  const modes = model.info.tokenizerModes
  return modes.length === 0 || modes.includes(settings.tokenizerMode) ? settings.tokenizerMode : modes[0]!
}

/** The exact input of the model for one side. The prefix is put before A, the query. */
export const modelInput = (state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>, side: Side): string =>
  modelInputOf(textInputs(state), side)

/** The part of RunInputs that determines the model inputs of both texts. */
export const textInputs = ({ a, b, settings, rules }: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>) => ({
  textA: a.text,
  textB: b.text,
  prefix: settings.prefix,
  rules: rulesKey(rules.rules),
  leaveOutMetadata: settings.metadata === 'out',
})

/**
 * The UTF-16 offset in the editor's text at which max_length cuts it. Null: nothing is cut. 0: the prefix alone
 * reaches max_length.
 */
export function cutInEditor(
  cut: number | null,
  side: Side,
  state: Pick<AppState, 'a' | 'b' | 'settings' | 'rules'>,
): number | null {
  if (cut === null) return null
  return originalPlace(textInputs(state), side, cut)
}

/**
 * The truncate_dim of a run; null: the vector is not truncated, also when the model's dimension is not larger than
 * the chosen one.
 */
export function effectiveTruncateDim(chosen: number | null, model: ModelPhase): number | null {
  if (chosen === null || model.phase !== 'ready') return chosen
  const { dense } = model.info.heads
  return dense.state === 'available' && chosen < dense.value.dimension ? chosen : null
}

/** How a run scales activations: the chosen way if the model offers a choice, else as published. */
export const effectiveActivations = (chosen: Activations, info: ModelInfo | null): Activations =>
  info === null || offersActivations(info) ? chosen : 'published'

/** How a run computes integer products: the chosen way if the model offers a choice, else exactly. */
export const effectiveArithmetic = (chosen: Arithmetic, info: ModelInfo | null): Arithmetic =>
  info === null || offersArithmetic(info) ? chosen : 'exact'

/**
 * Everything that a run of this model with the present texts and settings depends on. Settings are limited to what
 * the model supports.
 */
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
    arithmetic: effectiveArithmetic(settings.arithmetic, info),
    modelHash: info.hash,
    provider: info.runtime.provider,
  }
}

/** The settings of these inputs in the form of an engine call. */
export const encodeSettingsOf = (inputs: RunInputs, info: ModelInfo): EncodeSettings => ({
  tokenizerMode: inputs.tokenizerMode,
  maxLength: inputs.maxLength,
  normalize: inputs.normalize,
  truncateDim: inputs.truncateDim,
  ...(offersActivations(info) && { activations: inputs.activations }),
  ...(offersArithmetic(info) && { arithmetic: inputs.arithmetic }),
})

/**
 * Hash of the model that a run would use; null: no model is known. Before the model is loaded, the hash of its
 * earlier result is used; "" if the result is of another model, so that the result is stale.
 */
function modelHashOf(state: AppState): string | null {
  const { model, result } = state
  const choice = modelChoice(state)
  if (model.phase === 'ready') return model.info.hash
  if (choice === null) return null
  return result?.info.id === choice.id ? result.inputs.modelHash : ''
}

/**
 * The inputs of a run with the present texts and settings; null: no model is known. Without a loaded model, its
 * limits are taken from the earlier result.
 */
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
    arithmetic: effectiveArithmetic(settings.arithmetic, result?.info ?? null),
    modelHash,
    provider: settings.provider,
  }
}

/** The five scores of a result, fused with the present weights. */
export const fusedScores = memoize(1, (result: Result, weights: Weights): Scores =>
  reweighed(result.reply.scores, weights),
)

export const isBusy = (state: Pick<AppState, 'model' | 'run'>): boolean =>
  state.model.phase === 'loading' || state.run.phase === 'running'

/** Errors that no editor shows. If the model and the run failed with the same code, the error is listed once. */
export function pageErrors(model: ModelPhase, run: RunPhase): readonly ErrorData[] {
  const errors: ErrorData[] = []
  if (model.phase === 'failed') errors.push(model.error)
  if (run.phase === 'failed' && run.at === null && !errors.some((e) => e.code === run.error.code))
    errors.push(run.error)
  return errors
}

/** The reason why the page cannot run the text of a side; null: it can. */
export function sideProblem(state: TextWorkInputs, side: Side): ErrorData | null {
  const problem = textProblem(state[side].text)
  if (problem !== null) return problem
  if (isPending(state, side)) return NOT_READY
  const inputs = textInputs(state)
  const { mapped, problem: stopped } = preparedSide(inputs, side)
  if (stopped !== null) return stopped
  if (mapped.text.trim() !== '') return null
  const rules = rulesOf(inputs.rules).map(({ kind }) => kind)
  return {
    code: 'text/nothing-left',
    message: `Rules (${rules.join(', ')}) leave nothing of the text.`,
    values: { rules: rules.join(', ') },
  }
}

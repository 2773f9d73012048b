/** What the bar shows of the state. */
import { encodeSettingsOf, inputsFor } from '../../../core/selectors'
import { modelChoice } from '../../../core/model/model-ref'
import { identityOf } from '../../../engine/model/identity'
import type { Weights } from '../../../engine/score/types'
import { endpointName } from '../../../engine/validate/run-types'
import { liveEndpoint } from '../live/endpoint'
import { memoize } from '../../../core/memoize'
import type { AppState } from '../../../core/state'
import { STATE } from '../../../engine/validate/run-columns'
import type { ValidateRun, ValidationResult } from './types'

/** One phase for the file and its run, in the order in which they come. */
export const phaseShown = ({ validate: { data, run } }: AppState): ValidateRun['phase'] | 'reading' =>
  run.phase !== 'running' && data.phase === 'reading' ? 'reading' : run.phase

export interface Difference {
  readonly name:
    | 'model'
    | 'provider'
    | 'endpoint'
    | 'activations'
    | 'arithmetic'
    | 'maxLength'
    | 'tokenizer'
    | 'normalize'
    | 'truncateDim'
    | 'prefix'
    | 'rules'
    | 'metadata'
    | 'form'
    | 'k'
    | 'weights'
  /** The run's, and what a new run would have; '' where there is no short word for it. */
  readonly then: string
  readonly now: string
}

export const rulesCount = (rules: string): number => (JSON.parse(rules) as readonly unknown[]).length

const quoted = (prefix: string) => (prefix === '' ? '–' : `“${prefix}”`)
const weightsText = ({ dense, sparse, colbert }: Weights) => `${dense}/${sparse}/${colbert}`

/**
 * What is other about the run that is shown than about one that would begin now. Of weights only those of a search count: elsewhere
 * they combine what is there. Before a model is loaded, the one that is chosen is taken to be as it was.
 */
export function differencesOf(state: AppState): readonly Difference[] {
  const { result } = state.validate.run
  const { model } = state
  if (!result) return []
  const info = model.phase === 'ready' ? model.info : result.info
  const now = inputsFor(state, info)
  const settings = encodeSettingsOf(now, info)
  const { identity, inputs } = result
  const found: Difference[] = []
  const add = (name: Difference['name'], isOther: boolean, then: unknown = '', next: unknown = '') => {
    if (isOther) found.push({ name, then: String(then), now: String(next) })
  }
  const compare = (name: Difference['name'], then: unknown, next: unknown) =>
    add(name, then !== next, then ?? '–', next ?? '–')
  if (model.phase === 'ready') {
    const { model: id, dtype } = identityOf(info, settings)
    const isOther = identity.model_hash !== info.hash
    add('model', isOther, `${identity.model} ${identity.dtype}`, `${id} ${dtype}`)
    compare('provider', identity.provider, info.runtime.provider)
  } else compare('model', result.info.id, modelChoice(state)?.id ?? result.info.id)
  const endpoint = liveEndpoint(state)
  compare('endpoint', identity.endpoint ?? null, endpoint && endpointName(endpoint))
  compare('activations', result.settings.activations, settings.activations)
  compare('arithmetic', result.settings.arithmetic ?? 'exact', settings.arithmetic ?? 'exact')
  compare('maxLength', result.settings.maxLength, settings.maxLength)
  compare('tokenizer', result.settings.tokenizerMode, settings.tokenizerMode)
  compare('normalize', result.settings.normalize, settings.normalize)
  compare('truncateDim', result.settings.truncateDim, settings.truncateDim)
  add('prefix', inputs.prefix !== now.prefix, quoted(inputs.prefix), quoted(now.prefix))
  add('rules', inputs.rules !== now.rules)
  add('metadata', inputs.leaveOutMetadata !== now.leaveOutMetadata)
  const { form, k } = state.validate.data
  if (result.search === undefined) return found
  add('form', (result.search === null) !== (form === 'pairs'))
  if (result.search === null || form === 'pairs') return found
  compare('k', result.search.k, k)
  compare('weights', weightsText(result.search.weights), weightsText(state.settings.weights))
  return found
}

/** A run that is shown and has other inputs than a new one would have. */
export const isRunStale = (state: AppState): boolean => differencesOf(state).length > 0

/** Pairs that have no score for good. */
export const withoutScore = memoize(2, ({ state }: ValidationResult): number =>
  state.reduce((sum, value) => sum + (value === STATE.without ? 1 : 0), 0),
)

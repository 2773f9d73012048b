/** Values that are derived from the state of the comparison. All functions are pure. */
import { fromErrorData, toErrorData, type ErrorData } from '../../engine/errors'
import { inputsFor } from '../../core/selectors'
import type { CompareRun } from './state-types'
import type { AppState } from '../../core/state'
import { changedInputs, NO_CHANGES, staleness, type Change } from '../../core/staleness'

/** The largest number of documents in a ranking. Each document is one run of each model. */
export const DOCUMENT_LIMIT = 200

export interface Documents {
  /** The first DOCUMENT_LIMIT documents. */
  readonly list: readonly string[]
  /** The number of documents in the text. */
  readonly found: number
}

/** The non-empty lines of a text. */
export function documentsOf(text: string): Documents {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  return { list: lines.slice(0, DOCUMENT_LIMIT), found: lines.length }
}

/**
 * The inputs of either model that have changed since the comparison ran. The models can have different limits for a
 * setting.
 */
export function compareStaleness(state: AppState): readonly Change[] {
  const { result } = state.compare
  if (result === null) return NO_CHANGES
  const { info, inputs } = result.second
  return staleness(state, result.first.inputs, { more: changedInputs(inputs, inputsFor(state, info)) })
}

/** The model that is loading or running; null: none is. */
export const turnOf = (run: CompareRun): 1 | 2 | null =>
  run.phase === 'loading' || run.phase === 'running' ? run.model : null

/** Adds the number of the model to an error of this work. */
export const aboutModel = <T>(model: 1 | 2, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw fromErrorData(toErrorData(error)).with({ comparedModel: model })
  })

/** The model that an error is about; null: the error is about the texts. */
export function modelOfError({ code, values: { comparedModel } }: ErrorData): 1 | 2 | null {
  if (code.startsWith('text/')) return null
  return comparedModel === 1 || comparedModel === 2 ? comparedModel : null
}

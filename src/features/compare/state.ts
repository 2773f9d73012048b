/** Two models on the same texts: what is derived of it. Pure functions. */
import { fromErrorData, toErrorData, type ErrorData } from '../../engine/errors'
import { inputsFor } from '../../core/selectors'
import type { CompareRun } from './state-types'
import type { AppState } from '../../core/state'
import { changedInputs, NO_CHANGES, staleness, type Change } from '../../core/staleness'

export {
  kendallTauB,
  rankingRows,
  ranksOf,
  scorePair,
  topOverlap,
  type RankedDocument,
  type ScorePair,
} from '../../engine/compare/ranking'

/** Documents that a ranking takes; each is a run of each model. */
export const DOCUMENT_LIMIT = 200

export interface Documents {
  /** The first DOCUMENT_LIMIT. */
  readonly list: readonly string[]
  /** All that there are. */
  readonly found: number
}

/** The non-empty lines of a text. */
export function documentsOf(text: string): Documents {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  return { list: lines.slice(0, DOCUMENT_LIMIT), found: lines.length }
}

/** What has changed since the comparison ran, of the inputs of either model: each takes what it can of the settings. */
export function compareStaleness(state: AppState): readonly Change[] {
  const { result } = state.compare
  if (result === null) return NO_CHANGES
  const { info, inputs } = result.second
  return staleness(state, result.first.inputs, { more: changedInputs(inputs, inputsFor(state, info)) })
}

/** Which model a run is busy with; null while none is. */
export const turnOf = (run: CompareRun): 1 | 2 | null =>
  run.phase === 'loading' || run.phase === 'running' ? run.model : null

/** The error says which of the two models it is about. */
export const aboutModel = <T>(model: 1 | 2, work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw fromErrorData(toErrorData(error)).with({ comparedModel: model })
  })

/** Which of the two models an error is about; null: neither, but the texts. */
export function modelOfError({ code, values: { comparedModel } }: ErrorData): 1 | 2 | null {
  if (code.startsWith('text/')) return null
  return comparedModel === 1 || comparedModel === 2 ? comparedModel : null
}

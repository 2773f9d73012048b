/** The model's exact inputs of a run, made again for single pairs. */
import type { AnsweredName } from '../../../engine/validate/answer-types'
import type { FusedName } from '../../../engine/score/fuse'
import type { HeadName } from '../../../engine/validate/types'
import { modelInputOf } from '../../../core/prepared'
import type { AppState } from '../../../core/state'
import type { ValidationInputs, ValidationResult } from '../run/types'

/** @throws nothing: rules that were stopped leave a text as it is, as everywhere on the page */
export const queryInputOf = (text: string, { prefix, rules, leaveOutMetadata }: ValidationInputs): string =>
  modelInputOf({ textA: text, textB: '', prefix, rules, leaveOutMetadata }, 'a')

export const documentInputOf = (
  text: string,
  { prefix, rules, leaveOutMetadata }: ValidationInputs,
): string => modelInputOf({ textA: '', textB: text, prefix, rules, leaveOutMetadata }, 'b')

/** The score that an explanation is about. Production's own number has no heads: then it is all of them together. */
export const explainedScore = (score: AnsweredName): FusedName | HeadName =>
  score === 'production' ? 'colbert+sparse+dense' : score

/** Whether the loaded model is the one that made the run. */
export const isRunsModel = ({ model }: Pick<AppState, 'model'>, { info }: ValidationResult): boolean =>
  model.phase === 'ready' && model.info.hash === info.hash

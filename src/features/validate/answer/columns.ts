/** Columns of all pairs that the page makes of a result, for its charts. */
import type { Weights } from '../../../engine/score/types'
import type { AnsweredName } from '../../../engine/validate/answer-types'
import { scoreColumns } from '../../../engine/validate/columns'
import type { ValidationResult } from '../run/types'
import { headsOf } from './request'

/**
 * [pairs] a score of all pairs; NaN: none. Null: the model has no head for it, or the file no column.
 * @param converted production's number in our units, where the user wants that
 */
export function scoreColumn(
  name: AnsweredName,
  result: ValidationResult,
  weights: Weights,
  converted: Float64Array | null = null,
): Float64Array | null {
  if (name === 'production' && converted !== null) return converted
  const { pairs, heads } = result
  return scoreColumns({ pairs, heads, has: headsOf(result), weights })[name]
}

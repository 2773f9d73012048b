/** Files of the format m3scope/validation. */
import type { Identity } from '../../../src/engine/model/identity'
import { answer } from '../../../src/engine/validate/answer'
import { SKIP_REASONS } from '../../../src/engine/validate/types'
import { validationReport } from '../../../src/formats/report/validation'
import { reportText } from '../../../src/formats/report/write'
import { golden, OPTIONS, requestOf } from './columns'

export const SKIPPED = SKIP_REASONS.map((reason, i) => ({
  row: i + 1,
  reason,
  value: i % 2 ? 'x' : '',
  ...(i % 3 === 0 && { file: 'a.csv' }),
}))

/** With labels, without, without a pair, and with production's score and another k. */
export function validations(identity: Identity): string[] {
  const binary = golden.sets['binary']!
  const labelled = requestOf(binary.rows, binary.queries, { resamples: 20, k: 5 })
  const unlabelled = requestOf(
    binary.rows.map((row) => ({ ...row, grade: null })),
    binary.queries,
  )
  const production = { ...labelled, pairs: { ...labelled.pairs, production: labelled.heads.dense } }
  return [labelled, unlabelled, requestOf([], 0), { ...production, options: { ...OPTIONS, k: 10 } }].map(
    (request, i) =>
      reportText(
        validationReport({
          answer: answer(request),
          options: request.options,
          weights: request.weights,
          skipped: i === 0 ? SKIPPED : [],
          identity,
          score: i === 3 ? 'production' : null,
          filtered: false,
        }),
      ),
  )
}

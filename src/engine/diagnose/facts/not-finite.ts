import type { ErrorValues } from '../../errors'
import { SCORE_NAMES } from '../../score/types'
import type { DiagnosisInput, FactOf } from '../types'

/** A score that is no number, although every vector is one: its sum left the range of a double. */
export const notFinite = ({ scores }: DiagnosisInput): readonly FactOf<'not-finite'>[] =>
  SCORE_NAMES.flatMap((name) => {
    const score = scores?.[name]
    return score?.state === 'available' && !Number.isFinite(score.value)
      ? [fact(null, name, String(score.value))]
      : []
  })

/** What a run says that ended with `model/not-finite`. @param values of that error */
export const notFiniteRun = ({ side, head, found }: ErrorValues): FactOf<'not-finite'> =>
  fact(side === 'a' || side === 'b' ? side : null, String(head), String(found))

const fact = (side: 'a' | 'b' | null, of: string, found: string): FactOf<'not-finite'> => ({
  code: 'not-finite',
  side,
  of,
  found,
  remedies: [{ do: 'load-model' }],
})

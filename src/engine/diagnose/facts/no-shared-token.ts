import { skippedIds } from '../../heads/sparse'
import type { Scores } from '../../score/types'
import type { DiagnosisInput, FactOf, Measured } from '../types'

/** No token has a weight in both texts: sparse is 0, and only dense is left of sparse+dense. */
export function noSharedToken(input: DiagnosisInput): readonly FactOf<'no-shared-token'>[] {
  const [a, b] = input.texts
  if (a === undefined || b === undefined) return []
  const [ours, theirs] = [a.encoded?.lexicalWeights, b.encoded?.lexicalWeights]
  if (ours?.state !== 'available' || theirs?.state !== 'available') return []
  if ([...ours.value.keys()].some((id) => theirs.value.has(id))) return []
  const { weights, scores } = input
  return [
    {
      code: 'no-shared-token',
      tokens_a: ours.value.size,
      tokens_b: theirs.value.size,
      common_ids: commonIds(input, a, b),
      sparse: 0,
      dense: valueOf(scores, 'dense'),
      sparse_dense: valueOf(scores, 'sparse+dense'),
      dense_share: weights.dense / (weights.dense + weights.sparse),
      remedies: [{ do: 'dense-alone' }],
    },
  ]
}

const valueOf = (scores: Scores | null, name: 'dense' | 'sparse+dense'): number | null => {
  const score = scores?.[name]
  return score?.state === 'available' ? score.value : null
}

function commonIds({ info }: DiagnosisInput, a: Measured, b: Measured): number {
  const skipped = skippedIds(info.tokenizer.specialIds)
  const theirs = new Set(b.tokenized.ids)
  return new Set(a.tokenized.ids.filter((id) => theirs.has(id) && !skipped.has(id))).size
}

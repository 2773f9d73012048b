import { scriptOf } from '../scripts'
import type { DiagnosisInput, FactOf } from '../types'

/** Most words of the two texts are in different scripts. Sparse compares tokens, so it finds few in common. */
export function languagesDiffer({ texts }: DiagnosisInput): readonly FactOf<'languages-differ'>[] {
  // Names and times of a conversation are in no language of their own.
  const [a, b] = texts.map(({ text }) => scriptOf(text.withoutHeaders ?? text.input))
  if (!a || !b || a.script === b.script) return []
  const [ours, theirs] = texts.map(({ encoded }) => encoded?.lexicalWeights)
  const shared =
    ours?.state === 'available' && theirs?.state === 'available'
      ? [...ours.value.keys()].filter((id) => theirs.value.has(id)).length
      : null
  return [{ code: 'languages-differ', a, b, shared_tokens: shared, remedies: [{ do: 'dense-alone' }] }]
}

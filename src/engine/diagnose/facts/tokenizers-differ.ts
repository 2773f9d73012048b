import type { Tokenized, TokenizerMode } from '../../tokenizer/types'
import type { DiagnosisInput, FactOf } from '../types'
import { sameIds } from './same-ids'

/** hf4 and hf5 give other ids: a server with the other version of transformers gives other vectors. */
export const tokenizersDiffer = ({
  texts,
  settings: { tokenizerMode: used },
}: DiagnosisInput): readonly FactOf<'tokenizers-differ'>[] =>
  texts.flatMap(({ side, all, other }) => {
    if (other === null || sameIds(all, other)) return []
    const [hf4, hf5] = used === 'hf4' ? [all, other] : [other, all]
    return [
      {
        code: 'tokenizers-differ' as const,
        side,
        hf4: hf4.fullLength,
        hf5: hf5.fullLength,
        first: firstDifference(hf4, hf5),
        used,
        remedies: [{ do: 'other-tokenizer', tokenizer: otherMode(used) }],
      },
    ]
  })

export const otherMode = (mode: TokenizerMode): TokenizerMode => (mode === 'hf4' ? 'hf5' : 'hf4')

function firstDifference(hf4: Tokenized, hf5: Tokenized): FactOf<'tokenizers-differ'>['first'] {
  let at = 0
  while (hf4.ids[at] === hf5.ids[at]) at++
  const placed = [hf4, hf5].find(({ starts, ends }) => starts && ends && (ends[at] ?? 0) > starts[at]!)
  return { at: placed?.starts?.[at] ?? null, hf4: hf4.tokens[at] ?? '', hf5: hf5.tokens[at] ?? '' }
}

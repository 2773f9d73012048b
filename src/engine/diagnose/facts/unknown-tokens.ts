import { content } from '../content'
import type { DiagnosisInput, FactOf } from '../types'

/** Characters that the vocabulary lacks: all of them have one vector, and no weight. */
export const unknownTokens = ({ texts, info }: DiagnosisInput): readonly FactOf<'unknown-tokens'>[] =>
  texts.flatMap(({ side, all }) => {
    const { unk } = info.tokenizer.specialIds
    const tokens = unk === null ? 0 : all.ids.reduce((sum, id) => sum + (id === unk ? 1 : 0), 0)
    return tokens === 0
      ? []
      : [{ code: 'unknown-tokens' as const, side, tokens, of: content(all, info).length, remedies: [] }]
  })

import { MANY_PIECES, splitWords } from '../../tokenizer/words'
import { content } from '../content'
import type { DiagnosisInput, FactOf } from '../types'

/** Words of many tokens are named from this share of a text's tokens on. */
const SHARE = 0.2

/** Words that the vocabulary does not have whole, such as codes and rare names. */
export const wordsSplit = ({ texts, info }: DiagnosisInput): readonly FactOf<'split-words'>[] =>
  texts.flatMap(({ side, text, all }) => {
    const own = content(all, info)
    const words = splitWords(own)
    const tokens = words.reduce((sum, { pieces }) => sum + pieces.length, 0)
    if (tokens === 0 || tokens < SHARE * own.length) return []
    const { start, end } = words.reduce((most, next) =>
      next.pieces.length > most.pieces.length ? next : most,
    )
    return [
      {
        code: 'split-words' as const,
        side,
        words: words.length,
        tokens,
        of: own.length,
        pieces: MANY_PIECES,
        longest: text.input.slice(start, end).trim(),
        remedies: [],
      },
    ]
  })

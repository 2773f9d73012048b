import { content } from '../content'
import type { DiagnosisInput, FactOf } from '../types'

/** Tokens, without `<s>` and `</s>`, below which a text is short. */
const SHORT = 5

/** In a short text each token decides much of every score. */
export const shortText = ({ texts, info }: DiagnosisInput): readonly FactOf<'short-text'>[] =>
  texts.flatMap(({ side, all, encoded }) => {
    const tokens = content(all, info).length
    if (tokens >= SHORT) return []
    const colbert = encoded?.colbertVecs
    const rows = colbert?.state === 'available' ? colbert.value.rows : 0
    return [
      {
        code: 'short-text' as const,
        side,
        tokens,
        fewer_than: SHORT,
        row_share: rows === 0 ? null : 1 / rows,
        remedies: [],
      },
    ]
  })

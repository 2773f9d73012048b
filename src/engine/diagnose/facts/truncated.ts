import type { DiagnosisInput, FactOf, Remedy } from '../types'

/** Tokens that max_length cuts off, and what would keep them. */
export const truncated = ({ texts, settings, info }: DiagnosisInput): readonly FactOf<'truncated'>[] =>
  texts
    .filter(({ tokenized }) => tokenized.truncated)
    .map(({ side, tokenized, withoutHeaders }) => {
      const { fullLength: tokens, ids, maxLength } = tokenized
      const limit = info.positionLimit.value
      const headers = withoutHeaders === null ? 0 : tokens - withoutHeaders.fullLength
      const remedies: Remedy[] = []
      if (settings.maxLength < limit)
        remedies.push({ do: 'raise-max-length', max_length: Math.min(tokens, limit), fits: tokens <= limit })
      if (headers > 0)
        remedies.push({ do: 'leave-out-headers', tokens: headers, fits: tokens - headers <= maxLength })
      remedies.push({ do: 'use-chunks' })
      return {
        code: 'truncated',
        side,
        tokens,
        kept: ids.length,
        lost: tokens - ids.length,
        max_length: maxLength,
        model_limit: limit,
        remedies,
      }
    })

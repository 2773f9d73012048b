import type { DiagnosisInput, FactOf } from '../types'

/** Timestamps and speakers of a conversation are a part of what the model reads. */
export const headersEncoded = ({ texts, settings }: DiagnosisInput): readonly FactOf<'headers-encoded'>[] =>
  texts.flatMap(({ side, text, all, withoutHeaders }) => {
    if (withoutHeaders === null) return []
    const tokens = all.fullLength - withoutHeaders.fullLength
    const fits = withoutHeaders.fullLength <= settings.maxLength
    return [
      {
        code: 'headers-encoded' as const,
        side,
        turns: text.turns,
        tokens,
        of: all.fullLength,
        remedies: [{ do: 'leave-out-headers', tokens, fits }],
      },
    ]
  })

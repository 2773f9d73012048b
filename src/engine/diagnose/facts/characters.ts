import type { Cleaned, DiagnosisInput, FactOf, Measured } from '../types'
import { sameIds } from './same-ids'

type Code = 'hidden-characters' | 'full-width-characters'

/** Characters that nobody sees: zero-width, bidi and control characters. */
export const hiddenCharacters = (input: DiagnosisInput) =>
  facts('hidden-characters', 'control', input, (text) => text.withoutHidden)

/** Full-width letters, digits and signs, which look like ASCII. */
export const fullWidthCharacters = (input: DiagnosisInput) =>
  facts('full-width-characters', 'full-width', input, (text) => text.withoutFullWidth)

const facts = <C extends Code>(
  code: C,
  rule: 'control' | 'full-width',
  { texts }: DiagnosisInput,
  cleanedOf: (text: Measured) => Cleaned | null,
): readonly FactOf<C>[] =>
  texts.flatMap((text) => {
    const cleaned = cleanedOf(text)
    if (cleaned === null) return []
    const { characters, tokenized } = cleaned
    return [
      {
        code,
        side: text.side,
        count: characters.reduce((sum, { count }) => sum + count, 0),
        characters,
        tokens: text.all.fullLength,
        tokens_without: tokenized.fullLength,
        same_ids: sameIds(text.all, tokenized),
        remedies: [{ do: 'rule-on', rule }],
      } as FactOf<C>,
    ]
  })

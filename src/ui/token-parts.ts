export interface TokenPart {
  readonly text: string
  /** metaspace: the "▁" of SentencePiece. invisible: a visible sign in place of an invisible character. */
  readonly kind: 'plain' | 'metaspace' | 'invisible'
}

const SIGNS: Readonly<Record<string, string>> = { ' ': '␠', '\n': '⏎', '\r': '␍', '\t': '⇥', '\u00a0': '⍽' }
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}]/u

function visible(char: string): string {
  const sign = SIGNS[char]
  if (sign !== undefined) return sign
  const code = char.codePointAt(0)!
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Splits a token into visible text and signs for invisible characters. Joiners inside an emoji stay as they are. */
export function tokenParts(token: string): TokenPart[] {
  const parts: TokenPart[] = []
  const emoji = /\p{Extended_Pictographic}/u.test(token)
  for (const char of token) {
    const joiner = emoji && char === '\u200d'
    const kind = char === '▁' ? 'metaspace' : INVISIBLE.test(char) && !joiner ? 'invisible' : 'plain'
    const text = kind === 'invisible' ? visible(char) : char
    const last = parts.at(-1)
    if (last && last.kind === kind && kind !== 'invisible')
      parts[parts.length - 1] = { kind, text: last.text + text }
    else parts.push({ kind, text })
  }
  return parts
}

/** A token as a string, for places that cannot show elements. */
export const visibleToken = (token: string): string =>
  tokenParts(token)
    .map(({ text }) => text)
    .join('')

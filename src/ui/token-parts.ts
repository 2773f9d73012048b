export interface TokenPart {
  readonly text: string
  /** metaspace: the "▁" of SentencePiece. invisible: a visible sign in place of an invisible character. */
  readonly kind: 'plain' | 'metaspace' | 'invisible'
  /** The code point behind the sign of an invisible character: "U+0020". */
  readonly code?: string
}

/**
 * Only signs that common fonts have: the block of control pictures (␠, ␍) is in few of them. And none that a font may draw as an
 * emoji, as ↩ and ⏎ are on some systems.
 */
const SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '↵', '\t': '⇥', '\u00a0': '⍽' }
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}]/u

const codeOf = (char: string): string =>
  `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** Splits a token into visible text and signs for invisible characters. Joiners inside an emoji stay as they are. */
export function tokenParts(token: string): TokenPart[] {
  const parts: TokenPart[] = []
  const emoji = /\p{Extended_Pictographic}/u.test(token)
  for (const char of token) {
    const joiner = emoji && char === '\u200d'
    const kind = char === '▁' ? 'metaspace' : INVISIBLE.test(char) && !joiner ? 'invisible' : 'plain'
    const last = parts.at(-1)
    if (kind === 'invisible') parts.push({ kind, text: SIGNS[char] ?? codeOf(char), code: codeOf(char) })
    else if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + char }
    else parts.push({ kind, text: char })
  }
  return parts
}

/** A token as a string, for places that cannot show elements. */
export const visibleToken = (token: string): string =>
  tokenParts(token)
    .map(({ text }) => text)
    .join('')

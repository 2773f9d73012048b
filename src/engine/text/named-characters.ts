/** Names for characters that people cannot see, or cannot tell from others. */

type CharacterKind =
  | 'space'
  | 'zero-width'
  | 'bidi'
  | 'control'
  | 'combining'
  | 'full-width'
  | 'compatibility'
  | 'variation'
  | 'damaged'
  | 'private'
  | 'other'

export interface NamedCharacter {
  readonly name: string
  readonly kind: CharacterKind
}

/** Unicode's names. */
const NAMES: Readonly<Record<number, readonly [CharacterKind, string]>> = {
  0x0009: ['control', 'TAB'],
  0x000a: ['control', 'LINE FEED'],
  0x000d: ['control', 'CARRIAGE RETURN'],
  0x0085: ['control', 'NEXT LINE'],
  0x00a0: ['space', 'NO-BREAK SPACE'],
  0x00ad: ['zero-width', 'SOFT HYPHEN'],
  0x034f: ['zero-width', 'COMBINING GRAPHEME JOINER'],
  0x061c: ['bidi', 'ARABIC LETTER MARK'],
  0x180e: ['zero-width', 'MONGOLIAN VOWEL SEPARATOR'],
  0x1680: ['space', 'OGHAM SPACE MARK'],
  0x2000: ['space', 'EN QUAD'],
  0x2001: ['space', 'EM QUAD'],
  0x2002: ['space', 'EN SPACE'],
  0x2003: ['space', 'EM SPACE'],
  0x2004: ['space', 'THREE-PER-EM SPACE'],
  0x2005: ['space', 'FOUR-PER-EM SPACE'],
  0x2006: ['space', 'SIX-PER-EM SPACE'],
  0x2007: ['space', 'FIGURE SPACE'],
  0x2008: ['space', 'PUNCTUATION SPACE'],
  0x2009: ['space', 'THIN SPACE'],
  0x200a: ['space', 'HAIR SPACE'],
  0x200b: ['zero-width', 'ZERO WIDTH SPACE'],
  0x200c: ['zero-width', 'ZERO WIDTH NON-JOINER'],
  0x200d: ['zero-width', 'ZERO WIDTH JOINER'],
  0x200e: ['bidi', 'LEFT-TO-RIGHT MARK'],
  0x200f: ['bidi', 'RIGHT-TO-LEFT MARK'],
  0x2028: ['control', 'LINE SEPARATOR'],
  0x2029: ['control', 'PARAGRAPH SEPARATOR'],
  0x202a: ['bidi', 'LEFT-TO-RIGHT EMBEDDING'],
  0x202b: ['bidi', 'RIGHT-TO-LEFT EMBEDDING'],
  0x202c: ['bidi', 'POP DIRECTIONAL FORMATTING'],
  0x202d: ['bidi', 'LEFT-TO-RIGHT OVERRIDE'],
  0x202e: ['bidi', 'RIGHT-TO-LEFT OVERRIDE'],
  0x202f: ['space', 'NARROW NO-BREAK SPACE'],
  0x205f: ['space', 'MEDIUM MATHEMATICAL SPACE'],
  0x2060: ['zero-width', 'WORD JOINER'],
  0x2061: ['zero-width', 'FUNCTION APPLICATION'],
  0x2062: ['zero-width', 'INVISIBLE TIMES'],
  0x2063: ['zero-width', 'INVISIBLE SEPARATOR'],
  0x2064: ['zero-width', 'INVISIBLE PLUS'],
  0x2066: ['bidi', 'LEFT-TO-RIGHT ISOLATE'],
  0x2067: ['bidi', 'RIGHT-TO-LEFT ISOLATE'],
  0x2068: ['bidi', 'FIRST STRONG ISOLATE'],
  0x2069: ['bidi', 'POP DIRECTIONAL ISOLATE'],
  0x3000: ['space', 'IDEOGRAPHIC SPACE'],
  0x3164: ['zero-width', 'HANGUL FILLER'],
  0xfeff: ['zero-width', 'ZERO WIDTH NO-BREAK SPACE (BOM)'],
  0xfffc: ['damaged', 'OBJECT REPLACEMENT CHARACTER'],
  0xfffd: ['damaged', 'REPLACEMENT CHARACTER'],
  0x0300: ['combining', 'COMBINING GRAVE ACCENT'],
  0x0301: ['combining', 'COMBINING ACUTE ACCENT'],
  0x0302: ['combining', 'COMBINING CIRCUMFLEX ACCENT'],
  0x0303: ['combining', 'COMBINING TILDE'],
  0x0304: ['combining', 'COMBINING MACRON'],
  0x0306: ['combining', 'COMBINING BREVE'],
  0x0307: ['combining', 'COMBINING DOT ABOVE'],
  0x0308: ['combining', 'COMBINING DIAERESIS'],
  0x0309: ['combining', 'COMBINING HOOK ABOVE'],
  0x030a: ['combining', 'COMBINING RING ABOVE'],
  0x030b: ['combining', 'COMBINING DOUBLE ACUTE ACCENT'],
  0x030c: ['combining', 'COMBINING CARON'],
  0x031b: ['combining', 'COMBINING HORN'],
  0x0323: ['combining', 'COMBINING DOT BELOW'],
  0x0327: ['combining', 'COMBINING CEDILLA'],
  0x0328: ['combining', 'COMBINING OGONEK'],
  0x3099: ['combining', 'COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK'],
  0x309a: ['combining', 'COMBINING KATAKANA-HIRAGANA SEMI-VOICED SOUND MARK'],
}

/** Unicode's names of ASCII's signs, for their full-width forms. */
const SIGNS: Readonly<Record<string, string>> = {
  '!': 'EXCLAMATION MARK',
  '"': 'QUOTATION MARK',
  '#': 'NUMBER SIGN',
  $: 'DOLLAR SIGN',
  '%': 'PERCENT SIGN',
  '&': 'AMPERSAND',
  "'": 'APOSTROPHE',
  '(': 'LEFT PARENTHESIS',
  ')': 'RIGHT PARENTHESIS',
  '*': 'ASTERISK',
  '+': 'PLUS SIGN',
  ',': 'COMMA',
  '-': 'HYPHEN-MINUS',
  '.': 'FULL STOP',
  '/': 'SOLIDUS',
  ':': 'COLON',
  ';': 'SEMICOLON',
  '<': 'LESS-THAN SIGN',
  '=': 'EQUALS SIGN',
  '>': 'GREATER-THAN SIGN',
  '?': 'QUESTION MARK',
  '@': 'COMMERCIAL AT',
  '[': 'LEFT SQUARE BRACKET',
  '\\': 'REVERSE SOLIDUS',
  ']': 'RIGHT SQUARE BRACKET',
  '^': 'CIRCUMFLEX ACCENT',
  _: 'LOW LINE',
  '`': 'GRAVE ACCENT',
  '{': 'LEFT CURLY BRACKET',
  '|': 'VERTICAL LINE',
  '}': 'RIGHT CURLY BRACKET',
  '~': 'TILDE',
}

const DIGITS = 'ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE'.split(' ')

function asciiName(character: string): string {
  if (/[0-9]/.test(character)) return `DIGIT ${DIGITS[Number(character)]!}`
  if (/[a-z]/i.test(character))
    return `LATIN ${/[a-z]/.test(character) ? 'SMALL' : 'CAPITAL'} LETTER ${character.toUpperCase()}`
  return SIGNS[character]!
}

/** "U+00A0" */
export const codePoint = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`

/** Null for a character that is what it looks like, such as a space. */
export function nameOf(code: number): NamedCharacter | null {
  if (code >= 0x20 && code < 0x7f) return null
  const known = NAMES[code]
  if (known) return { kind: known[0], name: known[1] }
  const character = String.fromCodePoint(code)
  const named = (kind: CharacterKind, name: string): NamedCharacter => ({ kind, name })
  if (code >= 0xff01 && code <= 0xff5e)
    return named('full-width', `FULLWIDTH ${asciiName(String.fromCharCode(code - 0xfee0))}`)
  if (code >= 0xff61 && code <= 0xffdc) return named('full-width', `HALFWIDTH ${character.normalize('NFKC')}`)
  if (code >= 0xfe00 && code <= 0xfe0f) return named('variation', `VARIATION SELECTOR-${code - 0xfe00 + 1}`)
  if (code >= 0xe0100 && code <= 0xe01ef)
    return named('variation', `VARIATION SELECTOR-${code - 0xe0100 + 17}`)
  if (code >= 0xd800 && code <= 0xdfff) return named('damaged', 'LONE SURROGATE')
  if (/\p{Cc}/u.test(character)) return named('control', `CONTROL ${codePoint(code)}`)
  if (/\p{M}/u.test(character)) return named('combining', `COMBINING MARK ${codePoint(code)}`)
  if (/\p{Cf}/u.test(character)) return named('zero-width', `FORMAT CHARACTER ${codePoint(code)}`)
  if (/\p{Co}/u.test(character)) return named('private', `PRIVATE USE ${codePoint(code)}`)
  const plain = character.normalize('NFKC')
  return plain === character ? null : named('compatibility', `COMPATIBILITY FORM OF ${plain}`)
}

/** A name for any character. A character that is what it looks like is named by its code point and itself. */
export function describe(code: number): NamedCharacter {
  if (code === 0x20) return { kind: 'space', name: 'SPACE' }
  return nameOf(code) ?? { kind: 'other', name: `${codePoint(code)} ${String.fromCodePoint(code)}` }
}

/** The named ones of a text, each once, in order. */
export function namesIn(text: string): readonly NamedCharacter[] {
  const found = new Map<string, NamedCharacter>()
  for (const character of text) {
    const named = nameOf(character.codePointAt(0)!)
    if (named) found.set(named.name, named)
  }
  return [...found.values()]
}

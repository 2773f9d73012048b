/**
 * Shows signs for characters that a reader cannot see but a tokenizer reads: zero-width, non-breaking and control
 * characters.
 */
import { highlightSpecialChars } from '@codemirror/view'
import type { Extension } from '@codemirror/state'

const NAMES: Readonly<Record<number, string>> = {
  0x00a0: 'NO-BREAK SPACE',
  0x00ad: 'SOFT HYPHEN',
  0x061c: 'ARABIC LETTER MARK',
  0x180e: 'MONGOLIAN VOWEL SEPARATOR',
  0x200b: 'ZERO WIDTH SPACE',
  0x200c: 'ZERO WIDTH NON-JOINER',
  0x200d: 'ZERO WIDTH JOINER',
  0x200e: 'LEFT-TO-RIGHT MARK',
  0x200f: 'RIGHT-TO-LEFT MARK',
  0x2028: 'LINE SEPARATOR',
  0x2029: 'PARAGRAPH SEPARATOR',
  0x202a: 'LEFT-TO-RIGHT EMBEDDING',
  0x202b: 'RIGHT-TO-LEFT EMBEDDING',
  0x202c: 'POP DIRECTIONAL FORMATTING',
  0x202d: 'LEFT-TO-RIGHT OVERRIDE',
  0x202e: 'RIGHT-TO-LEFT OVERRIDE',
  0x202f: 'NARROW NO-BREAK SPACE',
  0x2060: 'WORD JOINER',
  0x2066: 'LEFT-TO-RIGHT ISOLATE',
  0x2067: 'RIGHT-TO-LEFT ISOLATE',
  0x2068: 'FIRST STRONG ISOLATE',
  0x2069: 'POP DIRECTIONAL ISOLATE',
  0xfeff: 'BYTE ORDER MARK (ZERO WIDTH NO-BREAK SPACE)',
  0xfffc: 'OBJECT REPLACEMENT CHARACTER',
  0xfffd: 'REPLACEMENT CHARACTER (undecodable)',
}

/**
 * Characters that are shown as a short sign (° for a non-breaking space, as in Word). All others are shown as their
 * code.
 */
const SIGNS: Readonly<Record<number, string>> = { 0x00a0: '°', 0x202f: '°', 0x00ad: '-', 0xfffd: '\uFFFD' }

/** The ASCII names of the control characters. Few fonts contain the Unicode pictures of them (U+2400 …). */
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

/**
 * Characters that are shown in addition to CodeMirror's own list. A zero-width joiner or non-joiner inside an emoji
 * sequence or inside an Arabic or Indic word is correct there, and a sign would break the word. So only those in
 * other places are shown.
 */
const MORE =
  /[\u00a0\u180e\u202a-\u202c\u202f\u2060-\u2064\u2068\ufffd]|(?<![\p{L}\p{M}\p{Emoji}\ufe0f])[\u200c\u200d]/u

export const describe = (code: number): string => {
  const hex = 'U+' + code.toString(16).toUpperCase().padStart(4, '0')
  const name = NAMES[code] ?? (code < 0x20 || (code >= 0x7f && code < 0xa0) ? 'CONTROL CHARACTER' : '')
  return name === '' ? hex : `${hex} ${name}`
}

function sign(code: number): string {
  if (code === 0x7f) return 'DEL'
  return CONTROLS[code] ?? SIGNS[code] ?? code.toString(16).toUpperCase().padStart(4, '0')
}

export const specialChars: Extension = highlightSpecialChars({
  addSpecialChars: MORE,
  render(code) {
    const mark = document.createElement('span')
    mark.className = 'cm-specialChar'
    mark.textContent = sign(code)
    mark.title = describe(code)
    mark.setAttribute('aria-label', describe(code))
    return mark
  },
})

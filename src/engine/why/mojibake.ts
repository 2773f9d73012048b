/** Whether a text itself looks garbled: then production may have the right text, or the other way round. */
import { decodeStrictly, encode, type Codec } from './python-codecs/codec'
import { NAMES } from './encoding-names'

export interface Mojibake {
  /** Name of the encoding as which UTF-8 seems to have been read, or as which the bytes should have been read. */
  readonly encoding: string
  /** utf-8: UTF-8 was read as `encoding`. bytes: `encoding` was read as Latin-1. unknown: only lost bytes are seen. */
  readonly kind: 'utf-8' | 'bytes' | 'unknown'
  /** The text as it was; null: bytes are lost, so it cannot be restored. */
  readonly restored: string | null
}

const CANDIDATES: readonly Codec[] = ['cp1252', 'latin_1', 'gb18030', 'cp1251', 'mac_roman', 'cp932', 'cp949', 'big5', 'koi8_r', 'cp437', 'cp850', 'cp866'] // oxfmt-ignore
/** Fewer characters may be UTF-8 by chance. */
const LEAST_CHARACTERS = 3
/** Share of the bytes beyond ASCII that must be UTF-8, where some are lost. */
const LEAST_SHARE = 0.6
const MOST_CHARACTERS = 4_000

/** @returns null: it does not look so */
export function mojibakeOf(whole: string): Mojibake | null {
  const text = whole.slice(0, MOST_CHARACTERS)
  if (!/[^\0-\x7f]/.test(text)) return null
  const holes = text.includes('\uFFFD')
  for (const codec of CANDIDATES) {
    const bytes = encodedOf(codec, text.replaceAll('\uFFFD', ''))
    if (bytes === null) continue
    const restored = decodeStrictly('utf_8', bytes)
    const isWhole =
      !holes &&
      restored !== null &&
      count(restored) >= (bytes.length < 8 ? 1 : Math.min(LEAST_CHARACTERS, count(text) / 2))
    if (isWhole && isBetter(text, restored))
      return {
        encoding: NAMES[codec],
        kind: 'utf-8',
        restored: whole.length > MOST_CHARACTERS ? null : restored,
      }
    if (shareOfUtf8(bytes) >= LEAST_SHARE) return { encoding: NAMES[codec], kind: 'utf-8', restored: null }
  }
  const latin = readAsLatin1(text)
  if (latin) return latin
  return holes ? { encoding: '', kind: 'unknown', restored: null } : null
}

/** Windows-1252 with its five gaps filled, as browsers and MySQL read it. */
function encodedOf(codec: Codec, text: string): Uint8Array | null {
  if (codec !== 'cp1252') return encode(codec, text, 'strict')
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0)!
    const known = encode(codec, character, 'strict')
    if (known === null && (point < 0x80 || point > 0x9f)) return null
    bytes.push(...(known ?? [point]))
  }
  return Uint8Array.from(bytes)
}

/** Letters, and the punctuation that stands between them. */
const USUAL = /[\p{L}\u2010-\u2027\u3000-\u303f\uff00-\uffef]/u

/** Text of a script without Latin letters that was read as Latin-1 or Windows-1252, by the letters that are common in it. */
const WITHOUT_UTF8: readonly (readonly [Codec, RegExp])[] = [
  ['cp1251', /^\p{Script=Cyrillic}$/u],
  ['gbk', /^[\p{Script=Han}\u3000-\u303f\uff00-\uff5e]$/u],
  ['euc_kr', /^\p{Script=Hangul}$/u],
  ['euc_jp', /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3000-\u303f]$/u],
  ['big5', /^[\p{Script=Han}\u3000-\u303f\uff00-\uff5e]$/u],
]
const LEAST_HIGH = 8

function readAsLatin1(text: string): Mojibake | null {
  const high = count(text)
  if (high < LEAST_HIGH || /[^\0-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/.test(text))
    return null
  // A text in a Latin script has more letters of ASCII than others.
  if ((text.match(/[a-z]/gi)?.length ?? 0) > high / 2) return null
  const bytes = encodedOf('cp1252', text)
  if (bytes === null) return null
  for (const [codec, letters] of WITHOUT_UTF8) {
    const restored = decodeStrictly(codec, bytes)
    if (restored === null) continue
    const characters = [...restored].filter((each) => each > '\x7f')
    if (characters.filter((each) => letters.test(each)).length >= 0.9 * characters.length)
      return { encoding: NAMES[codec], kind: 'bytes', restored }
  }
  return null
}

const count = (text: string): number => [...text].filter((each) => each > '\x7f').length

/** Restored text has fewer characters, and none that no text has. */
const isBetter = (text: string, restored: string): boolean =>
  count(restored) < count(text) && !/[\u0080-\u009f\ue000-\uf8ff]/.test(restored)

/** Share of the bytes beyond ASCII that are part of a UTF-8 character of two or more bytes; 0 where there are few. */
function shareOfUtf8(bytes: Uint8Array): number {
  const text = new TextDecoder().decode(bytes)
  const characters = [...text].filter((each) => each > '\x7f' && each !== '\uFFFD')
  const high = bytes.filter((byte) => byte > 0x7f).length
  const usual = characters.filter((each) => USUAL.test(each)).length
  if (characters.length < 2 * LEAST_CHARACTERS || usual < 0.8 * characters.length) return 0
  return new TextEncoder().encode(characters.join('')).length / high
}

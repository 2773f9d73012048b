import { analyse } from 'chardet'
import { EngineError } from '../errors'
import { worded } from '../detail-words'
import { binaryKind, UTF32 } from './binary'
import type { TextEncoding } from './encodings'
import { likelihood } from './hanzi'
import { countDamage, strict, withoutCutStart, type Reading } from './readings'

export interface DecodedText {
  /** Without the byte order mark. */
  readonly text: string
  readonly encoding: TextEncoding
  readonly bom: boolean
  readonly how: 'bom' | 'valid-utf8' | 'detected' | 'chosen'
  /**
   * Number of byte sequences that became U+FFFD. With an encoding chosen by hand any number; otherwise 0, 1 or 2:
   * only a character that is cut in two at an end of the file is accepted.
   */
  readonly lossy: number
  /** The encoding is a guess, and the text looks neither like Chinese nor like another recognised language. */
  readonly doubtful: boolean
  /** After a guess ('detected'): what else the bytes could be without loss, likeliest first. */
  readonly alternatives: readonly TextEncoding[]
}

/** Mean below which a reading does not look like Chinese; see hanzi.ts. Sentences give -7 to -9, chance -11 to -16. */
const CHINESE = -9.3
/** The same for UTF-16 without a NUL, where a text of names may be all rarer hanzi, and chance gives Hangul at -13. */
const HANZI_OR_KANA = -12
/** Mean below which a UTF-16 reading of bytes with NULs looks like no script at all (numbers, pointers). */
const ANY_SCRIPT = -13.5
/** Mean that even the rarest hanzi have. Below it are private-use characters, which some decoders give for 0xFF. */
const ANY_HANZI = -16.5
/** Share of control characters above which a file is not text. A list split by NULs (find -print0) stays below. */
const TOO_MANY_CONTROLS = 0.1

/**
 * Turns a file's bytes into text. In this order: a byte order mark; UTF-8 if it is valid; otherwise, UTF-16 without
 * a mark, GB18030 (which includes GBK and GB 2312) and Big5 are each decoded strictly, and the likeliest of the valid
 * readings wins (hanzi.ts). If none looks like Chinese, Western and then `chardet`'s languages get a chance.
 *
 * A character cut in two by the end of the file (`head -c`, a log being written) does not make an encoding invalid:
 * it becomes one U+FFFD, and `lossy` counts it. In UTF-8 the same goes for the start of the file (`tail -c`).
 *
 * A file with NULs is text if its best reading has at most one control character in ten (TAB, LF, VT, FF, CR and ESC aside).
 *
 * Linear in the length of `bytes`.
 * @throws EngineError 'file/binary' {kind}: '' if the first bytes do not name it
 * @throws EngineError 'file/undecodable' {tried, nearest, damaged}: `tried` is a comma-separated list of encodings,
 *   `nearest` the one with the best reading, in which `damaged` byte sequences are not characters. Never with `chosen`.
 */
export function decodeText(bytes: Uint8Array, chosen?: TextEncoding): DecodedText {
  if (chosen) return chosenByHand(bytes, chosen)
  if (bytes.length === 0) return result({ encoding: 'utf-8', text: '', lossy: 0 }, 'valid-utf8')

  const kind = binaryKind(bytes)
  if (kind) throw binary(kind)

  const marked = bomEncoding(bytes)
  if (marked) {
    const reading = strict(bytes, marked)
    if (!reading) throw undecodable(bytes, [marked])
    if (reading.controls > TOO_MANY_CONTROLS) throw binary('')
    return result(reading, 'bom')
  }

  const hasNul = bytes.includes(0)
  const utf8 = strict(bytes, 'utf-8') ?? withoutCutStart(bytes)
  // UTF-16 of ASCII letters is valid UTF-8 too. Only NULs show it, so UTF-8 is a guess only if there are NULs.
  if (utf8 && !hasNul && utf8.controls <= TOO_MANY_CONTROLS) return result(utf8, 'valid-utf8')
  if (!utf8 && isDamagedUtf8(bytes)) throw undecodable(bytes, ['utf-8'])

  const guesses = (['utf-16le', 'utf-16be', 'gb18030', 'big5'] as const).map((e) => strict(bytes, e))
  const readings = [utf8, ...guesses] // UTF-8 first: it wins a tie (ASCII with NULs)
    .filter((r) => r !== undefined)
    .filter((r) => isPlausible(r, hasNul))
    .filter((r) => r.controls <= TOO_MANY_CONTROLS)
    .sort((a, b) => b.total - a.total)
  const best = readings[0]
  const convincing = best && (best.mean >= CHINESE || hasNul)
  const other = convincing ? undefined : otherLanguage(bytes)
  const found = other ?? best
  if (found === undefined && (hasNul || utf8)) throw binary('')
  if (found === undefined) throw undecodable(bytes, ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'])
  const alternatives = readings.map((r) => r.encoding).filter((e) => e !== found.encoding)
  const how = found === utf8 ? 'valid-utf8' : 'detected'
  return { ...result(found, how), alternatives, doubtful: !convincing && !other }
}

function isPlausible({ encoding, mean, lossy }: Reading, hasNul: boolean): boolean {
  if (!encoding.startsWith('utf-16')) return mean >= ANY_HANZI
  // Nearly any bytes are valid UTF-16, so the text must look like a script, and without NULs the length must be even.
  return hasNul ? mean >= ANY_SCRIPT : mean >= HANZI_OR_KANA && lossy === 0
}

function result(
  { encoding, text, lossy }: Pick<Reading, 'encoding' | 'text' | 'lossy'>,
  how: DecodedText['how'],
): DecodedText {
  const bom = text.startsWith('\uFEFF')
  return { text: bom ? text.slice(1) : text, encoding, bom, how, lossy, doubtful: false, alternatives: [] }
}

function bomEncoding(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/**
 * A file of UTF-8 with a few broken places must not be offered as (often valid!) nonsense in GBK, nor silently
 * repaired. Ten good sequences to a broken one happen in no other encoding.
 */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  let bad = 0
  let good = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0xfffd) bad++
    else if (c > 0x7f) good++
  }
  return good >= 10 * bad
}

/** For bytes that do not look like Chinese: Western text by its shape, then any encoding that chardet is sure of. */
function otherLanguage(bytes: Uint8Array): Reading | undefined {
  if (looksWestern(bytes)) return strict(bytes, 'windows-1252')
  const first = Math.max(
    0,
    bytes.findIndex((b) => b > 0x7f),
  )
  for (const { name, confidence } of analyse(bytes.subarray(first, first + 65_536))) {
    const encoding = CHARDET_NAMES[name]
    if (!encoding || confidence < 50) continue
    const reading = strict(bytes, encoding)
    if (reading && reading.controls <= TOO_MANY_CONTROLS) return reading
  }
  return undefined
}

const CHARDET_NAMES: Readonly<Record<string, TextEncoding>> = {
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  GB18030: 'gb18030',
  Big5: 'big5',
}

/** Of windows-1252's 0x80-0x9F: € … Š Œ ‘ ’ “ ” • – — ™ š œ */
const WESTERN_PUNCTUATION = new Set([
  0x80, 0x85, 0x8a, 0x8c, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9a, 0x9c,
])

/** In Western text, bytes above 0x7F are few and stand alone (é, ü, “ …). In a multi-byte encoding they come in runs. */
function looksWestern(bytes: Uint8Array): boolean {
  let high = 0
  let alone = 0
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i]!
    if (b < 0x20 && !(b >= 0x09 && b <= 0x0d)) return false
    if (b < 0x80) continue
    if (b < 0xa0 && !WESTERN_PUNCTUATION.has(b)) return false
    high++
    if (!(bytes[i - 1]! > 0x7f) && !(bytes[i + 1]! > 0x7f)) alone++
  }
  return high > 0 && alone >= 0.4 * high && high <= 0.4 * bytes.length
}

function chosenByHand(bytes: Uint8Array, encoding: TextEncoding): DecodedText {
  // `strict` decodes as a stream: otherwise Node 20 reads windows-1252 as ISO-8859-1.
  const whole = strict(bytes, encoding)
  if (whole?.lossy === 0) return result(whole, 'chosen')
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  return result({ encoding, text, lossy: countDamage(bytes, encoding, text) }, 'chosen')
}

function binary(kind: string): EngineError {
  return new EngineError('file/binary', `This is not a text file${kind && `: ${kind}`}.`, {
    kind: kind === UTF32 ? worded(kind, 'utf32-text') : kind,
  })
}

function undecodable(bytes: Uint8Array, tried: readonly TextEncoding[]): EngineError {
  const [nearest] = tried
    .filter((e) => tried.length === 1 || !e.startsWith('utf-16')) // a wrong UTF-16 reading has no damaged places
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(bytes)
      return { encoding, damaged: countDamage(bytes, encoding, text), ...likelihood(text) }
    })
    .sort((a, b) => b.total - a.total)
  const { encoding, damaged } = nearest!
  return new EngineError(
    'file/undecodable',
    `No encoding fits (tried ${tried.join(', ')}). Nearest: ${encoding}, with ${damaged} damaged places.`,
    { tried: tried.join(', '), nearest: encoding, damaged },
  )
}

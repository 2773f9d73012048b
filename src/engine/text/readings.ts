/** Bytes read in one encoding: strictly, or with the damage counted. */
import type { TextEncoding } from './encodings'
import { likelihood, type Likelihood } from './hanzi'

export interface Reading extends Likelihood {
  readonly encoding: TextEncoding
  readonly text: string
  readonly lossy: number
}

/** The text if all bytes are valid, except for a character that is cut in two at the end. */
export function strict(bytes: Uint8Array, encoding: TextEncoding): Reading | undefined {
  // A stream does not fail on an unfinished character; the flush at the end fails.
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let text: string
  try {
    text = decoder.decode(bytes, { stream: true })
  } catch {
    return undefined
  }
  // Node's Big5 is ICU's, which gives these for 0x80 and 0xFF; in the standard and every browser both are errors.
  if (encoding === 'big5' && /[\u0080\uF8F8]/.test(text)) return undefined
  let cut = false
  try {
    text += decoder.decode()
  } catch {
    cut = true
  }
  const measured = likelihood(text)
  if (!cut) return { ...measured, encoding, text, lossy: 0 }
  // A cut character alone proves nothing: a Latin-1 word may end in é. The text must also hold a whole character; UTF-16, where
  // any byte is half a character, must hold some text.
  const whole = encoding.startsWith('utf-16') ? text.length > 0 : measured.wide > 0
  return whole ? { ...measured, encoding, text: text + '\uFFFD', lossy: 1 } : undefined
}

/** UTF-8 whose first character is cut in two. */
export function withoutCutStart(bytes: Uint8Array): Reading | undefined {
  let start = 0
  while (start < 3 && (bytes[start]! & 0xc0) === 0x80) start++
  const rest = start > 0 && strict(bytes.subarray(start), 'utf-8')
  // Three characters by chance in another encoding: under one in ten thousand.
  return rest && rest.wide >= 3 ? { ...rest, text: '\uFFFD' + rest.text, lossy: rest.lossy + 1 } : undefined
}

/** Number of U+FFFD that the decoder wrote, without those that the file itself holds. */
export function countDamage(bytes: Uint8Array, encoding: TextEncoding, text: string): number {
  let marks = 0
  for (let i = text.indexOf('\uFFFD'); i >= 0; i = text.indexOf('\uFFFD', i + 1)) marks++
  return marks && Math.max(0, marks - countOwnMarks(bytes, encoding))
}

const REPLACEMENT: Readonly<Partial<Record<TextEncoding, readonly number[]>>> = {
  'utf-8': [0xef, 0xbf, 0xbd],
  'utf-16le': [0xfd, 0xff],
  'utf-16be': [0xff, 0xfd],
  gb18030: [0x84, 0x31, 0xa4, 0x37],
}

/** Number of U+FFFD that begin in bytes [from, to) of the file itself. */
export function countOwnMarks(
  bytes: Uint8Array,
  encoding: TextEncoding,
  from = 0,
  to = bytes.length,
): number {
  const pattern = REPLACEMENT[encoding]
  if (!pattern) return 0
  const step = encoding.startsWith('utf-16') ? 2 : 1
  let count = 0
  for (let i = from; i < to; i += step)
    if (bytes[i] === pattern[0] && pattern.every((b, k) => bytes[i + k] === b)) count++
  return count
}

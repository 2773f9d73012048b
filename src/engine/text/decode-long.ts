/**
 * Long files, in slices with pauses between them, so that the page goes on. What the bytes are is decided on a part of them, and
 * checked on all of them.
 */
import { EngineError } from '../errors'
import { decodeText, type DecodedText } from './decode'
import type { TextEncoding } from './encodings'
import { countOwnMarks } from './readings'

/** Bytes of a file that is decoded in one go. */
export const LONG_FILE = 2 ** 20
/** Bytes on which a long file's encoding is decided: ten readings of them take about 20 ms. */
const SAMPLE = 2 ** 18
/** Bytes, an even number, that are decoded between two pauses. */
const SLICE = 2 ** 20

/** Resolves when the page had time for other things; rejects to stop the work. */
export type Pause = () => Promise<void>

/**
 * As `decodeText`, for files of any length.
 * @throws EngineError as decodeText; whatever `pause` rejects with
 */
export async function decodeLong(
  bytes: Uint8Array,
  pause: Pause,
  chosen?: TextEncoding,
): Promise<DecodedText> {
  if (bytes.length <= LONG_FILE) return decodeText(bytes, chosen)
  if (chosen) return byHand(bytes, chosen, pause)
  const guess = await guessFor(bytes, pause)
  const fitting: { readonly encoding: TextEncoding; readonly read: Read }[] = []
  for (const encoding of [guess.encoding, ...guess.alternatives]) {
    const read = await strictly(bytes, encoding, startOf(bytes, guess, encoding), pause)
    if (read) fitting.push({ encoding, read })
  }
  const [best, ...others] = fitting
  if (!best) throw await undecodable(bytes, guess, pause)
  const { text, lossy } = best.read
  return {
    ...guess,
    ...withoutMark(text),
    encoding: best.encoding,
    lossy,
    alternatives: others.map(({ encoding }) => encoding),
  }
}

/** What decodeText says of a part of the file. @throws EngineError with the damage of the whole file */
async function guessFor(bytes: Uint8Array, pause: Pause): Promise<DecodedText> {
  const first = await firstUnusual(bytes, pause)
  // Before it all is ASCII, so no character is cut. Some of that is taken too: few high bytes are Western.
  const latest = bytes.length - SAMPLE
  const start = Math.min(Math.max(0, first - SAMPLE / 4), latest) & ~1
  const kept = bytes.subarray(0, 16)
  try {
    // The kinds of binary files and byte order marks are seen at the beginning.
    if (start > 0) decodeText(kept)
    return decodeText(bytes.subarray(start, start + SAMPLE))
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'file/undecodable') throw error
    const { tried, nearest } = error.values
    throw undecodableAs(
      String(tried),
      await damageOf(bytes, nearest as TextEncoding, pause),
      nearest as TextEncoding,
    )
  }
}

/** Index of the first byte that is no ASCII, or NUL; the length: there is none. */
async function firstUnusual(bytes: Uint8Array, pause: Pause): Promise<number> {
  for (let at = 0; at < bytes.length; at++) {
    if (at % (8 * SLICE) === 0) await pause()
    if (bytes[at]! > 0x7f || bytes[at] === 0) return at
  }
  return bytes.length
}

interface Read {
  readonly text: string
  /** 1: a character is cut in two at the end; one more if that is so at the beginning. */
  readonly lossy: number
}

/** Bytes at the beginning that belong to a character before it (`tail -c`). */
function startOf(bytes: Uint8Array, { text, lossy }: DecodedText, encoding: TextEncoding): number {
  let start = 0
  if (encoding === 'utf-8' && lossy > 0 && text.startsWith('\uFFFD'))
    while (start < 3 && (bytes[start]! & 0xc0) === 0x80) start++
  return start
}

/** The text if all bytes from `start` on are valid; a character may be cut in two at the end. */
async function strictly(
  bytes: Uint8Array,
  encoding: TextEncoding,
  start: number,
  pause: Pause,
): Promise<Read | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const parts = start > 0 ? ['\uFFFD'] : []
  for (let at = start; at < bytes.length; at += SLICE) {
    await pause()
    const part = tried(() => decoder.decode(bytes.subarray(at, at + SLICE), { stream: true }))
    // As in readings.ts: Node's Big5 takes bytes that are errors in browsers.
    if (part === undefined || (encoding === 'big5' && /[\u0080\uF8F8]/.test(part))) return undefined
    parts.push(part)
  }
  const rest = tried(() => decoder.decode())
  parts.push(rest ?? '\uFFFD')
  return { text: parts.join(''), lossy: Number(start > 0) + Number(rest === undefined) }
}

function tried(decode: () => string): string | undefined {
  try {
    return decode()
  } catch {
    return undefined
  }
}

async function byHand(bytes: Uint8Array, encoding: TextEncoding, pause: Pause): Promise<DecodedText> {
  const whole = await strictly(bytes, encoding, 0, pause)
  const read = whole?.lossy === 0 ? whole : await damageOf(bytes, encoding, pause)
  return {
    ...withoutMark(read.text),
    encoding,
    how: 'chosen',
    lossy: read.lossy,
    doubtful: false,
    alternatives: [],
  }
}

/** The text with U+FFFD for what is damaged, and the number of these that the file does not hold itself. */
async function damageOf(bytes: Uint8Array, encoding: TextEncoding, pause: Pause): Promise<Read> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  const parts: string[] = []
  let marks = 0
  let own = 0
  for (let at = 0; at < bytes.length; at += SLICE) {
    await pause()
    const isLast = at + SLICE >= bytes.length
    const part = decoder.decode(bytes.subarray(at, at + SLICE), { stream: !isLast })
    for (let i = part.indexOf('\uFFFD'); i >= 0; i = part.indexOf('\uFFFD', i + 1)) marks++
    own += countOwnMarks(bytes, encoding, at, Math.min(bytes.length, at + SLICE))
    parts.push(part)
  }
  return { text: parts.join(''), lossy: Math.max(0, marks - own) }
}

async function undecodable(bytes: Uint8Array, guess: DecodedText, pause: Pause): Promise<EngineError> {
  const tried = [guess.encoding, ...guess.alternatives].join(', ')
  return undecodableAs(tried, await damageOf(bytes, guess.encoding, pause), guess.encoding)
}

const undecodableAs = (tried: string, { lossy }: Read, nearest: TextEncoding): EngineError =>
  new EngineError(
    'file/undecodable',
    `No encoding fits (tried ${tried}). Nearest: ${nearest}, with ${lossy} damaged places.`,
    { tried, nearest, damaged: lossy },
  )

function withoutMark(text: string): { readonly text: string; readonly bom: boolean } {
  const bom = text.startsWith('\uFEFF')
  return { text: bom ? text.slice(1) : text, bom }
}

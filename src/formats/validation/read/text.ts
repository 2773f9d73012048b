/**
 * The text of a table file. Its encoding is decided once, for the whole file; a line whose bytes are not valid in it is marked, so that
 * the row can be reported and the others go on.
 */
import { decodeLong } from '../../../engine/text/decode-long'
import { EngineError } from '../../../engine/errors'
import { TEXT_ENCODINGS, type TextEncoding } from '../../../engine/text/encodings'

/** Stands in a line whose bytes are damaged. A noncharacter: no text has it. */
export const DAMAGED = '\uFDD0'

export interface TableText {
  readonly text: string
  readonly encoding: TextEncoding
  readonly doubtful: boolean
}

const NEWLINE = 10
/** Lines of a file in another encoding that are valid UTF-8 by chance: next to none. */
const MIXED = 0.5

/** @throws EngineError file/binary, file/undecodable, file/too-large; whatever `checkpoint` rejects with */
export async function tableText(
  bytes: Uint8Array,
  checkpoint: () => Promise<void>,
  chosen: string | null,
): Promise<TableText> {
  const encoding = TEXT_ENCODINGS.find((known) => known === chosen)
  if (encoding) return byLine(bytes, encoding, false, checkpoint)
  try {
    const decoded = await decodeLong(bytes, checkpoint)
    const isGuess = decoded.how === 'detected' && !decoded.encoding.startsWith('utf-16')
    if (isGuess && (await shareOfUtf8(bytes, checkpoint)) >= MIXED)
      return byLine(bytes, 'utf-8', false, checkpoint)
    if (decoded.lossy > 0 && !decoded.encoding.startsWith('utf-16'))
      return byLine(bytes, decoded.encoding, decoded.doubtful, checkpoint)
    return decoded
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'file/undecodable') throw error
    const isUtf8 = (await shareOfUtf8(bytes, checkpoint)) >= MIXED
    const nearest = isUtf8 ? 'utf-8' : (error.values.nearest as TextEncoding)
    return byLine(bytes, nearest, !isUtf8, checkpoint)
  }
}

/** Of the lines that are not ASCII: the share that is valid UTF-8. */
async function shareOfUtf8(bytes: Uint8Array, checkpoint: () => Promise<void>): Promise<number> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let valid = 0
  let wide = 0
  let lines = 0
  for (const line of linesOf(bytes)) {
    if (++lines % 1000 === 0) await checkpoint()
    if (line.every((byte) => byte < 0x80)) continue
    wide++
    if (decoded(decoder, line) !== null) valid++
  }
  return wide === 0 ? 0 : valid / wide
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(NEWLINE, at)
    const end = found < 0 ? bytes.length : found + 1
    yield bytes.subarray(at, end)
    at = end
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** No byte of a multi-byte character is a line feed in any of these encodings, except in UTF-16. */
async function byLine(
  bytes: Uint8Array,
  encoding: TextEncoding,
  doubtful: boolean,
  checkpoint: () => Promise<void>,
): Promise<TableText> {
  const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const loose = new TextDecoder(encoding, { ignoreBOM: true })
  const parts: string[] = []
  if (encoding.startsWith('utf-16')) {
    const whole = decoded(strict, bytes)
    parts.push(whole ?? loose.decode(bytes).replaceAll('\uFFFD', DAMAGED))
  } else {
    let count = 0
    for (const line of linesOf(bytes)) {
      if (++count % 1000 === 0) await checkpoint()
      parts.push(decoded(strict, line) ?? marked(loose.decode(line)))
    }
  }
  const text = parts.join('')
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, encoding, doubtful }
}

/** The mark stands where the first damage is, so that it falls into a cell. */
const marked = (line: string): string => {
  const at = line.indexOf('\uFFFD')
  return at < 0 ? DAMAGED + line : line.slice(0, at) + DAMAGED + line.slice(at)
}

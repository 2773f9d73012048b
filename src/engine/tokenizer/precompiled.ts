import { AlignedText } from './aligned-text'
import { utf8CodePointLength } from '../text/utf8'
import type { Charsmap } from './charsmap'
import { clusterEnd, codePointAt } from './graphemes'

/** Clusters of at least so many UTF-8 bytes are looked up character by character. */
const WHOLE_CLUSTER_BYTES = 6

/** Below U+0300 nothing extends a cluster, and only CR with LF makes one; most text never leaves this check. */
const FIRST_MARK = 0x300

/** From the first Han character to the last Hangul jamo before the syllables: ideographs, all single clusters. */
const HAN_FIRST = 0x4e00
const HAN_LAST = 0x9fff

const standsAlone = (unit: number) => unit < FIRST_MARK || (unit >= HAN_FIRST && unit <= HAN_LAST)

/**
 * The Precompiled normaliser (SentencePiece's nmt_nfkc charsmap): per extended grapheme cluster, which is
 * replaced as a whole when it has under 6 UTF-8 bytes and the charsmap knows a beginning of it, else character
 * by character. Equals tokenizers 0.22.2's Precompiled, text and alignments: the i-th new character stands for
 * the i-th old one, and surplus new characters for the last old one.
 *
 * One deliberate difference: the library books a deletion on the last character written, whatever that is. If
 * nothing has been written in the segment, the deletion is lost and every alignment after it is shifted to the
 * left ("\u0001abc" gives "a" the range of U+0001); if the last character was inserted by an expansion, that
 * character is moved onto the deleted one ("™\u0001" gives "M" the range of U+0001). Here both keep the range
 * that they really come from. Ids and tokens are the same either way.
 */
export function normalizePrecompiled(input: AlignedText, charsmap: Charsmap): AlignedText {
  const { units, starts, ends, length } = input
  const output = new AlignedText(input.origin, length + (length >> 4) + 16)
  let at = 0
  while (at < length) {
    const unit = units[at]!
    const next = at + 1 < length ? units[at + 1]! : 0
    if (standsAlone(unit) && standsAlone(next) && unit !== 0x0d) {
      const replacement = charsmap.one(unit)
      if (replacement === null) output.push(unit, starts[at]!, ends[at]!)
      else pushAll(output, replacement, starts[at]!, ends[at]!)
      at++
      continue
    }
    const end = clusterEnd(units, at, length)
    if (!replaceWhole(input, at, end, charsmap, output)) replaceEach(input, at, end, charsmap, output)
    at = end
  }
  return output
}

function pushAll(output: AlignedText, replacement: Uint16Array, start: number, end: number): void {
  for (const unit of replacement) output.push(unit, start, end)
}

/** A cluster under 6 bytes has at most 5 characters. */
const CODE_POINTS = new Int32Array(WHOLE_CLUSTER_BYTES)
const POSITIONS = new Int32Array(WHOLE_CLUSTER_BYTES)

function replaceWhole(
  input: AlignedText,
  from: number,
  to: number,
  charsmap: Charsmap,
  output: AlignedText,
): boolean {
  let bytes = 0
  let count = 0
  for (let at = from; at < to;) {
    const codePoint = codePointAt(input.units, at)
    bytes += utf8CodePointLength(codePoint)
    if (bytes >= WHOLE_CLUSTER_BYTES) return false
    CODE_POINTS[count] = codePoint
    POSITIONS[count++] = at
    at += codePoint > 0xffff ? 2 : 1
  }
  const replacement = charsmap.many(CODE_POINTS, count)
  if (replacement === null) return false
  let written = 0
  for (let i = 0; i < replacement.length;) {
    const old = POSITIONS[Math.min(written++, count - 1)]!
    const width = codePointAt(replacement, i) > 0xffff ? 2 : 1
    for (const end = i + width; i < end; i++)
      output.push(replacement[i]!, input.starts[old]!, input.ends[old]!)
  }
  return true
}

function replaceEach(
  input: AlignedText,
  from: number,
  to: number,
  charsmap: Charsmap,
  output: AlignedText,
): void {
  for (let at = from; at < to;) {
    const codePoint = codePointAt(input.units, at)
    const end = at + (codePoint > 0xffff ? 2 : 1)
    const replacement = charsmap.one(codePoint)
    if (replacement === null) output.append(input, at, end)
    else pushAll(output, replacement, input.starts[at]!, input.ends[at]!)
    at = end
  }
}

import { fromBase64 } from '../base64'
import { detail } from '../details'
import { invalid } from './invalid'

const NO_MATCH = -1
const UNKNOWN = 0
const NONE = 1
/** Replacements in `byCodePoint` begin here. */
const FIRST = 2

const UTF8 = new Uint8Array(4)

function utf8(codePoint: number): number {
  if (codePoint < 0x80) {
    UTF8[0] = codePoint
    return 1
  }
  if (codePoint < 0x800) {
    UTF8[0] = 0xc0 | (codePoint >> 6)
    UTF8[1] = 0x80 | (codePoint & 0x3f)
    return 2
  }
  if (codePoint < 0x10000) {
    UTF8[0] = 0xe0 | (codePoint >> 12)
    UTF8[1] = 0x80 | ((codePoint >> 6) & 0x3f)
    UTF8[2] = 0x80 | (codePoint & 0x3f)
    return 3
  }
  UTF8[0] = 0xf0 | (codePoint >> 18)
  UTF8[1] = 0x80 | ((codePoint >> 12) & 0x3f)
  UTF8[2] = 0x80 | ((codePoint >> 6) & 0x3f)
  UTF8[3] = 0x80 | (codePoint & 0x3f)
  return 4
}

/**
 * SentencePiece's precompiled charsmap: a darts-clone double array over UTF-8 keys whose values point into a
 * blob of NUL-terminated replacements. Equals `Precompiled::transform` of spm_precompiled 0.1.4: of all keys
 * that begin the chunk, the shortest decides, and it stands for the whole chunk.
 */
export class Charsmap {
  private readonly trie: Uint32Array
  private readonly blob: Uint8Array
  private readonly replacements: Uint16Array[] = []
  private readonly byOffset = new Map<number, number>()
  /** Memoized results of single code points: nearly all lookups are for these. */
  private readonly byCodePoint = new Int32Array(0x110000)

  /** @param base64 `precompiled_charsmap` of tokenizer.json: u32 trie size in bytes, trie, blob, little endian */
  constructor(base64: string) {
    const bytes = decodeBase64(base64)
    const view = new DataView(bytes.buffer)
    const size = bytes.length < 4 ? -1 : view.getUint32(0, true)
    if (size < 4 || size % 4 !== 0 || 4 + size > bytes.length)
      throw invalid('tokenizer.json', detail('charsmap-form'))
    this.trie = new Uint32Array(size / 4)
    for (let i = 0; i < this.trie.length; i++) this.trie[i] = view.getUint32(4 + 4 * i, true)
    this.blob = bytes.subarray(4 + size)
  }

  /** Replacement of a chunk of one code point, as UTF-16; null when the charsmap leaves it as it is. */
  one(codePoint: number): Uint16Array | null {
    let known = this.byCodePoint[codePoint]!
    if (known === UNKNOWN) {
      UNITS[0] = codePoint
      const offset = this.search(UNITS, 1)
      known = offset === NO_MATCH ? NONE : FIRST + this.replacementAt(offset)
      this.byCodePoint[codePoint] = known
    }
    return known === NONE ? null : this.replacements[known - FIRST]!
  }

  /** The same for a chunk of the first `count` code points of `codePoints`. */
  many(codePoints: Int32Array, count: number): Uint16Array | null {
    const offset = this.search(codePoints, count)
    return offset === NO_MATCH ? null : this.replacements[this.replacementAt(offset)]!
  }

  /** Darts common prefix search, stopped at the first (shortest) key; a NUL ends the key. */
  private search(codePoints: Int32Array, count: number): number {
    const { trie } = this
    let node = offsetOf(trie[0]!)
    for (let i = 0; i < count; i++) {
      const length = utf8(codePoints[i]!)
      for (let b = 0; b < length; b++) {
        const byte = UTF8[b]!
        if (byte === 0) return NO_MATCH
        node ^= byte
        const unit = trie[node]
        if (unit === undefined || (unit & LABEL) >>> 0 !== byte) return NO_MATCH
        node ^= offsetOf(unit)
        if ((unit >>> 8) & 1) return (trie[node] ?? 0) & 0x7fffffff
      }
    }
    return NO_MATCH
  }

  private replacementAt(offset: number): number {
    let index = this.byOffset.get(offset)
    if (index === undefined) {
      let end = offset
      while (end < this.blob.length && this.blob[end] !== 0) end++
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.blob.subarray(offset, end))
      index = this.replacements.length
      this.replacements.push(Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)))
      this.byOffset.set(offset, index)
    }
    return index
  }
}

const UNITS = new Int32Array(1)
const LABEL = 0x800000ff | 0

const offsetOf = (unit: number) => ((unit >>> 10) << ((unit & 0x200) >>> 6)) >>> 0

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  // `fromBase64` allows white space; the library that reads this file elsewhere does not.
  const bytes = /\s/.test(text) ? null : fromBase64(text)
  if (bytes === null) throw invalid('tokenizer.json', detail('charsmap-base64'))
  return bytes
}

import { LRUCache } from 'lru-cache'
import type { Encoded, EncodeSettings, WholePass } from './types'

/** Floats that are kept: 32 million are 128 MB, about 4,000 texts of the demo model or 60 texts of 512 tokens of bge-m3. */
const MAX_FLOATS = 32_000_000
/** The same for passes with their hidden states: two texts of 8,192 tokens of bge-m3. */
const MAX_PASS_FLOATS = 40_000_000

/** Encoded texts by content: if one text of a pair changes, only that text is encoded again. Belongs to one model. */
export class EncodedCache {
  private readonly entries = new LRUCache<string, Encoded>({
    maxSize: MAX_FLOATS,
    sizeCalculation: (encoded) => Math.max(1, Math.ceil(floatsOf(encoded))),
  })

  private readonly passes = new LRUCache<string, WholePass>({
    maxSize: MAX_PASS_FLOATS,
    sizeCalculation: ({ encoded, hidden }) =>
      Math.ceil(floatsOf(encoded)) + (hidden.state === 'available' ? hidden.value.data.length : 0) + 1,
  })

  private readonly ahead = new Set<string>()

  get(text: string, settings: EncodeSettings): Encoded | undefined {
    return this.entries.get(keyOf(text, settings))
  }

  has(text: string, settings: EncodeSettings): boolean {
    return this.entries.has(keyOf(text, settings))
  }

  set(text: string, settings: EncodeSettings, encoded: Encoded): void {
    this.entries.set(keyOf(text, settings), encoded)
  }

  /** Keeps a text that was encoded before its turn: its first use is no hit. */
  setAhead(text: string, settings: EncodeSettings, encoded: Encoded): void {
    this.set(text, settings, encoded)
    this.ahead.add(keyOf(text, settings))
  }

  /** Whether this is the first use of a text that was encoded ahead. */
  takeAhead(text: string, settings: EncodeSettings): boolean {
    return this.ahead.delete(keyOf(text, settings))
  }

  getPass(text: string, settings: EncodeSettings): WholePass | undefined {
    return this.passes.get(keyOf(text, settings))
  }

  setPass(text: string, settings: EncodeSettings, pass: WholePass): void {
    this.passes.set(keyOf(text, settings), pass)
    this.set(text, settings, pass.encoded)
  }
}

const keyOf = (text: string, s: EncodeSettings) =>
  `${s.tokenizerMode} ${s.maxLength} ${s.normalize} ${s.truncateDim} ${s.activations ?? 'published'} ${s.arithmetic ?? 'exact'} ${text}`

function floatsOf(encoded: Encoded): number {
  const { colbertVecs, denseVecs, denseVecsFull, tokenized } = encoded
  return (
    (colbertVecs.state === 'available' ? colbertVecs.value.data.length : 0) +
    (denseVecs.state === 'available' ? denseVecs.value.length : 0) +
    (denseVecsFull.state === 'available' ? denseVecsFull.value.length : 0) +
    tokenized.ids.length * 4 +
    tokenized.text.length / 2
  )
}

/**
 * The order in which a run encodes. ColBERT rows of all texts do not fit in memory (5,000 texts of 500 tokens of bge-m3 are 10 GB),
 * so the side whose texts are smaller in sum, usually the queries, stays in memory, and the other side passes by in blocks: each
 * text is then encoded once, however its pairs are spread over the file.
 */

export interface PlanLimits {
  /** Bytes of the side that stays. A side that is larger is cut into parts, and the other side passes by once for each. */
  readonly resident: number
  /** Bytes of a block of the side that passes by. */
  readonly block: number
  /** Texts of a block: scores of a block arrive when its texts are encoded, shortest first. */
  readonly blockTexts: number
}

/**
 * 128 MB are the queries of about 1,600 pairs' lists in bge-m3 (20 tokens each). 64 MB are 32 documents of 500 tokens, so scores arrive
 * every minute at the latest on a slow machine. 256 texts have company of equal length often enough.
 */
export const LIMITS: PlanLimits = { resident: 128 * 2 ** 20, block: 64 * 2 ** 20, blockTexts: 256 }

export interface Block {
  /** Texts of the block's pairs. Those that stayed from the block before are among them. */
  readonly texts: readonly number[]
  /** Positions of pairs. */
  readonly pairs: readonly number[]
  /** Texts that leave the memory after the block: no later block needs them, or it gets them again from the cache. */
  readonly drop: readonly number[]
}

/**
 * Every pair is in one block. Blocks follow the file as far as the order allows.
 * @param a [pairs] text of the query @param b [pairs] text of the document @param bytesOf memory that a text's vectors take
 */
export function planBlocks(
  a: Int32Array,
  b: Int32Array,
  bytesOf: (text: number) => number,
  limits: PlanLimits = LIMITS,
): Block[] {
  const sum = (texts: Int32Array) => [...new Set(texts)].reduce((all, text) => all + bytesOf(text), 0)
  const [small, large] = sum(a) <= sum(b) ? [a, b] : [b, a]
  const blocks: Block[] = []
  for (const pairs of parts(small, bytesOf, limits.resident))
    blocks.push(...blocksOf(pairs, small, large, bytesOf, limits))
  return blocks
}

/** Positions of pairs, cut so that the texts of each part fit in memory. */
function parts(small: Int32Array, bytesOf: (text: number) => number, limit: number): number[][] {
  const partOf = new Map<number, number>()
  const found: number[][] = []
  let bytes = Infinity
  for (const [pair, text] of small.entries()) {
    let part = partOf.get(text)
    if (part === undefined) {
      if (bytes + bytesOf(text) > limit) {
        found.push([])
        bytes = 0
      }
      bytes += bytesOf(text)
      part = found.length - 1
      partOf.set(text, part)
    }
    found[part]!.push(pair)
  }
  return found
}

function blocksOf(
  pairs: readonly number[],
  small: Int32Array,
  large: Int32Array,
  bytesOf: (text: number) => number,
  limits: PlanLimits,
): Block[] {
  const byLarge = new Map<number, number[]>()
  for (const pair of pairs) {
    const text = large[pair]!
    const known = byLarge.get(text)
    if (known) known.push(pair)
    else byLarge.set(text, [pair])
  }
  const opened: { texts: Set<number>; pairs: number[] }[] = []
  /** Texts of the side that stays, with the block that needs them last. */
  const last = new Map<number, number>()
  let bytes = 0
  let fresh = 0
  for (const [text, own] of byLarge) {
    const news = [text, ...new Set(own.map((pair) => small[pair]!))].filter((each) => !last.has(each))
    const more = news.reduce((all, each) => all + bytesOf(each), 0)
    if (opened.length === 0 || bytes + more > limits.block || fresh + news.length > limits.blockTexts) {
      opened.push({ texts: new Set(), pairs: [] })
      bytes = 0
      fresh = 0
    }
    const block = opened.at(-1)!
    bytes += more
    fresh += news.length
    block.texts.add(text)
    for (const pair of own) {
      block.pairs.push(pair)
      block.texts.add(small[pair]!)
      last.set(small[pair]!, opened.length - 1)
    }
  }
  return opened.map(({ texts, pairs: own }, at) => ({
    texts: [...texts],
    pairs: own,
    drop: [...texts].filter((text) => (last.get(text) ?? -1) <= at),
  }))
}

import { detail } from '../details'
import { invalid } from './invalid'
import { serdeFloat } from './serde-float'
import { PieceTrie } from './piece-trie'

const UNK_PENALTY = 10

/** Receives tokens in order: id and unit range in the tokenised text. */
export type Emit = (id: number, from: number, to: number) => void

/**
 * The Unigram model, Viterbi over UTF-16 units. Equals tokenizers 0.22.2's `Unigram::tokenize` (encode_optimized
 * with fuse_unk, no byte fallback): f64 sums from left to right, the earlier candidate stays on ties, unknown
 * characters score the lowest score minus 10, and neighbouring unknowns are one token.
 */
export class Unigram {
  /** [n] piece of each id. */
  readonly pieces: readonly string[]
  private readonly trie: PieceTrie
  private readonly scores: Float64Array
  private readonly unkScore: number
  private bestScore = new Float64Array(64)
  private bestId = new Int32Array(64)
  /** Where the best token that ends here begins; -1 where none ends. */
  private bestStart = new Int32Array(64)
  private path = new Int32Array(64)

  constructor(
    vocab: readonly (readonly [string, number])[],
    readonly unkId: number,
  ) {
    const pieces: string[] = new Array<string>(vocab.length)
    this.scores = new Float64Array(vocab.length)
    this.trie = new PieceTrie(vocab.length)
    let lowest = Infinity
    for (let id = 0; id < vocab.length; id++) {
      const [piece, written] = vocab[id]!
      const score = serdeFloat(written)
      pieces[id] = piece
      this.scores[id] = score
      if (score < lowest) lowest = score
      // Of pieces written twice the last one counts, as in the library's token_to_ids.
      this.trie.add(piece, id)
    }
    this.pieces = pieces
    this.unkScore = lowest - UNK_PENALTY
    if (!(unkId < vocab.length)) throw invalid('tokenizer.json', detail('unk-id-unknown', { id: unkId }))
  }

  /** Id of a whole piece, or -1. */
  idOf(piece: string): number {
    return this.trie.idOf(piece)
  }

  /** Tokenises units [from, to), which must be well-formed; linear in their number. */
  tokenize(units: Uint16Array, from: number, to: number, emit: Emit): void {
    const size = to - from
    if (size + 1 > this.bestScore.length) this.reserve(size + 1)
    this.forward(units, from, to)
    const { bestId, bestStart, path, unkId } = this
    let count = 0
    for (let end = size; end > 0; end = bestStart[end]!) path[count++] = end
    let start = 0
    while (count > 0) {
      let end = path[--count]!
      const id = bestId[end]!
      if (id !== unkId) {
        emit(id, from + start, from + end)
      } else {
        while (count > 0 && bestId[path[count - 1]!] === unkId) end = path[--count]!
        const fused = this.trie.find(units, from + start, from + end)
        emit(fused < 0 ? unkId : fused, from + start, from + end)
      }
      start = end
    }
  }

  private forward(units: Uint16Array, from: number, to: number): void {
    const { trie, scores, unkScore, unkId, bestScore, bestId, bestStart } = this
    const size = to - from
    bestStart.fill(-1, 0, size + 1)
    bestScore[0] = 0
    for (let at = 0; at < size;) {
      const unit = units[from + at]!
      const single = at + ((unit & 0xfc00) === 0xd800 ? 2 : 1)
      const scoreHere = bestScore[at]!
      let hasSingle = false
      let node = trie.first(unit)
      for (let end = at + 1; node !== 0; end++) {
        const id = trie.ids[node]!
        if (id >= 0) {
          const score = scores[id]! + scoreHere
          if (bestStart[end] === -1 || score > bestScore[end]!) {
            bestScore[end] = score
            bestStart[end] = at
            bestId[end] = id
          }
          if (end === single) hasSingle = true
        }
        if (end >= size) break
        node = trie.child(node, units[from + end]!)
      }
      if (!hasSingle) {
        const score = unkScore + scoreHere
        if (bestStart[single] === -1 || score > bestScore[single]!) {
          bestScore[single] = score
          bestStart[single] = at
          bestId[single] = unkId
        }
      }
      at = single
    }
  }

  private reserve(size: number): void {
    const capacity = size + (size >> 1)
    this.bestScore = new Float64Array(capacity)
    this.bestId = new Int32Array(capacity)
    this.bestStart = new Int32Array(capacity)
    this.path = new Int32Array(capacity)
  }
}

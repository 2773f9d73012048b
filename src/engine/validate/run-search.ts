/**
 * Every query with every document, by dense and sparse scores. ColBERT of all pairs would take each document's rows for each
 * query; it, and with it the score of all three heads, is computed for the candidates alone.
 */
import { fuse } from '../score/fuse'
import type { Weights } from '../score/types'
import { multiply, type Matrix } from '../matrix'
import { available, unavailable } from '../model/types'
import type { LexicalWeights } from '../score/sparse'
import type { TextVectors } from './run-vectors'

/** A document that one of the lists of a query has. */
export interface Candidates {
  readonly query: number
  /** Positions in the documents, by dense, then by sparse, then by sparse+dense, each once. */
  readonly documents: readonly number[]
}

/** Documents of one block of the dense product: 512 vectors of 1,024 numbers stay in the cache of the processor for all queries of a turn. */
const BLOCK = 512

/** The dense and sparse scores of any query with all documents; exactly `dot` and lexicalMatchingScore of each pair. */
export class DocumentIndex {
  private readonly blocks: readonly { readonly matrix: Matrix; readonly places: readonly number[] }[]
  private readonly postings = new Map<number, { readonly places: number[]; readonly weights: number[] }>()

  /** @param documents null: the document has no vectors and is never found */
  constructor(private readonly documents: readonly (TextVectors | null)[]) {
    this.blocks = blocksOf(documents)
    for (const [place, document] of documents.entries()) {
      if (document?.sparse.state !== 'available') continue
      for (const [id, weight] of document.sparse.value) {
        const known = this.postings.get(id)
        if (known) {
          known.places.push(place)
          known.weights.push(weight)
        } else this.postings.set(id, { places: [place], weights: [weight] })
      }
    }
  }

  /** [documents] NaN: no dense vector. */
  dense(query: Float32Array): Float64Array {
    const scores = new Float64Array(this.documents.length).fill(NaN)
    const vector = Float64Array.from(query)
    for (const { matrix, places } of this.blocks) {
      const out = new Float64Array(matrix.rows)
      multiply(matrix, vector, out)
      for (const [at, place] of places.entries()) scores[place] = out[at]!
    }
    return scores
  }

  /** [documents] 0: no token in common. */
  sparse(query: LexicalWeights): Float64Array {
    const scores = new Float64Array(this.documents.length)
    // In the query's order, as lexicalMatchingScore adds them.
    for (const [id, weight] of query) {
      const posting = this.postings.get(id)
      if (!posting) continue
      const { places, weights } = posting
      for (let at = 0; at < places.length; at++) scores[places[at]!]! += weight * weights[at]!
    }
    return scores
  }

  /**
   * The best k by dense, by sparse (only documents that share a token) and by sparse+dense. Ties go to the document
   * that comes first.
   */
  candidates(query: TextVectors, k: number, weights: Weights, taken: (place: number) => boolean): number[] {
    const dense = query.dense.state === 'available' ? this.dense(query.dense.value) : null
    const sparse = query.sparse.state === 'available' ? this.sparse(query.sparse.value) : null
    const found = new Set<number>()
    if (dense) for (const place of best(dense, k, (score) => !Number.isNaN(score))) found.add(place)
    if (sparse) for (const place of best(sparse, k, (score) => score > 0)) found.add(place)
    if (dense && sparse) {
      const fused = Float64Array.from(dense, (score, place) => fusedOf(score, sparse[place]!, weights))
      for (const place of best(fused, k, (score) => !Number.isNaN(score))) found.add(place)
    }
    return [...found].filter((place) => !taken(place))
  }
}

/** sparse+dense by the same arithmetic as everywhere. NaN: the weights sum to 0, or there is no dense score. */
function fusedOf(dense: number, sparse: number, weights: Weights): number {
  const fused = fuse(
    { dense: available(dense), sparse: available(sparse), colbert: unavailable('head-unavailable') },
    weights,
  )['sparse+dense']
  return fused.state === 'available' ? fused.value : NaN
}

/** Places of the k highest scores that count, best first. */
function best(scores: Float64Array, k: number, counts: (score: number) => boolean): number[] {
  const before = (one: number, other: number) => scores[one]! - scores[other]! || other - one
  // A heap whose root is the worst of those that are kept.
  const heap: number[] = []
  const down = (at: number) => {
    for (;;) {
      const left = 2 * at + 1
      if (left >= heap.length) return
      const right = left + 1
      const worse = right < heap.length && before(heap[right]!, heap[left]!) < 0 ? right : left
      if (before(heap[at]!, heap[worse]!) <= 0) return
      ;[heap[at], heap[worse]] = [heap[worse]!, heap[at]!]
      at = worse
    }
  }
  const up = (at: number) => {
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (before(heap[parent]!, heap[at]!) <= 0) return
      ;[heap[at], heap[parent]] = [heap[parent]!, heap[at]!]
      at = parent
    }
  }
  for (let place = 0; place < scores.length; place++) {
    if (!counts(scores[place]!)) continue
    if (heap.length < k) {
      heap.push(place)
      up(heap.length - 1)
    } else if (before(place, heap[0]!) > 0) {
      heap[0] = place
      down(0)
    }
  }
  return heap.sort((one, other) => before(other, one))
}

function blocksOf(documents: readonly (TextVectors | null)[]) {
  const blocks: { matrix: Matrix; places: number[] }[] = []
  const places = documents.flatMap((document, place) =>
    document?.dense.state === 'available' ? [place] : [],
  )
  for (let at = 0; at < places.length; at += BLOCK) {
    const some = places.slice(at, at + BLOCK)
    const vectors = some.map((place) => {
      const dense = documents[place]!.dense
      return dense.state === 'available' ? dense.value : new Float32Array()
    })
    const dimension = vectors[0]!.length
    const data = new Float32Array(some.length * dimension)
    for (const [row, vector] of vectors.entries()) data.set(vector, row * dimension)
    blocks.push({ matrix: { rows: some.length, dimension, data }, places: some })
  }
  return blocks
}

/** How close two vectors must be to be the vectors of the same text, whatever arithmetic made them. */
import type { HeadName } from '../model/types'
import type { ColbertComparison, DenseComparison, SparseComparison } from './types'

export interface HeadComparisons {
  readonly dense: DenseComparison
  readonly sparse: SparseComparison
  readonly colbert: ColbertComparison
}

/**
 * The one number that a head is judged by: dense 1 − cosine, sparse the largest difference of a weight, ColBERT 1 − the
 * least cosine of a row. Null: nothing can be measured, or (sparse) both sides have no weights, which is equal for very
 * different texts.
 */
export function distanceOf<H extends HeadName>(head: H, found: HeadComparisons[H]): number | null {
  if (head === 'sparse') {
    const { shared, onlyOurs, onlyTheirs, largestDifference } = found as SparseComparison
    return shared + onlyOurs + onlyTheirs === 0 ? null : largestDifference
  }
  const cosine =
    head === 'dense' ? (found as DenseComparison).cosine : (found as ColbertComparison).leastCosine
  return cosine === null ? null : 1 - cosine
}

/** The value of the bound that people read: a least cosine, or for sparse a largest difference. */
export const boundOf = (head: HeadName, distance: number): number =>
  head === 'sparse' ? distance : 1 - distance

/** What fp16 on either side may cause (src/engine/certify/tolerances.ts). */
export const HALF: Readonly<Record<HeadName, number>> = { dense: 1e-4, sparse: 2e-3, colbert: 1e-4 }

/**
 * Only fp32 on both sides is this close, with room: 3e-7 in a value is 5e-11 in a cosine. fp16 is 2e-8 where only the
 * finished values were rounded, and 2e-6 where it computed.
 */
export const FINE: Readonly<Record<HeadName, number>> = { dense: 1e-8, sparse: 1e-5, colbert: 1e-6 }

/**
 * The same graph in the same runtime: only the order of sums differs (3e-7 in a value). Values that were rounded, even to
 * fp16 after the end, are not so close.
 */
export const EXACT: Readonly<Record<HeadName, number>> = { dense: 1e-10, sparse: 1e-6, colbert: 1e-8 }

/** Up to this many tokens, every change of a text is far larger than what fp16 causes. */
const SHORT = 64

/**
 * The distance below which the two texts are the same. It is smaller than what the smallest change of a text does, and
 * this becomes less as a text becomes longer. Measured on the demo model for a full stop, a space at the end, one letter
 * in lower case, the last word or letter dropped: the least 1 − cosine is 3e-3 up to 44 tokens, 3e-4 at 108, 5e-5 at
 * 212, 3e-5 at 424; of a model of two layers 8e-7 at 8,192 (sweep.ts). Arithmetic that differs by more than this is not
 * distinguished from another text by one vector.
 * @param tokens of the text, `<s>` and `</s>` included
 */
export function proofOf(head: HeadName, tokens: number): number {
  const shorter = Math.min(1, SHORT / Math.max(tokens, 1))
  const proof = proofAt(head, shorter)
  // People read this number, so it has one digit; it is never rounded up.
  const unit = 10 ** Math.floor(Math.log10(proof))
  return Number((Math.floor(proof / unit + 1e-9) * unit).toPrecision(1))
}

/** @param shorter 64 tokens ÷ the tokens of the text; at most 1 */
function proofAt(head: HeadName, shorter: number): number {
  switch (head) {
    case 'dense':
      return HALF.dense * shorter ** 1.5
    case 'sparse':
      // A weight moves as a value of a vector does, and a cosine as its square.
      return HALF.sparse * shorter ** 0.75
    case 'colbert':
      // The rows beside a change move as much in a long text as in a short one.
      return HALF.colbert
  }
}

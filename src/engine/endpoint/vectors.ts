/** Compares the server's vectors of one text with ours. */
import type { Encoded } from '../encode/types'
import type { Matrix } from '../matrix'
import { tolerances } from '../certify/tolerances'
import type { CheckName } from '../certify/types'
import { cosine, norm } from '../matrix'
import { mapAvailable, type HeadName } from '../model/types'
import type { LexicalWeights } from '../score/sparse'
import { boundOf, EXACT, FINE, proofOf } from './proof'
import {
  CLOSENESS,
  type Closeness,
  type ColbertComparison,
  type Comparison,
  type DenseComparison,
  type SparseComparison,
  type TheirRows,
  type TheirVectors,
  type Verdict,
} from './types'

export const TOP_K = 5
/** A vector whose length differs from 1 by more was not normalised: fp16 rounds the length of 1,024 values by less than 2e-4. */
const NORM_SLACK = 1e-3
/** Fewer of a vector's first dimensions are alike for different texts: a single one has always a cosine of 1 or −1. */
const LEAST_DIMENSIONS = 8

export interface Ours {
  readonly encoded: Encoded
  /** ModelInfo.dtype */
  readonly dtype: string
  /** Ids that lexical_weights never holds. */
  readonly special: ReadonlySet<number>
}

/** Each verdict is what one vector shows by itself. */
export function compareVectors({ dense, sparse, colbert }: TheirVectors, ours: Ours): Comparison {
  const { encoded, dtype } = ours
  return {
    dense:
      dense && mapAvailable(encoded.denseVecsFull, (whole) => compareDense(dense, whole, encoded, dtype)),
    sparse: sparse && mapAvailable(encoded.lexicalWeights, (weights) => compareSparse(sparse, weights, ours)),
    colbert: colbert && mapAvailable(encoded.colbertVecs, (rows) => compareColbert(colbert, rows, ours)),
  }
}

const CHECKS = {
  dense: 'dense_cosine',
  sparse: 'sparse_weights',
  colbert: 'colbert_cosine',
} as const satisfies Record<HeadName, CheckName>

/** How far a distance may go when the server computes in this arithmetic. */
function limitOf(head: HeadName, dtype: string, within: Closeness): number {
  if (within === 'exact') return EXACT[head]
  const expected = tolerances(dtype, within, false)[CHECKS[head]]
  const limit = head === 'sparse' ? expected : 1 - expected
  // The table has room for rounding of scores; of fp32 on both sides it is known how close the vectors are.
  return within === 'fp32' && FP32.test(dtype) ? Math.min(limit, FINE[head]) : limit
}

const FP32 = /^(fp32|fp64|float32|float64)$/

interface Measured {
  readonly distance: number
  /** Of our input. */
  readonly tokens: number
  readonly dtype: string
  /** Fewer dimensions than ours: how many; null: all. */
  readonly cutTo?: number | null
}

/**
 * What one vector shows by itself: the closest arithmetic that explains the distance, and whether only the same text can be
 * so close. judge.ts says what all texts show.
 */
function verdictAlone(head: HeadName, { distance, tokens, dtype, cutTo = null }: Measured): Verdict {
  const within = CLOSENESS.find((each) => distance <= limitOf(head, dtype, each))
  const proof = proofOf(head, tokens)
  if (within === undefined)
    return { kind: 'different', expected: boundOf(head, limitOf(head, dtype, 'int8')) }
  const limit = limitOf(head, dtype, within)
  if (distance <= proof && (cutTo ?? Infinity) >= LEAST_DIMENSIONS)
    return { kind: cutTo === null ? 'same' : 'cut', within, expected: boundOf(head, Math.min(limit, proof)) }
  return { kind: 'undecided', within, expected: boundOf(head, limit), reason: 'coarse' }
}

/**
 * A vector with fewer dimensions is compared with ours cut as truncate_dim cuts it; a cosine does not depend on whether the
 * vector was normalised before or after. Values are compared as both sides give them.
 * @param whole [dimension] ours without truncate_dim
 */
function compareDense(
  theirs: Float64Array,
  whole: Float32Array,
  { denseVecs, settings, tokenized }: Encoded,
  dtype: string,
): DenseComparison {
  const length = norm(theirs)
  const values = withoutZeros(theirs, whole.length)
  const dimension = values.length
  const facts = {
    dimension: theirs.length,
    zeros: theirs.length - dimension,
    norm: length,
    isNormalised: Math.abs(length - 1) <= NORM_SLACK,
  }
  if (dimension > whole.length || dimension === 0)
    return {
      ...facts,
      cosine: null,
      largestDifference: null,
      verdict: { kind: 'dimension', ours: whole.length, theirs: dimension },
    }
  const asked = denseVecs.state === 'available' ? denseVecs.value : whole
  const ours = dimension === asked.length ? asked : shortened(whole, dimension, settings.normalize)
  const value = cosine(values, ours)
  const isCut = dimension < whole.length
  const verdict = verdictAlone('dense', {
    distance: 1 - value,
    tokens: tokenized.ids.length,
    dtype,
    cutTo: isCut ? dimension : null,
  })
  return {
    ...facts,
    cosine: value,
    largestDifference: largest(values, ours),
    verdict:
      verdict.kind === 'different' && isCut && dimension !== asked.length
        ? { kind: 'dimension', ours: whole.length, theirs: dimension }
        : verdict,
  }
}

/** Some servers and gateways fill all vectors to one size with zeros, which change no score. */
function withoutZeros(values: Float64Array, dimension: number): Float64Array {
  const isPadded = values.length > dimension && values.subarray(dimension).every((value) => value === 0)
  return isPadded ? values.subarray(0, dimension) : values
}

function shortened(whole: Float32Array, dimension: number, normalize: boolean): Float32Array {
  const cut = whole.slice(0, dimension)
  const length = norm(cut)
  return normalize && length > 0 ? cut.map((value) => value / length) : cut
}

function compareSparse(
  theirs: LexicalWeights,
  ours: LexicalWeights,
  { special, dtype, encoded }: Ours,
): SparseComparison {
  let shared = 0
  let product = 0
  let difference = 0
  for (const [id, weight] of ours) {
    const other = theirs.get(id)
    if (other !== undefined) shared++
    product += weight * (other ?? 0)
    difference = Math.max(difference, Math.abs(weight - (other ?? 0)))
  }
  for (const [id, weight] of theirs) if (!ours.has(id)) difference = Math.max(difference, Math.abs(weight))
  const lengths = lengthOf(ours) * lengthOf(theirs)
  const bothEmpty = ours.size === 0 && theirs.size === 0
  const k = Math.min(TOP_K, ours.size)
  const heaviest = topIds(theirs, k)
  return {
    shared,
    onlyOurs: ours.size - shared,
    onlyTheirs: theirs.size - shared,
    cosine: lengths > 0 ? product / lengths : bothEmpty ? 1 : null,
    largestDifference: difference,
    top: { k, shared: [...topIds(ours, k)].filter((id) => heaviest.has(id)).length },
    special: [...theirs.keys()].filter((id) => special.has(id)).sort((a, b) => a - b),
    verdict: verdictAlone('sparse', {
      distance: difference,
      tokens: encoded.tokenized.ids.length,
      dtype,
    }),
  }
}

const lengthOf = (weights: LexicalWeights): number =>
  Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0))

const topIds = (weights: LexicalWeights, k: number): ReadonlySet<number> =>
  new Set(
    [...weights]
      .sort((a, b) => b[1] - a[1])
      .slice(0, k)
      .map(([id]) => id),
  )

function compareColbert(theirs: TheirRows, ours: Matrix, { dtype, encoded }: Ours): ColbertComparison {
  const facts = { rows: theirs.rows, dimension: theirs.dimension, ourRows: ours.rows }
  const none = { meanCosine: null, leastCosine: null, largestDifference: null }
  if (theirs.dimension !== ours.dimension)
    return {
      ...facts,
      ...none,
      verdict: { kind: 'dimension', ours: ours.dimension, theirs: theirs.dimension },
    }
  if (theirs.rows !== ours.rows || ours.rows === 0)
    return { ...facts, ...none, verdict: { kind: 'rows', ours: ours.rows, theirs: theirs.rows } }
  let sum = 0
  let least = 1
  let difference = 0
  for (let row = 0; row < ours.rows; row++) {
    const [from, to] = [row * ours.dimension, (row + 1) * ours.dimension]
    const their = theirs.data.subarray(from, to)
    const our = ours.data.subarray(from, to)
    const value = cosine(their, our)
    sum += value
    least = Math.min(least, value)
    difference = Math.max(difference, largest(their, our))
  }
  return {
    ...facts,
    meanCosine: sum / ours.rows,
    leastCosine: least,
    largestDifference: difference,
    verdict: verdictAlone('colbert', { distance: 1 - least, tokens: encoded.tokenized.ids.length, dtype }),
  }
}

function largest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let found = 0
  for (let i = 0; i < a.length; i++) found = Math.max(found, Math.abs(a[i]! - b[i]!))
  return found
}

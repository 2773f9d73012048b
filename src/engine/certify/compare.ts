/** Compares one text or pair of a reference with what a model gave for it. */
import type { Encoded } from '../encode/types'
import type { Matrix } from '../matrix'
import { SCORE_NAMES, type Scores } from '../score/types'
import type { LexicalWeights } from '../score/sparse'
import type { Tolerances } from './tolerances'
import type { CheckName, ReferencePair, ReferenceText } from './types'

export interface Measurement {
  readonly name: CheckName
  /** The id of the text or pair. */
  readonly id: string
  /** Of checks that count texts: 1 (equal) or 0. Null: the sizes differ, so nothing can be measured. */
  readonly value: number | null
  readonly expected: number
}

const TOP = 5

/** Weights that differ by less than this may change their order: summing in another order changes them as much. */
const TIE = 1e-6

/** Half a unit of the last published digit; 0 if the values were not rounded. */
const rounding = (decimals: number | undefined): number =>
  decimals === undefined ? 0 : 0.5 * 10 ** -decimals

/** @param decimals of the file; a text may have its own */
export function compareText(
  reference: ReferenceText,
  found: Encoded,
  expected: Tolerances,
  decimals = reference.decimals,
): Measurement[] {
  const { id, input_ids, dense_vecs, lexical_weights, colbert_vecs } = reference
  const half = rounding(decimals)
  const measured: Measurement[] = []
  const add = (name: CheckName, value: number | null, tolerance: number) =>
    measured.push({ name, id, value, expected: tolerance })
  // Rounding moves a vector of length 1 by at most half·√dimension, its cosine by half the square of that.
  const cosine = (tolerance: number, dimension: number) => tolerance - (half * half * dimension) / 2

  if (input_ids) add('input_ids', equal(input_ids, found.tokenized.ids) ? 1 : 0, expected.input_ids)

  // A reference with fewer dimensions was made with truncate_dim.
  if (dense_vecs && found.denseVecsFull.state === 'available') {
    const whole = found.denseVecsFull.value
    const value =
      dense_vecs.length <= whole.length ? cosineOf(dense_vecs, whole.subarray(0, dense_vecs.length)) : null
    add('dense_cosine', value, cosine(expected.dense_cosine, dense_vecs.length))
  }

  if (lexical_weights && found.lexicalWeights.state === 'available') {
    const weights: LexicalWeights = new Map(
      Object.entries(lexical_weights).map(([key, weight]) => [Number(key), weight]),
    )
    const mine = found.lexicalWeights.value
    add('sparse_top5', sameTop(weights, mine, TIE + 2 * half) ? 1 : 0, expected.sparse_top5)
    add('sparse_weights', largestDifference(weights, mine), expected.sparse_weights + half)
  }

  if (colbert_vecs && found.colbertVecs.state === 'available') {
    const rows = compareRows(colbert_vecs, found.colbertVecs.value)
    add('colbert_rows', rows && rows.difference, expected.colbert_rows + half)
    add('colbert_cosine', rows && rows.cosine, cosine(expected.colbert_cosine, colbert_vecs[0]!.length))
  }
  return measured
}

/** @param decimals of the file; a pair may have its own */
export function comparePair(
  reference: ReferencePair,
  found: Scores,
  expected: Tolerances,
  decimals = reference.decimals,
): Measurement[] {
  let value: number | null = null
  for (const name of SCORE_NAMES) {
    const published = reference.scores[name]
    const mine = found[name]
    if (published === undefined || mine.state === 'unavailable') continue
    value = Math.max(value ?? 0, Math.abs(published - mine.value))
  }
  if (value === null) return []
  return [{ name: 'scores', id: reference.id, value, expected: expected.scores + rounding(decimals) }]
}

const equal = (a: readonly number[], b: Int32Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i])

function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let dot = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!
    aa += a[i]! * a[i]!
    bb += b[i]! * b[i]!
  }
  const lengths = Math.sqrt(aa * bb)
  return lengths > 0 ? Math.min(1, dot / lengths) : aa === bb ? 1 : 0
}

/** Whether the five heaviest tokens are the same set. A text with fewer tokens compares as many as the reference has. */
function sameTop(reference: LexicalWeights, found: LexicalWeights, tie: number): boolean {
  const heaviest = [...reference.values()].sort((a, b) => b - a).slice(0, TOP)
  if (heaviest.length === 0) return true
  const least = heaviest.at(-1)! - tie
  const mine = [...found].sort((a, b) => b[1] - a[1]).slice(0, heaviest.length)
  return mine.length === heaviest.length && mine.every(([id]) => (reference.get(id) ?? -Infinity) >= least)
}

/** Over all keys of both sides. A token that one side lacks has weight 0 there. */
function largestDifference(a: LexicalWeights, b: LexicalWeights): number {
  let largest = 0
  for (const id of new Set([...a.keys(), ...b.keys()]))
    largest = Math.max(largest, Math.abs((a.get(id) ?? 0) - (b.get(id) ?? 0)))
  return largest
}

function compareRows(
  reference: readonly (readonly number[])[],
  { rows, dimension, data }: Matrix,
): { readonly difference: number; readonly cosine: number } | null {
  if (reference.length !== rows || reference[0]!.length !== dimension) return null
  let difference = 0
  let cosine = 1
  reference.forEach((row, r) => {
    const mine = data.subarray(r * dimension, (r + 1) * dimension)
    row.forEach((value, i) => (difference = Math.max(difference, Math.abs(value - mine[i]!))))
    cosine = Math.min(cosine, cosineOf(row, mine))
  })
  return { difference, cosine }
}

/** A layer of our own against the same layer in onnxruntime-web, for one text. */
import { detail } from '../details'
import type { Detail } from '../detail-words'
import { linearsOf } from './linears'
import type { LayerPlan, Linear } from './types'

/** Greatest difference of hidden states, as a part of the greatest value, and least cosine of a token. */
interface Tolerance {
  readonly part: number
  readonly cosine: number
}

const FLOAT: Tolerance = { part: 1e-4, cosine: 1 - 1e-6 }
/** onnxruntime rounds to fp16 after each operator, our layer where its result leaves it. */
const HALF: Tolerance = { part: 2e-2, cosine: 1 - 1e-4 }
/** Where the last digits differ, a quantised activation may get the next code. */
const CODES: Tolerance = { part: 5e-2, cosine: 0.999 }

const quantises = ({ weights }: Linear) =>
  weights.kind === 'integer' || (weights.kind === 'blocks' && weights.quantisesActivations)

export function toleranceOf(plan: LayerPlan): Tolerance {
  if (linearsOf(plan).some(quantises)) return CODES
  return plan.isHalf ? HALF : FLOAT
}

/** @returns null: equal within the tolerance; else what differs */
export function difference(
  { index, hiddenSize, ...plan }: LayerPlan,
  ours: Float32Array,
  theirs: Float32Array,
): Detail | null {
  const { part, cosine } = toleranceOf({ index, hiddenSize, ...plan })
  let most = 0
  let worst = 0
  for (const [at, value] of theirs.entries()) {
    const off = Math.abs(value - ours[at]!)
    // NaN is never equal.
    if (!(off <= worst)) worst = off
    most = Math.max(most, Math.abs(value))
  }
  const values = {
    layer: index,
    difference: worst.toPrecision(3),
    limit: (part * Math.max(1, most)).toPrecision(3),
  }
  if (ours.length !== theirs.length || !(worst <= part * Math.max(1, most)))
    return detail('encoder-differs', values)
  for (let at = 0; at < theirs.length; at += hiddenSize) {
    const found = cosineOf(ours.subarray(at, at + hiddenSize), theirs.subarray(at, at + hiddenSize))
    if (!(found >= cosine))
      return detail('encoder-cosine', { layer: index, cosine: found.toPrecision(6), limit: String(cosine) })
  }
  return null
}

function cosineOf(one: Float32Array, other: Float32Array): number {
  let product = 0
  let first = 0
  let second = 0
  for (const [i, value] of one.entries()) {
    product += value * other[i]!
    first += value * value
    second += other[i]! * other[i]!
  }
  return product / Math.sqrt(first * second)
}

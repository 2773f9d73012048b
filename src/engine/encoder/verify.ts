/** A layer of our own against the same layer in onnxruntime-web. */
import { detail } from '../details'
import type { Detail } from '../detail-words'
import { cosine } from '../matrix'
import { linearsOf } from './linears'
import type { LayerPlan, Linear } from './types'

/** How far two results are from each other. */
export interface Distance {
  /** Greatest difference of hidden states, as a part of the greatest value. */
  readonly part: number
  /** Least cosine of a token. */
  readonly cosine: number
}

const FLOAT: Distance = { part: 1e-4, cosine: 1 - 1e-6 }
/** onnxruntime rounds to fp16 after each operator, our layer where its result leaves it. */
const HALF: Distance = { part: 2e-2, cosine: 1 - 1e-4 }
/** Where the last digits differ, a quantised activation may get the next code. */
const CODES: Distance = { part: 5e-2, cosine: 0.999 }
/** Beyond it no noise excuses a difference. */
const MOST_NOISE: Distance = { part: 0.25, cosine: 0.98 }
/** Two engines differ in more last digits than an engine from itself. */
const NOISE_FACTOR = 3

const quantises = ({ weights }: Linear) =>
  weights.kind === 'integer' || (weights.kind === 'blocks' && weights.quantisesActivations)

/** Whether last digits decide about codes of activations. */
export const hasCodes = (plan: LayerPlan): boolean => linearsOf(plan).some(quantises)

export function toleranceOf(plan: LayerPlan): Distance {
  if (hasCodes(plan)) return CODES
  return plan.isHalf ? HALF : FLOAT
}

/**
 * The tolerance where last digits decide about more than it allows: as far as onnxruntime-web is from itself when the layer's
 * input moves by last digits, times a factor.
 */
export function toleranceOfNoise(noise: Distance): Distance {
  return {
    part: Math.min(MOST_NOISE.part, Math.max(CODES.part, NOISE_FACTOR * noise.part)),
    cosine: Math.max(MOST_NOISE.cosine, Math.min(CODES.cosine, 1 - NOISE_FACTOR * (1 - noise.cosine))),
  }
}

/** @returns part NaN where a value is NaN, or the lengths differ */
export function distance(ours: Float32Array, theirs: Float32Array, hiddenSize: number): Distance {
  if (ours.length !== theirs.length) return { part: NaN, cosine: NaN }
  let most = 1
  let worst = 0
  let least = 1
  for (const [at, value] of theirs.entries()) {
    const off = Math.abs(value - ours[at]!)
    // NaN is never equal.
    if (!(off <= worst)) worst = off
    most = Math.max(most, Math.abs(value))
  }
  for (let at = 0; at < theirs.length; at += hiddenSize) {
    const token = (states: Float32Array) => states.subarray(at, at + hiddenSize)
    least = Math.min(least, cosine(token(ours), token(theirs)))
  }
  return { part: worst / most, cosine: least }
}

export const worstOf = (distances: readonly Distance[]): Distance => ({
  part: Math.max(...distances.map(({ part }) => part)),
  cosine: Math.min(...distances.map(({ cosine }) => cosine)),
})

/** @returns null: within the tolerance; else what differs */
export function difference(layer: number, found: Distance, tolerance: Distance): Detail | null {
  const { part, cosine } = found
  if (!(part <= tolerance.part))
    return detail('encoder-differs', {
      layer,
      difference: part.toPrecision(3),
      limit: tolerance.part.toPrecision(3),
    })
  if (!(cosine >= tolerance.cosine))
    return detail('encoder-cosine', {
      layer,
      cosine: cosine.toPrecision(6),
      limit: tolerance.cosine.toPrecision(6),
    })
  return null
}

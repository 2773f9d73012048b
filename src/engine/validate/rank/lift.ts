/**
 * The smallest change of the weights that ranks one document above another. With weights w ≥ 0 and the differences δ of the
 * heads' scores, the document is above where Σ w·δ > 0, whatever the sum of the weights is: they only divide the score.
 */
import type { FusedName } from '../../score/fuse'
import type { Weights } from '../../score/types'
import type { AnsweredName } from '../answer-types'
import type { HeadName } from '../types'
import { headsOf, isFused } from './columns'
import type { OneWeight, VectorLift, WeightLift } from './types'

type Values = Readonly<Record<HeadName, number>>

/** Digits that a suggested weight is rounded to, from few to many: the first that ranks the document above is taken. */
const DIGITS = [1, 2, 3, 4, 6, 9, 12]

/** @param document the heads' scores of the document to be lifted @param other those of the one above it */
export function liftByWeights(
  name: AnsweredName,
  weights: Weights,
  document: Values,
  other: Values,
): WeightLift {
  if (!isFused(name)) return { state: 'fixed' }
  const heads = headsOf(name)
  const above = (w: Weights) => isAbove(name, w, document, other)
  if (above(weights)) return { state: 'above' }
  if (!heads.some((head) => document[head] > other[head])) return { state: 'none' }
  const delta = Object.fromEntries(heads.map((head) => [head, document[head] - other[head]])) as Values
  return {
    state: 'found',
    one: smallestOne(heads, weights, delta, above),
    all: nearest(heads, weights, delta, above),
  }
}

/** Whether the fused score of one is above the other's, computed as the page computes it. */
export function isAbove(name: FusedName, weights: Weights, one: Values, other: Values): boolean {
  const score = (values: Values) => {
    let sum = 0
    let total = 0
    for (const head of headsOf(name)) {
      sum += weights[head] * values[head]
      total += weights[head]
    }
    return total > 0 ? sum / total : NaN
  }
  return score(one) > score(other)
}

type Test = (weights: Weights) => boolean

function smallestOne(
  heads: readonly HeadName[],
  weights: Weights,
  delta: Values,
  above: Test,
): OneWeight | null {
  const sum = heads.reduce((total, head) => total + weights[head] * delta[head], 0)
  const found: OneWeight[] = []
  for (const head of heads) {
    if (delta[head] === 0) continue
    const limit = weights[head] - sum / delta[head]
    if (limit < 0) continue // even without this head the other document is above
    const value = justPast(
      limit,
      delta[head] > 0,
      (tried) => above({ ...weights, [head]: tried }) && isAllowed({ ...weights, [head]: tried }),
    )
    if (value !== null)
      found.push({ head, from: weights[head], limit, value, weights: { ...weights, [head]: value } })
  }
  const distance = ({ limit, from }: OneWeight) => Math.abs(limit - from)
  return found.reduce<OneWeight | null>(
    (best, each) => (best === null || distance(each) < distance(best) ? each : best),
    null,
  )
}

/** The page's own scores divide by dense + sparse. */
const isAllowed = ({ dense, sparse }: Weights) => dense + sparse > 0

/** The first number with few digits on the right side of the limit. Null: none is (the limit is 0 and the way is down). */
function justPast(limit: number, up: boolean, isRight: (value: number) => boolean): number | null {
  for (const digits of DIGITS) {
    const unit = 10 ** digits
    const near = up ? Math.ceil(limit * unit) : Math.floor(limit * unit)
    for (const steps of [near, near + (up ? 1 : -1)]) {
      const value = steps / unit
      // A coarse number may be far away: one twentieth of the limit, or of 1, is near enough.
      if (value < 0 || Math.abs(value - limit) > Math.max(limit, 1) / 20) continue
      if (isRight(value)) return value
    }
  }
  return null
}

/**
 * The point of {w ≥ 0, w·δ = 0} that is nearest to the weights. With at most three heads all sets of weights that are 0 are tried:
 * for each, the others are projected onto the plane; the nearest result without a negative weight is the solution (the
 * problem is convex, and its solution is the projection for the set of those that are 0 in it).
 */
function nearest(heads: readonly HeadName[], weights: Weights, delta: Values, above: Test): VectorLift {
  let best: { limit: Weights; distance: number } | null = null
  for (let zeros = 0; zeros < 2 ** heads.length - 1; zeros++) {
    const free = heads.filter((_, at) => (zeros & (1 << at)) === 0)
    const norm = free.reduce((sum, head) => sum + delta[head] ** 2, 0)
    const dot = free.reduce((sum, head) => sum + weights[head] * delta[head], 0)
    if (norm === 0 && dot !== 0) continue
    const step = norm === 0 ? 0 : dot / norm
    const limit = { ...weights }
    for (const head of heads) limit[head] = free.includes(head) ? weights[head] - step * delta[head] : 0
    if (heads.some((head) => limit[head] < 0)) continue
    if (free.every((head) => limit[head] === 0)) continue
    const distance = Math.hypot(...heads.map((head) => limit[head] - weights[head]))
    if (best === null || distance < best.distance) best = { limit, distance }
  }
  // One head is higher for the document, so its weight alone is a solution of the inequality.
  const { limit, distance } = best ?? cornerOf(heads, weights, delta)
  return { limit, distance, weights: rounded(heads, limit, delta, above) }
}

function cornerOf(heads: readonly HeadName[], weights: Weights, delta: Values) {
  const up = heads.find((head) => delta[head] > 0)!
  const limit = { ...weights }
  for (const head of heads) limit[head] = head === up ? 1 : 0
  return { limit, distance: Math.hypot(...heads.map((head) => limit[head] - weights[head])) }
}

/** Each weight is moved a little in the direction that lifts the document. */
function rounded(heads: readonly HeadName[], limit: Weights, delta: Values, above: Test): Weights {
  for (const digits of DIGITS) {
    const unit = 10 ** digits
    const tried = { ...limit }
    for (const head of heads) {
      const near = limit[head] * unit
      tried[head] =
        Math.max(
          0,
          delta[head] > 0 ? Math.ceil(near) : delta[head] < 0 ? Math.floor(near) : Math.round(near),
        ) / unit
    }
    const scale = Math.max(...heads.map((head) => limit[head]), 1)
    if (heads.some((head) => Math.abs(tried[head] - limit[head]) > scale / 20)) continue
    for (const steps of [0, 1]) {
      const more = { ...tried }
      for (const head of heads) if (delta[head] > 0) more[head] += steps / unit
      for (const head of heads) more[head] = Math.round(more[head] * unit) / unit
      if (above(more) && isAllowed(more)) return more
    }
  }
  return steep(heads, limit, delta, above)
}

/** Rounding did not find one: the heads' differences are nearly 0, or only ColBERT's weight is left. */
function steep(heads: readonly HeadName[], limit: Weights, delta: Values, above: Test): Weights {
  const up = heads.reduce((best, head) => (delta[head] > delta[best] ? head : best))
  let grown = { ...limit }
  if (!isAllowed(grown)) grown = { ...grown, dense: 0.01 }
  for (let tries = 0; tries < 60; tries++) {
    if (above(grown)) return grown
    grown = { ...grown, [up]: grown[up] === 0 ? 1 : grown[up] * (1 + 2 ** (tries - 40)) }
  }
  return grown
}

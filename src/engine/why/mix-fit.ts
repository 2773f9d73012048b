/** A vector as a sum of others, each times a weight. Pure. */
import { dot, norm } from '../matrix'

export interface Fit {
  /** [terms] */
  readonly weights: readonly number[]
  /** [dimension] Σ weight × term */
  readonly made: Float64Array
  /** ‖target − made‖ ÷ ‖target‖ */
  readonly distance: number
}

/** Terms that are nearly a sum of the others have no weights that mean something. */
const LEAST_PIVOT = 1e-7

/**
 * Least squares, with any signs.
 * @param terms [terms][dimension] of length 1 @returns null: the terms depend on each other
 */
export function fitOf(target: Float64Array, terms: readonly Float64Array[]): Fit | null {
  const rows = terms.map((a) => [...terms.map((b) => dot(a, b)), dot(a, target)])
  const n = terms.length
  for (let at = 0; at < n; at++) {
    const best = rows.slice(at).reduce((most, row, k) => (Math.abs(row[at]!) > Math.abs(rows[most]![at]!) ? at + k : most), at) // oxfmt-ignore
    ;[rows[at], rows[best]] = [rows[best]!, rows[at]!]
    const pivot = rows[at]![at]!
    if (Math.abs(pivot) < LEAST_PIVOT) return null
    for (let row = 0; row < n; row++) {
      if (row === at) continue
      const by = rows[row]![at]! / pivot
      for (let k = at; k <= n; k++) rows[row]![k]! -= by * rows[at]![k]!
    }
  }
  return fitWith(
    target,
    terms,
    rows.map((row, at) => row[n]! / row[at]!),
  )
}

/** Least squares with weights above 0: a term whose weight would not be is left out (weight 0). */
export function positiveFit(target: Float64Array, terms: readonly Float64Array[]): Fit | null {
  let kept = terms.map((_, at) => at)
  while (kept.length > 0) {
    const fit = fitOf(
      target,
      kept.map((at) => terms[at]!),
    )
    if (fit === null) return null
    const least = Math.min(...fit.weights)
    if (least > 1e-3) {
      const weights = terms.map((_, at) => (kept.includes(at) ? fit.weights[kept.indexOf(at)]! : 0))
      return { ...fit, weights }
    }
    kept = kept.filter((_, at) => fit.weights[at] !== least)
  }
  return null
}

/** The given weights, all times the factor that comes nearest. */
export function proportional(
  target: Float64Array,
  terms: readonly Float64Array[],
  weights: readonly number[],
): Fit {
  const { made } = fitWith(target, terms, weights)
  const by = dot(made, target) / Math.max(dot(made, made), 1e-12)
  return fitWith(
    target,
    terms,
    weights.map((weight) => weight * by),
  )
}

function fitWith(target: Float64Array, terms: readonly Float64Array[], weights: readonly number[]): Fit {
  const made = new Float64Array(target.length)
  terms.forEach((term, at) => term.forEach((value, k) => (made[k]! += weights[at]! * value)))
  const left = target.map((value, k) => value - made[k]!)
  return { weights, made, distance: norm(left) / Math.max(norm(target), 1e-12) }
}

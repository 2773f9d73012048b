/** From our scores to a database's, and back. */
import { mapAvailable, unavailable, type Available } from '../../model/types'
import type { Explanation } from '../types'
import { curveOf } from './curves'
import { DATABASES } from './table'
import type { Base, Database, DenseMeasures, LostScore, Measures, Metric } from './types'

/** The score of ours that a metric is made of. */
export type OurScore = 'dense' | 'sparse' | 'colbert'

export const ourScoreOf = (base: Base): OurScore =>
  base === 'sparse' ? 'sparse' : base === 'max-sim' ? 'colbert' : 'dense'

/** What databases' scores are computed of, from the explanation of a pair. */
export const measuresOf = ({ dense, sparse, colbert }: Explanation): Measures => ({
  dense: mapAvailable(dense, ({ dot, cosine, normA, normB }) => ({ dot, cosine, normA, normB })),
  sparse: mapAvailable(sparse, ({ score }) => score),
  colbert: mapAvailable(colbert, ({ forward }) => ({ score: forward.score, rows: forward.rows })),
})

const clamped = (cosine: number): number => Math.min(1, Math.max(-1, cosine))

/** What the metric is a function of. Unavailable: the model lacks the head, or a vector is zero. */
export function baseOf(base: Base, { dense, sparse, colbert }: Measures): Available<number> {
  if (base === 'sparse') return sparse
  if (base === 'max-sim') return mapAvailable(colbert, ({ score, rows }) => score * rows)
  const found = mapAvailable(dense, (measures) => ofDense(base, measures))
  return found.state === 'available' && Number.isNaN(found.value) ? unavailable('head-unavailable') : found
}

function ofDense(
  base: Exclude<Base, 'sparse' | 'max-sim'>,
  { dot, cosine, normA, normB }: DenseMeasures,
): number {
  switch (base) {
    case 'dot':
      return dot
    case 'cosine':
      return cosine
    case 'angle':
      return Math.acos(clamped(cosine))
    case 'squared-l2':
      return normA * normA + normB * normB - 2 * dot
    case 'query-distance':
      return 1 - dot / (normA * normA)
  }
}

/** The pair's score in the database's units. */
export const fromOurs = ({ of, curve }: Metric, measures: Measures): Available<number> =>
  mapAvailable(baseOf(of, measures), curveOf(curve).apply)

/** Whether production's lengths count on the way back. Of a cosine they do not: then ours alone make it a dot product. */
export const usesLengths = (base: Base): boolean => ['dot', 'squared-l2', 'query-distance'].includes(base)

/** What a conversion back needs to know of the pair. */
export interface Lengths {
  readonly normA: number
  readonly normB: number
  /** ColBERT rows of A. */
  readonly rows: number
}

export type Converted =
  | { readonly state: 'converted'; readonly score: OurScore; readonly value: number }
  /** No pair of vectors of these lengths has this number: another metric, or other lengths. `cosine` would have to be this. */
  | { readonly state: 'impossible'; readonly cosine: number | null }

/** Rounding of the given number and of the lengths may lead a little beyond 1. */
const SLACK = 1e-3

/**
 * The score here that a database's number stands for: the dot product of the dense vectors, which is the cosine where both
 * lengths are 1; Σ of products of weights; or the mean over A's rows.
 * @param value as the database gives it
 */
export function toOurs({ of, curve }: Metric, value: number, lengths: Lengths): Converted {
  const x = curveOf(curve).invert(value)
  const score = ourScoreOf(of)
  if (!Number.isFinite(x)) return { state: 'impossible', cosine: null }
  // No weight is negative.
  if (of === 'sparse')
    return x >= -SLACK ? { state: 'converted', score, value: x } : { state: 'impossible', cosine: null }
  if (of === 'max-sim') {
    const mean = x / lengths.rows
    // ColBERT rows have length 1, so the mean of their best similarities is a mean of cosines.
    return Math.abs(mean) <= 1 + SLACK
      ? { state: 'converted', score, value: mean }
      : { state: 'impossible', cosine: Number.isFinite(mean) ? mean : null }
  }
  const { normA, normB } = lengths
  const dot = dotOf(of, x, normA, normB)
  const cosine = dot / (normA * normB)
  return Number.isFinite(cosine) && Math.abs(cosine) <= 1 + SLACK
    ? { state: 'converted', score, value: dot }
    : { state: 'impossible', cosine: Number.isFinite(cosine) ? cosine : null }
}

function dotOf(base: Exclude<Base, 'sparse' | 'max-sim'>, x: number, normA: number, normB: number): number {
  switch (base) {
    case 'dot':
      return x
    case 'cosine':
      return x * normA * normB
    case 'angle':
      return x >= 0 && x <= Math.PI + SLACK ? Math.cos(x) * normA * normB : NaN
    case 'squared-l2':
      return (normA * normA + normB * normB - x) / 2
    case 'query-distance':
      return (1 - x) * normA * normA
  }
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

export const databaseOf = (name: string): Database | null =>
  DATABASES.find((database) => sameName(database.name, name)) ?? null

/** By its name, or by another one that people use. Names that differ in case alone are the same. */
export const scoreOf = (database: Database, name: string): Metric | LostScore | null =>
  database.scores.find((score) => sameName(score.name, name)) ??
  database.scores.find((score) => score.aliases.some((alias) => sameName(alias, name))) ??
  null

/** The score columns of a validation: the heads' own, the fused ones, and production's. */
import { FUSED_HEADS, type FusedName } from '../score/fuse'
import type { ScoreName, Weights } from '../score/types'
import type { AnsweredName, AnswerRequest, Direction } from './answer-types'
import { groupByQuery } from './queries'
import type { HeadColumns, HeadName, PairColumns } from './types'

/**
 * [pairs] A fused score from the heads' columns: to the last bit what `fuse` of src/engine/score gives for each pair. NaN where a
 * head of it has no score. Null: the model lacks a head, or the weights sum to 0.
 */
export function fusedColumn(
  name: FusedName,
  heads: HeadColumns,
  has: Readonly<Record<HeadName, boolean>>,
  weights: Weights,
): Float64Array | null {
  const parts = FUSED_HEADS[name]
  if (!parts.every((head) => has[head])) return null
  const total = parts.reduce((sum, head) => sum + weights[head], 0)
  if (!(total > 0)) return null
  const out = new Float64Array(heads[parts[0]].length)
  // Head by head in fuse's order: sums of floats depend on it.
  for (const head of parts) {
    const column = heads[head]
    const weight = weights[head]
    for (let i = 0; i < out.length; i++) out[i]! += weight * column[i]!
  }
  for (let i = 0; i < out.length; i++) out[i]! /= total
  return out
}

const hasAny = (column: Float64Array): boolean => column.some((value) => Number.isFinite(value))

/** One column for each score, NaN where a pair has none. Null: the model has no head for it, or the file no column. */
export function scoreColumns({
  pairs,
  heads,
  has,
  weights,
}: Pick<AnswerRequest, 'pairs' | 'heads' | 'has' | 'weights'>): Readonly<
  Record<AnsweredName, Float64Array | null>
> {
  const own = (head: HeadName) => (has[head] ? heads[head] : null)
  const fused = (name: FusedName) => fusedColumn(name, heads, has, weights)
  return {
    dense: own('dense'),
    sparse: own('sparse'),
    colbert: own('colbert'),
    'sparse+dense': fused('sparse+dense'),
    'colbert+sparse+dense': fused('colbert+sparse+dense'),
    production: hasAny(pairs.production) ? pairs.production : null,
  }
}

/** Of several scores the one that is meant where none was chosen: the first of these that there is. */
export const PREFERRED: readonly ScoreName[] = [
  'colbert+sparse+dense',
  'sparse+dense',
  'dense',
  'colbert',
  'sparse',
]

/** Null: there is no score of ours. */
export const preferredScore = (scores: Readonly<Record<ScoreName, unknown>>): ScoreName | null =>
  PREFERRED.find((name) => scores[name] !== null) ?? null

/** Share of steps down production's list on which the number must fall (or rise) for the ranks to tell its direction. */
const CLEAR = 0.9

/**
 * Whether production's number is a similarity or a distance, read off its own ranks: from one place to the next the number
 * falls or rises. Null: no ranks, or no clear direction.
 */
export function directionByRanks(pairs: PairColumns, queries: number): Direction | null {
  const { order, starts } = groupByQuery(pairs, queries, null)
  let falls = 0
  let rises = 0
  for (let q = 0; q < queries; q++) {
    const list = order
      .subarray(starts[q], starts[q + 1])
      .filter((i) => Number.isFinite(pairs.rank[i]!) && Number.isFinite(pairs.production[i]!))
      .sort((a, b) => pairs.rank[a]! - pairs.rank[b]!)
    for (let at = 1; at < list.length; at++) {
      const step = pairs.production[list[at]!]! - pairs.production[list[at - 1]!]!
      if (step < 0) falls++
      if (step > 0) rises++
    }
  }
  const steps = falls + rises
  if (steps === 0) return null
  if (falls >= CLEAR * steps) return 'larger-is-closer'
  return rises >= CLEAR * steps ? 'smaller-is-closer' : null
}

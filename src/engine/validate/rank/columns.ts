/** Scores of all pairs by name, as columns. */
import { FUSED_HEADS, type FusedName } from '../../score/fuse'
import type { Weights } from '../../score/types'
import type { AnsweredName } from '../answer-types'
import type { HeadColumns, HeadName, PairColumns } from '../types'

export const isFused = (name: string): name is FusedName => Object.hasOwn(FUSED_HEADS, name)

/** The heads that a score is made of; none: production's own score. */
export const headsOf = (name: AnsweredName): readonly HeadName[] =>
  isFused(name) ? FUSED_HEADS[name] : name === 'production' ? [] : [name]

/**
 * One pair's score, in the order of additions of `fuse` (score/fuse.ts), so that both give the same bits. NaN: a head of it has no
 * score, or the weights sum to 0.
 */
export function scoreAt(
  heads: HeadColumns,
  name: FusedName | HeadName,
  weights: Weights,
  pair: number,
): number {
  if (!isFused(name)) return heads[name][pair]!
  let sum = 0
  let total = 0
  for (const head of FUSED_HEADS[name]) {
    sum += weights[head] * heads[head][pair]!
    total += weights[head]
  }
  return total > 0 ? sum / total : NaN
}

/** [count] scores. The heads' own columns are given as they are, not copied. */
export function scoreColumn(
  pairs: Pick<PairColumns, 'count' | 'production'>,
  heads: HeadColumns,
  name: AnsweredName,
  weights: Weights,
): Float64Array {
  if (name === 'production') return pairs.production
  if (!isFused(name)) return heads[name]
  const scores = new Float64Array(pairs.count)
  for (let pair = 0; pair < pairs.count; pair++) scores[pair] = scoreAt(heads, name, weights, pair)
  return scores
}

export const valuesAt = (heads: HeadColumns, pair: number): Readonly<Record<HeadName, number>> => ({
  dense: heads.dense[pair]!,
  sparse: heads.sparse[pair]!,
  colbert: heads.colbert[pair]!,
})

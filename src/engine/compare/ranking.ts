/** Scores and rankings under two models. */
import { available, mapAvailable, type Available } from '../model/types'
import { reweighed } from '../score/fuse'
import type { ScoreName, Scores, Weights } from '../score/types'
import type { TwoRankings, TwoRuns } from './types'

/** How many places the overlap of two rankings looks at. */
const TOP = 10

export interface ScorePair {
  readonly name: ScoreName
  readonly first: Available<number>
  readonly second: Available<number>
  /** second − first; null where one of them is unavailable. */
  readonly difference: number | null
}

/** A score under both models, fused with these weights. */
export function scorePair(result: TwoRuns, name: ScoreName, weights: Weights): ScorePair {
  const first = reweighed(result.first.reply.scores, weights)[name]
  const second = reweighed(result.second.reply.scores, weights)[name]
  const both = first.state === 'available' && second.state === 'available'
  return { name, first, second, difference: both ? second.value - first.value : null }
}

export interface RankedDocument {
  /** Place among the documents, from 0. */
  readonly index: number
  readonly text: string
  readonly first: number
  readonly second: number
  /** From 1; equal scores have the same rank, and the ranks after them are left out: 1, 2, 2, 4. */
  readonly firstRank: number
  readonly secondRank: number
  /** firstRank − secondRank: above 0, the document rises from model 1 to model 2. */
  readonly change: number
  /** second − first. */
  readonly difference: number
}

/** The documents under both models by one score, in their own order; unavailable where a model lacks the score. */
export function rankingRows(
  { documents, first, second }: TwoRankings,
  name: ScoreName,
  weights: Weights,
): Available<readonly RankedDocument[]> {
  const one = scoresBy(first, name, weights)
  if (one.state === 'unavailable') return one
  return mapAvailable(scoresBy(second, name, weights), (scores) => {
    const firstRanks = ranksOf(one.value)
    const secondRanks = ranksOf(scores)
    return documents.map((text, index) => ({
      index,
      text,
      first: one.value[index]!,
      second: scores[index]!,
      firstRank: firstRanks[index]!,
      secondRank: secondRanks[index]!,
      change: firstRanks[index]! - secondRanks[index]!,
      difference: scores[index]! - one.value[index]!,
    }))
  })
}

function scoresBy(all: readonly Scores[], name: ScoreName, weights: Weights): Available<readonly number[]> {
  const values: number[] = []
  for (const scores of all) {
    const score = reweighed(scores, weights)[name]
    if (score.state === 'unavailable') return score
    values.push(score.value)
  }
  return available(values)
}

/** Highest score first, from 1; equal scores share the rank. */
export function ranksOf(scores: readonly number[]): readonly number[] {
  const sorted = [...scores].sort((x, y) => y - x)
  return scores.map((score) => sorted.indexOf(score) + 1)
}

/**
 * Kendall's τ-b of two scores of the same documents: (C − D) ÷ √((n₀ − n₁)(n₀ − n₂)) with C concordant and D
 * discordant pairs, n₀ all pairs, n₁ and n₂ the pairs tied in one and in the other. Null where one of them ties all.
 */
export function kendallTauB(one: readonly number[], other: readonly number[]): number | null {
  let balance = 0
  let untiedInOne = 0
  let untiedInOther = 0
  for (let i = 0; i < one.length; i++)
    for (let j = 0; j < i; j++) {
      const x = Math.sign(one[i]! - one[j]!)
      const y = Math.sign(other[i]! - other[j]!)
      balance += x * y
      untiedInOne += Math.abs(x)
      untiedInOther += Math.abs(y)
    }
  const scale = Math.sqrt(untiedInOne * untiedInOther)
  return scale === 0 ? null : balance / scale
}

interface TopOverlap {
  /** TOP, or the number of documents where that is less. */
  readonly k: number
  readonly shared: number
  /** The larger of the two top sets: k, unless documents are tied at its end. */
  readonly size: number
  /** shared / size */
  readonly value: number
}

/** How many of the best k documents are the same: |T₁ ∩ T₂| ÷ max(|T₁|, |T₂|), T the documents of rank ≤ k. */
export function topOverlap(rows: readonly RankedDocument[]): TopOverlap | null {
  const k = Math.min(TOP, rows.length)
  if (k === 0) return null
  const first = rows.filter(({ firstRank }) => firstRank <= k)
  const second = rows.filter(({ secondRank }) => secondRank <= k)
  const shared = first.filter(({ secondRank }) => secondRank <= k).length
  const size = Math.max(first.length, second.length)
  return { k, shared, size, value: shared / size }
}

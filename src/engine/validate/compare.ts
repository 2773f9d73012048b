/** Whether two runs differ by more than chance, query by query. */
import type { CompareRequest, CompareScoresRequest, Comparison } from './answer-types'
import { productionList, withValue } from './listed'
import { groupByQuery, rankByQuery } from './queries'
import { seeded } from './random'
import { judgementsOf, rankingOf } from './ranking'

/** Up to so many queries that differ, all 2ⁿ patterns of signs are counted. */
const EXACT = 16

/** Sums of the same numbers in another order differ by their rounding. */
const SAME = 1e-12

/**
 * Fisher's paired randomisation test (Smucker, Allan, Carterette, "A Comparison of Statistical Significance Tests for Information
 * Retrieval Evaluation", CIKM 2007): if the runs do not differ, each query's difference may as well have the other sign. p is
 * the share of sign patterns whose mean difference is at least as far from 0; two-sided. Queries without a difference change
 * nothing. Drawn patterns count themselves: (1 + hits) / (1 + resamples), so p is never 0.
 */
export function compareRuns({ before, after, resamples, seed }: CompareRequest): Comparison {
  const wins: number[] = []
  const losses: number[] = []
  const differences: number[] = []
  let queries = 0
  let sumBefore = 0
  let sumAfter = 0
  for (let q = 0; q < Math.min(before.length, after.length); q++) {
    if (Number.isNaN(before[q]!) || Number.isNaN(after[q]!)) continue
    queries++
    sumBefore += before[q]!
    sumAfter += after[q]!
    const difference = after[q]! - before[q]!
    if (Math.abs(difference) <= SAME) continue
    differences.push(difference)
    ;(difference > 0 ? wins : losses).push(q)
  }
  const exact = differences.length <= EXACT
  return {
    mean: queries === 0 ? [NaN, NaN] : [sumBefore / queries, sumAfter / queries],
    queries,
    exact,
    wins: Int32Array.from(wins),
    losses: Int32Array.from(losses),
    ties: queries - differences.length,
    p: exact ? exactP(differences) : drawnP(differences, resamples, seed),
  }
}

/** The same of two score columns. */
export function compareScores({ of, before, after, metric }: CompareScoresRequest): Comparison {
  const grouped = groupByQuery(of.pairs, of.queries, of.subset)
  const known = judgementsOf(of.pairs, grouped, of.options.k, of)
  const list = productionList(of, known.takesPart)
  const values = (scores: Float64Array | null) => {
    if (scores !== null)
      return rankingOf(of.pairs, rankByQuery(of.pairs, grouped, scores), known, of.options.k).perQuery[metric]
    const given = withValue(groupByQuery(list.pairs, of.queries, list.subset), list.pairs.rank)
    return rankingOf(list.pairs, rankByQuery(list.pairs, given, null), known, of.options.k).perQuery[metric]
  }
  return compareRuns({ before: values(before), after: values(after), ...of.options })
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const slackOf = (differences: readonly number[]): number =>
  SAME * differences.reduce((sum, value) => sum + Math.abs(value), 0)

function exactP(differences: readonly number[]): number {
  const limit = Math.abs(total(differences)) - slackOf(differences)
  const patterns = 2 ** differences.length
  let hits = 0
  for (let pattern = 0; pattern < patterns; pattern++) {
    let sum = 0
    for (let i = 0; i < differences.length; i++)
      sum += pattern & (1 << i) ? -differences[i]! : differences[i]!
    if (Math.abs(sum) >= limit) hits++
  }
  return hits / patterns
}

function drawnP(differences: readonly number[], resamples: number, seed: number): number {
  const limit = Math.abs(total(differences)) - slackOf(differences)
  const random = seeded(seed)
  let hits = 0
  for (let r = 0; r < resamples; r++) {
    let sum = 0
    for (const difference of differences) sum += random.next() < 0.5 ? difference : -difference
    if (Math.abs(sum) >= limit) hits++
  }
  return (1 + hits) / (1 + resamples)
}

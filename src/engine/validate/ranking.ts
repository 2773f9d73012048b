/** Ranking metrics, query by query. */
import { RANKING_METRICS, type RankingAnswer, type RankingMetric } from './answer-types'
import type { ByQuery } from './queries'
import type { PairColumns } from './types'

/** What is known of each query before anything is ranked. */
export interface Judgements {
  /** [queries] relevant documents: those among the pairs, and judged ones that are not. */
  readonly relevant: Int32Array
  /** [queries] DCG of the best order of them, cut at k. */
  readonly ideal: Float64Array
  /** Whether any pair has a label. Without one no metric has a meaning. */
  readonly any: boolean
  /** [queries] 1: the query takes part. */
  readonly takesPart: Uint8Array
  /** [queries] 1: the query has a label. */
  readonly hasLabel: Uint8Array
}

/** A grade as a gain: linear, as pytrec_eval's `ndcg` and ranx's `ndcg` have it. No label, or below 0: nothing. */
const gain = (grade: number): number => (grade > 0 ? grade : 0)

const discount = (place: number): number => 1 / Math.log2(place + 1)

/**
 * Without a subset all queries take part, also those without candidates; with one, those that have a pair in it.
 * @param judged further labelled pairs; those that are among `pairs` already are not counted twice
 */
export function judgementsOf(
  pairs: PairColumns,
  grouped: ByQuery,
  k: number,
  {
    subset,
    judged,
  }: { readonly subset: Uint8Array | null; readonly judged?: PairColumns | null | undefined },
): Judgements {
  const queries = grouped.starts.length - 1
  const missed = judged ? notFound(pairs, judged) : new Map<number, number[]>()
  const relevant = new Int32Array(queries)
  const ideal = new Float64Array(queries)
  const takesPart = new Uint8Array(queries)
  const hasLabel = new Uint8Array(queries)
  for (let q = 0; q < queries; q++) {
    const [start, end] = [grouped.starts[q]!, grouped.starts[q + 1]!]
    takesPart[q] = subset === null || end > start ? 1 : 0
    const grades: number[] = []
    for (let at = start; at < end; at++) {
      const grade = pairs.grade[grouped.order[at]!]!
      if (!Number.isNaN(grade)) hasLabel[q] = 1
      if (grade > 0) grades.push(grade)
    }
    if (takesPart[q])
      for (const grade of missed.get(q) ?? []) {
        hasLabel[q] = 1
        if (grade > 0) grades.push(grade)
      }
    relevant[q] = grades.length
    grades.sort((a, b) => b - a)
    for (let at = 0; at < Math.min(k, grades.length); at++) ideal[q]! += grades[at]! * discount(at + 1)
  }
  return { relevant, ideal, any: hasLabel.includes(1), takesPart, hasLabel }
}

/** Grades of judged pairs whose document is not among the query's candidates. */
function notFound(pairs: PairColumns, judged: PairColumns): Map<number, number[]> {
  const documents = 1 + Math.max(largest(pairs.document), largest(judged.document))
  const found = new Set<number>()
  for (let i = 0; i < pairs.count; i++) found.add(pairs.query[i]! * documents + pairs.document[i]!)
  const missed = new Map<number, number[]>()
  for (let i = 0; i < judged.count; i++) {
    const key = judged.query[i]! * documents + judged.document[i]!
    if (found.has(key) || Number.isNaN(judged.grade[i]!)) continue
    found.add(key)
    const list = missed.get(judged.query[i]!)
    if (list) list.push(judged.grade[i]!)
    else missed.set(judged.query[i]!, [judged.grade[i]!])
  }
  return missed
}

const largest = (values: Int32Array): number => values.reduce((most, value) => Math.max(most, value), 0)

/**
 * MRR (no cut), MAP (no cut, divided by all relevant documents), nDCG@k (linear gain, log2 discount), recall@k, precision@k
 * (divided by k, also where a query has fewer candidates), hit@1 and hit@k. A pair without a label is not relevant, as in
 * trec_eval. A query with no relevant document has 0 everywhere and counts in the means.
 * Equal to pytrec_eval's recip_rank, map, ndcg_cut_k, recall_k, P_k, success_k and ranx's mrr, map, ndcg@k, recall@k,
 * precision@k, hit_rate@k.
 */
export function rankingOf(pairs: PairColumns, ranked: ByQuery, known: Judgements, k: number): RankingAnswer {
  const queries = ranked.starts.length - 1
  const perQuery = Object.fromEntries(
    RANKING_METRICS.map((name) => [name, new Float64Array(queries).fill(NaN)]),
  ) as Record<RankingMetric, Float64Array>
  if (known.any)
    for (let q = 0; q < queries; q++)
      if (known.takesPart[q]) queryMetrics(pairs, ranked, known, k, q, perQuery)
  const mean = (name: RankingMetric) => meanOf(perQuery[name])
  return {
    mrr: mean('mrr'),
    map: mean('ap'),
    ndcg: mean('ndcg'),
    hit1: mean('hit1'),
    hit: mean('hit'),
    recall: mean('recall'),
    precision: mean('precision'),
    perQuery,
  }
}

function queryMetrics(
  pairs: PairColumns,
  { order, starts }: ByQuery,
  { relevant, ideal }: Judgements,
  k: number,
  q: number,
  out: Record<RankingMetric, Float64Array>,
): void {
  let hits = 0
  let inTop = 0
  let first = 0
  let precisions = 0
  let dcg = 0
  for (let at = starts[q]!, place = 1; at < starts[q + 1]!; at++, place++) {
    const grade = gain(pairs.grade[order[at]!]!)
    if (grade === 0) continue
    hits++
    precisions += hits / place
    if (first === 0) first = place
    if (place > k) continue
    inTop++
    dcg += grade * discount(place)
  }
  const all = relevant[q]!
  const best = ideal[q]!
  out.mrr[q] = first === 0 ? 0 : 1 / first
  out.ap[q] = all === 0 ? 0 : precisions / all
  out.ndcg[q] = best === 0 ? 0 : dcg / best
  out.recall[q] = all === 0 ? 0 : inTop / all
  out.precision[q] = inTop / k
  out.hit[q] = inTop > 0 ? 1 : 0
  out.hit1[q] = first === 1 ? 1 : 0
}

/** Over the values that are numbers; null: there are none. */
export function meanOf(values: Float64Array): number | null {
  let sum = 0
  let count = 0
  for (const value of values)
    if (!Number.isNaN(value)) {
      sum += value
      count++
    }
  return count === 0 ? null : sum / count
}

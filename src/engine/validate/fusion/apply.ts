/** Another fusion over scores that are there: the new order, and what it changes query by query. */
import type { AnswerRequest } from '../answer-types'
import { compareRuns } from '../compare'
import type { FusionMethod, FusionReply, FusionRequest } from '../fusion-types'
import { groupByQuery, placesOf, rankByQuery, type ByQuery } from '../queries'
import { judgementsOf, rankingOf } from '../ranking'
import { fuseBy } from './methods'

/** @throws EngineError settings/invalid */
export function applyFusion({ of, method, metric, against }: FusionRequest): FusionReply {
  const grouped = groupByQuery(of.pairs, of.queries, of.subset)
  const known = judgementsOf(of.pairs, grouped, of.options.k, of)
  const [before, after] = [orderBy(of, grouped, against), orderBy(of, grouped, method)]
  if (before === null || after === null) return { kind: 'failed', reason: 'head-unavailable' }
  const old = rankingOf(of.pairs, before.ranked, known, of.options.k).perQuery[metric]
  const ranking = rankingOf(of.pairs, after.ranked, known, of.options.k)
  return {
    kind: 'apply',
    scores: after.scores,
    ranking,
    place: placesOf(after.ranked, of.pairs.count),
    placeBefore: placesOf(before.ranked, of.pairs.count),
    delta: ranking.perQuery[metric].map((value, q) => value - old[q]!),
    comparison: compareRuns({ before: old, after: ranking.perQuery[metric], ...of.options }),
  }
}

function orderBy(
  of: AnswerRequest,
  grouped: ByQuery,
  method: FusionMethod,
): { readonly scores: Float64Array; readonly ranked: ByQuery } | null {
  const fused = fuseBy(of, grouped, method)
  if (fused === null) return null
  return { scores: fused.scores, ranked: rankByQuery(of.pairs, grouped, fused.scores, fused.sign) }
}

/** Why a document ranks where it does. */
import { isFused, scoreColumn, valuesAt } from '../../../engine/validate/rank/columns'
import { contributionsOf } from '../../../engine/validate/rank/contributions'
import { metricEffect, orderEffect } from '../../../engine/validate/rank/effect'
import { liftByWeights } from '../../../engine/validate/rank/lift'
import { orderOf, pairsOf } from '../../../engine/validate/rank/order'
import type { Weights } from '../../../engine/score/types'
import type { AppState } from '../../../core/state'
import type { Context } from '../../../core/context'
import { createTask } from '../../../core/task'
import { answerRequest } from '../answer/request'
import { patchPart } from '../patch'
import type { ValidationResult } from '../run/types'
import { workClient } from '../worker'
import { pairTokens } from './pair-tokens'
import { documentInputOf, explainedScore, isRunsModel, queryInputOf } from './run-inputs'
import { groupsOf, scoreNow, sourceOf, weightsNow, type RowSource } from './source'
import { inSlices } from './steps'
import { noTriage, type TriageActions } from './types'
import type { PairTokens, RankFound, WeightsEffect, WhyResult } from './why-types'

type WhyActions = Pick<TriageActions, 'explainRank'>

/** Documents of the query from the best to the worst, by the explained score. */
export function orderNow(state: AppState, source: RowSource, query: number): Int32Array {
  const scores = scoreColumn(source.pairs, source.heads, explainedScore(scoreNow(state)), weightsNow(state))
  return orderOf(pairsOf(groupsOf(source), query), scores, source.pairs).filter(
    (pair) => !Number.isNaN(scores[pair]!),
  )
}

export function whyActions(context: Context): WhyActions {
  const { store, client } = context
  const task = createTask()
  const patch = (change: Partial<WhyResult>) =>
    patchPart(store, 'triage', { why: { ...store.getState().validate.triage.why, ...change } })

  /** What was applied to the run can be undone until something else is applied, whatever row is looked at. */
  const nothingBut = (): WhyResult => ({
    ...noTriage.why,
    applied: store.getState().validate.triage.why.applied,
  })

  /** A further row may be selected before this one is explained. */
  async function explain(pair: number, against: number, signal: AbortSignal): Promise<void> {
    const state = store.getState()
    const source = sourceOf(state)
    if (source?.result == null) return
    const found = numbers(state, source, pair, against)
    patch({ found: { ...found, own: null, other: null } })
    const { result } = source
    const { lift } = found
    if (lift.state === 'found') {
      const one = lift.one && (await effectOf(context, state, result, pair, lift.one.weights, signal))
      signal.throwIfAborted()
      const all = await effectOf(context, state, result, pair, lift.all.weights, signal)
      signal.throwIfAborted()
      patch({ found: { ...found, effects: { one, all }, own: null, other: null } })
    }
    // The engine is busy for as long as a run goes on.
    if (!isRunsModel(store.getState(), result) || store.getState().validate.run.phase === 'running') return
    const own = await tokensOf(result, pair, signal)
    const other = await tokensOf(result, against, signal)
    signal.throwIfAborted()
    const now = store.getState().validate.triage.why.found
    if (now !== null) patch({ found: { ...now, own, other } })
  }

  async function tokensOf(result: ValidationResult, pair: number, signal: AbortSignal): Promise<PairTokens> {
    const { set, pairs, inputs } = result
    const state = store.getState()
    const reply = await client.call(
      'analyze',
      {
        a: queryInputOf(set.queries.texts[pairs.query[pair]!]!, inputs),
        b: documentInputOf(set.documents.texts[pairs.document[pair]!]!, inputs),
        settings: result.settings,
        weights: weightsNow(state),
      },
      { signal },
    )
    return pairTokens(reply)
  }

  return {
    async explainRank(pair, against) {
      const state = store.getState()
      const source = sourceOf(state)
      task.abort()
      if (source?.result == null || !(pair >= 0 && pair < source.pairs.count)) {
        patchPart(store, 'triage', { why: nothingBut() })
        return
      }
      const order = orderNow(state, source, source.pairs.query[pair]!)
      const place = order.indexOf(pair)
      const chosen = against !== null && against !== pair && order.includes(against) ? against : null
      const other = chosen ?? order[place - 1] ?? order[place + 1] ?? null
      if (place < 0 || other === null) {
        patchPart(store, 'triage', { why: { ...nothingBut(), phase: 'done', pair } })
        return
      }
      patchPart(store, 'triage', {
        why: { ...nothingBut(), phase: 'explaining', pair, against: other },
      })
      await task.run(
        (signal) => explain(pair, other, signal),
        (ended) =>
          patch(ended.phase === 'failed' ? { phase: 'failed', error: ended.error } : { phase: 'done' }),
      )
    },
  }
}

function numbers(
  state: AppState,
  source: RowSource,
  pair: number,
  against: number,
): Omit<RankFound, 'own' | 'other'> {
  const score = explainedScore(scoreNow(state))
  const weights = weightsNow(state)
  const order = orderNow(state, source, source.pairs.query[pair]!)
  const scores = scoreColumn(source.pairs, source.heads, score, weights)
  const own = valuesAt(source.heads, pair)
  const other = valuesAt(source.heads, against)
  return {
    rank: order.indexOf(pair) + 1,
    otherRank: order.indexOf(against) + 1,
    score: scores[pair]!,
    otherScore: scores[against]!,
    contributions: contributionsOf(score, weights, own, other),
    lift: liftByWeights(score, weights, own, other),
    effects: { one: null, all: null },
  }
}

/** What other weights do to all queries: exact, from the heads' scores that are there. */
async function effectOf(
  context: Context,
  state: AppState,
  result: ValidationResult,
  pair: number,
  weights: Weights,
  signal: AbortSignal,
): Promise<WeightsEffect> {
  const score = explainedScore(scoreNow(state))
  const { pairs, heads } = result
  const groups = groupsOf(result)
  const before = scoreColumn(pairs, heads, score, weightsNow(state))
  const after = scoreColumn(pairs, heads, score, weights)
  const order = orderOf(pairsOf(groups, pairs.query[pair]!), after, pairs)
  const { queries, otherFirst } = await inSlices(orderEffect(pairs, groups, before, after), signal)
  return {
    weights,
    rank: order.indexOf(pair) + 1,
    otherFirst,
    queries,
    metric: isFused(score) ? await metricOf(context, state, result, score, weights) : null,
  }
}

async function metricOf(
  context: Context,
  state: AppState,
  result: ValidationResult,
  score: 'sparse+dense' | 'colbert+sparse+dense',
  weights: Weights,
): Promise<WeightsEffect['metric']> {
  const request = answerRequest(state, result)
  const ask = async (tried: Weights) => {
    const answer = await workClient(context).call('validationAnswer', {
      ...request,
      weights: tried,
      only: [score],
      options: { ...request.options, resamples: 0 },
    })
    return answer.labelled === 0 ? null : (answer.scores[score]?.perQuery.ndcg ?? null)
  }
  const before = await ask(weightsNow(state))
  const after = before && (await ask(weights))
  return before && after && metricEffect(before, after)
}

/** The numbers of a comparison with another run: pair by pair, and query by query. */
import { EngineError } from '../../../engine/errors'
import type { AppState } from '../../../core/state'
import type { Context } from '../../../core/context'
import { answerRequest } from '../answer/request'
import type { ValidationResult } from '../run/types'
import { workClient } from '../worker'
import { pairDifferences, pairsOfQueries, type OtherRun } from './compare-runs'
import { mergedGrades } from './grades'
import { scoreNow, weightsNow } from './source'
import type { ComparedRun } from './types'

/** @returns throws EngineError validation/other-pairs; all of it is of the one state that it is given */
export function comparer(
  context: Context,
): (state: AppState, result: ValidationResult, other: OtherRun) => Promise<ComparedRun> {
  async function compared(state: AppState, result: ValidationResult, other: OtherRun): Promise<ComparedRun> {
    const score = scoreNow(state)
    const { pairs, heads } = result
    const { difference, missing } = pairDifferences(
      { pairs, heads, weights: weightsNow(state) },
      other,
      score,
    )
    if (pairs.count > 0 && missing === pairs.count)
      throw new EngineError('validation/other-pairs', 'The two runs share no pair.', { name: other.name })
    const found = await significance(state, result, other)
    return {
      id: other.id,
      name: other.name,
      difference,
      missing,
      ...found,
      winPairs: pairsOfQueries(pairs, found.wins),
      lossPairs: pairsOfQueries(pairs, found.losses),
    }
  }

  /** nDCG@k of each query in both runs, by the same labels. */
  async function significance(
    state: AppState,
    result: ValidationResult,
    other: OtherRun,
  ): Promise<Pick<ComparedRun, 'mean' | 'wins' | 'losses' | 'ties' | 'p'>> {
    const score = scoreNow(state)
    const request = answerRequest(state, result)
    const options = { ...request.options, resamples: 0 }
    const client = workClient(context)
    const own = await client.call('validationAnswer', { ...request, options, only: [score] })
    const { set } = result
    const grade = mergedGrades({ set, pairs: other.pairs }, state.validate.triage.labels)
    const old = await client.call('validationAnswer', {
      ...request,
      options,
      only: [score],
      pairs: { ...other.pairs, grade },
      heads: other.heads,
      has: other.has,
      weights: other.weights,
    })
    const after = own.scores[score]?.perQuery.ndcg
    const before = old.scores[score]?.perQuery.ndcg
    const none = new Int32Array(0)
    if (!after || !before || own.labelled === 0)
      return { mean: null, wins: none, losses: none, ties: 0, p: null }
    const { resamples, seed } = state.validate.answer.options
    const { mean, wins, losses, ties, p } = await client.call('validationCompare', {
      before,
      after,
      resamples: Math.max(resamples, 1000),
      seed,
    })
    return { mean, wins, losses, ties, p }
  }

  return compared
}

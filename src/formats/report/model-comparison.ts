/** Two models on the same texts, with the identities of both. */
import {
  cosineBetween,
  dimensionChanges,
  matchChanges,
  sumOf,
  termChanges,
  type Compared,
} from '../../engine/compare/changes'
import { kendallTauB, rankingRows, scorePair, topOverlap } from '../../engine/compare/ranking'
import { tokensCompared } from '../../engine/compare/tokens'
import type { ModelRun, TwoRankings, TwoRuns } from '../../engine/compare/types'
import { identityOf } from '../../engine/model/identity'
import type { ScoreName, Weights } from '../../engine/score/types'
import { stamp } from './names'
import { byScore, idsOf, orReason, weightList } from './parts'
import type { ModelComparisonReport } from './schemas/model-comparison'

interface ModelComparisonOf extends TwoRuns {
  /** Both models at once, or one after the other because memory does not allow both. */
  readonly held: ModelComparisonReport['held']
  readonly ranking: TwoRankings | null
}

export function modelComparisonReport(
  result: ModelComparisonOf,
  weights: Weights,
  stale: boolean,
): ModelComparisonReport {
  const { first, second, held, ranking } = result
  const { tokenized: a } = first.reply.a.encoded
  const { tokenized: b } = first.reply.b.encoded
  return {
    ...stamp('m3scope/model-comparison'),
    stale,
    held,
    weights_for_different_modes: weightList(weights),
    a: a.text,
    b: b.text,
    model_1: modelOf(first),
    model_2: modelOf(second),
    scores: byScore((name) => {
      const pair = scorePair(result, name, weights)
      return {
        model_1: orReason(pair.first),
        model_2: orReason(pair.second),
        difference: pair.difference,
      }
    }),
    tokens: { a: tokensCompared(result, 'a'), b: tokensCompared(result, 'b') },
    dense: {
      cosine_between_models_a: compared(cosineBetween(result, 'a'), (cosine) => cosine),
      cosine_between_models_b: compared(cosineBetween(result, 'b'), (cosine) => cosine),
      dimensions: compared(dimensionChanges(result), (dimensions) => dimensions),
    },
    sparse: compared(termChanges(result), (terms) => ({ sum_of_differences: sumOf(terms), terms })),
    colbert: compared(matchChanges(result), (matches) => ({
      sum_of_differences: sumOf(matches),
      matches,
    })),
    ranking: ranking && { query: a.text, by: byScore((name) => rankingOf(ranking, name, weights)) },
  }
}

/** What is compared, or why the two models cannot be compared there. */
function compared<T, R>(found: Compared<T>, write: (value: T) => R) {
  switch (found.state) {
    case 'comparable':
      return write(found.value)
    case 'unavailable':
      return { not_comparable: found.state, model: found.model, reason: found.reason }
    case 'dimensions':
      return { not_comparable: found.state, first: found.first, second: found.second }
    case 'vocabulary':
    case 'tokens':
      return { not_comparable: found.state }
  }
}

const modelOf = ({ info, reply }: ModelRun) => ({
  identity: identityOf(info, reply.a.encoded.settings),
  is_demo: info.isDemo,
  input_ids: { a: idsOf(reply.a.encoded), b: idsOf(reply.b.encoded) },
})

function rankingOf(ranking: TwoRankings, name: ScoreName, weights: Weights) {
  return orReason(rankingRows(ranking, name, weights), (documents) => {
    const overlap = topOverlap(documents)
    return {
      kendall_tau_b: kendallTauB(
        documents.map(({ first }) => first),
        documents.map(({ second }) => second),
      ),
      top_k: overlap && { k: overlap.k, shared: overlap.shared, overlap: overlap.value },
      documents,
    }
  })
}

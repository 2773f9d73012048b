import { identityOf } from '../../engine/model/identity'
import type { Available } from '../../engine/model/types'
import { SCORE_NAMES, type Weights } from '../../engine/score/types'
import { kendallTauB, rankingRows, scorePair, topOverlap } from './state'
import type { CompareRanking, CompareResult } from './state-types'
import { encodeSettingsOf } from '../../core/selectors'
import type { Result } from '../../core/state'
import { cosineBetween, dimensionChanges, matchChanges, sumOf, termChanges, type Compared } from './rows'
import { tokensCompared } from './tokens'

export const COMPARISON_FORMAT = 'm3scope/model-comparison'
export const COMPARISON_VERSION = 1

const plain = <T>(value: Available<T>): T | { readonly unavailable: string } =>
  value.state === 'available' ? value.value : { unavailable: value.reason }

const compared = <T, R>(value: Compared<T>, write: (value: T) => R) => {
  if (value.state === 'comparable') return write(value.value)
  const { state, ...why } = value
  return { not_comparable: state, ...why }
}
const same = <T>(value: T) => value

const modelJson = ({ info, inputs, reply }: Result) => ({
  identity: identityOf(info, encodeSettingsOf(inputs, info)),
  is_demo: info.isDemo,
  input_ids: {
    a: Array.from(reply.a.encoded.tokenized.ids),
    b: Array.from(reply.b.encoded.tokenized.ids),
  },
})

function rankingJson(ranking: CompareRanking, weights: Weights) {
  return Object.fromEntries(
    SCORE_NAMES.map((name) => {
      const rows = rankingRows(ranking, name, weights)
      if (rows.state === 'unavailable') return [name, { unavailable: rows.reason }]
      const overlap = topOverlap(rows.value)
      return [
        name,
        {
          kendall_tau_b: kendallTauB(
            rows.value.map((row) => row.first),
            rows.value.map((row) => row.second),
          ),
          top_k: overlap && { k: overlap.k, shared: overlap.shared, overlap: overlap.value },
          documents: rows.value,
        },
      ]
    }),
  )
}

/** The whole comparison with the identities of both models, numbers in full, as JSON text. */
export function comparisonJson(result: CompareResult, weights: Weights, stale: boolean): string {
  const { first, second, held, ranking } = result
  const { tokenized: a } = first.reply.a.encoded
  const { tokenized: b } = first.reply.b.encoded
  return JSON.stringify(
    {
      format: COMPARISON_FORMAT,
      version: COMPARISON_VERSION,
      stale,
      held,
      weights_for_different_modes: [weights.dense, weights.sparse, weights.colbert],
      a: a.text,
      b: b.text,
      model_1: modelJson(first),
      model_2: modelJson(second),
      scores: Object.fromEntries(
        SCORE_NAMES.map((name) => {
          const pair = scorePair(result, name, weights)
          return [
            name,
            { model_1: plain(pair.first), model_2: plain(pair.second), difference: pair.difference },
          ]
        }),
      ),
      tokens: { a: tokensCompared(result, 'a'), b: tokensCompared(result, 'b') },
      dense: {
        cosine_between_models_a: compared(cosineBetween(result, 'a'), same),
        cosine_between_models_b: compared(cosineBetween(result, 'b'), same),
        dimensions: compared(dimensionChanges(result), same),
      },
      sparse: compared(termChanges(result), (terms) => ({ sum_of_differences: sumOf(terms), terms })),
      colbert: compared(matchChanges(result), (matches) => ({
        sum_of_differences: sumOf(matches),
        matches,
      })),
      ranking: ranking && { query: a.text, by: rankingJson(ranking, weights) },
    },
    null,
    1,
  )
}

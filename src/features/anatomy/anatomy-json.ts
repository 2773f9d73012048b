/** One pair with everything behind its scores, to take away. */
import type { Encoded } from '../../engine/encode/types'
import type { Anatomy } from '../../engine/heatmap/types'
import { identityOf } from '../../engine/model/identity'
import { mapAvailable, type Available } from '../../engine/model/types'
import { SCORE_NAMES, type Scores } from '../../engine/score/types'
import { matchRows } from '../scores/colbert'
import type { AnatomyViewProps } from './AnatomyView'
import { reweighed } from '../../engine/score/fuse'

export const ANATOMY_FORMAT = 'm3scope/anatomy'
export const ANATOMY_VERSION = 1

const plain = <T>(part: Available<T>) =>
  part.state === 'available' ? part.value : { unavailable: part.reason }
const scoresJson = (scores: Scores) =>
  Object.fromEntries(SCORE_NAMES.map((name) => [name, plain(scores[name])]))

const textJson = (encoded: Encoded) => ({
  text: encoded.tokenized.text,
  input_ids: Array.from(encoded.tokenized.ids),
  tokens: encoded.tokenized.tokens,
  token_weights: plain(mapAvailable(encoded.tokenWeights, (weights) => Array.from(weights))),
})

export function anatomyJson(
  { state, score, weights, changes, shuffled }: AnatomyViewProps,
  anatomy: Anatomy,
): string {
  const { a, b, explanation } = anatomy
  const weighed = (scores: Scores) => scoresJson(reweighed(scores, weights))
  const occlusion = (side: 'a' | 'b') => {
    const found = state.occlusion[side]
    return (
      found && {
        kind: found.kind,
        scores_with_all: found.base && weighed(found.base),
        parts: found.parts.map(({ start, end, text, scores }) => ({
          start,
          end,
          text,
          scores_without: scores && weighed(scores),
        })),
      }
    )
  }
  return JSON.stringify(
    {
      format: ANATOMY_FORMAT,
      version: ANATOMY_VERSION,
      target: state.target,
      way: state.way,
      stale: changes.length > 0,
      identity: identityOf(state.info, a.settings),
      preprocessing: {
        rules: JSON.parse(state.inputs.rules) as unknown,
        leave_out_metadata: state.inputs.leaveOutMetadata,
      },
      weights_for_different_modes: [weights.dense, weights.sparse, weights.colbert],
      a: textJson(a),
      b: textJson(b),
      scores: weighed(anatomy.scores),
      self_scores: { a: weighed(anatomy.self.a), b: weighed(anatomy.self.b) },
      shuffled: shuffled && { score, ...shuffled },
      dense: plain(
        mapAvailable(explanation.dense, (dense) => ({
          dot: dense.dot,
          cosine: dense.cosine,
          norm_a: dense.normA,
          norm_b: dense.normB,
          contributions: Array.from(dense.contributions),
        })),
      ),
      colbert: plain(
        mapAvailable(explanation.colbert, ({ forward, backward }) => ({
          a_to_b: matchRows(forward, a.tokenized, b.tokenized, 'position'),
          b_to_a: matchRows(backward, b.tokenized, a.tokenized, 'position'),
        })),
      ),
      sparse: plain(
        mapAvailable(explanation.sparse, ({ shared, onlyA, onlyB }) => ({
          shared,
          only_a: onlyA,
          only_b: onlyB,
        })),
      ),
      occlusion: { a: occlusion('a'), b: occlusion('b') },
    },
    null,
    1,
  )
}

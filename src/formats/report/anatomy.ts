/** One pair with everything behind its scores. */
import type { Encoded, EncodeSettings } from '../../engine/encode/types'
import type { Anatomy, ContextMode } from '../../engine/heatmap/types'
import { identityOf } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import { reweighed } from '../../engine/score/fuse'
import { matchRows } from '../../engine/score/matches'
import type { DenseExplanation, ScoreName, Scores, Weights } from '../../engine/score/types'
import type { Rule } from '../../engine/text/preprocess/types'
import { stamp } from './names'
import { idsOf, list, orReason, scoresOf, weightList } from './parts'
import type { AnatomyReport } from './schemas/anatomy'

/** Scores with parts of one text left out, one part at a time. */
interface OcclusionOf {
  readonly kind: 'sentence' | 'word'
  /** With nothing left out; null: not computed (yet). */
  readonly base: Scores | null
  readonly parts: readonly {
    /** Range of that side's model input. */
    readonly start: number
    readonly end: number
    readonly text: string
    /** Without this part; null: not computed (yet). */
    readonly scores: Scores | null
  }[]
}

interface AnatomyOf {
  readonly anatomy: Anatomy
  readonly state: {
    readonly target:
      | { readonly kind: 'cell'; readonly i: number; readonly j: number }
      | { readonly kind: 'whole' }
    readonly contextMode: ContextMode
    readonly info: ModelInfo
    readonly inputs: {
      /** The enabled rules as JSON. */
      readonly rules: string
      readonly leaveOutMetadata: boolean
    }
    readonly occlusion: Readonly<Record<'a' | 'b', OcclusionOf | null>>
  }
  /** The score that `shuffled` is about. */
  readonly score: ScoreName
  readonly weights: Weights
  readonly stale: boolean
  /** Where the score stands among pairs drawn at random; null: too few units. */
  readonly shuffled: {
    readonly percentile: number
    readonly n: number
    readonly seed: number
    readonly median: number
  } | null
}

export function anatomyReport({ state, anatomy, score, weights, stale, shuffled }: AnatomyOf): AnatomyReport {
  const { a, b, explanation } = anatomy
  const settings: EncodeSettings = a.settings
  const weighed = (scores: Scores) => scoresOf(reweighed(scores, weights))
  const occlusion = (found: OcclusionOf | null) =>
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
  return {
    ...stamp('m3scope/anatomy'),
    target: state.target,
    way: state.contextMode,
    stale,
    identity: identityOf(state.info, settings),
    preprocessing: {
      rules: JSON.parse(state.inputs.rules) as Rule[],
      leave_out_metadata: state.inputs.leaveOutMetadata,
    },
    weights_for_different_modes: weightList(weights),
    a: textOf(a),
    b: textOf(b),
    scores: weighed(anatomy.scores),
    self_scores: { a: weighed(anatomy.self.a), b: weighed(anatomy.self.b) },
    shuffled: shuffled && { score, ...shuffled },
    dense: orReason(explanation.dense, denseOf),
    colbert: orReason(explanation.colbert, ({ forward, backward }) => ({
      a_to_b: matchRows(forward, a.tokenized, b.tokenized, 'position'),
      b_to_a: matchRows(backward, b.tokenized, a.tokenized, 'position'),
    })),
    sparse: orReason(explanation.sparse, ({ shared, onlyA, onlyB }) => ({
      shared,
      only_a: onlyA,
      only_b: onlyB,
    })),
    occlusion: { a: occlusion(state.occlusion.a), b: occlusion(state.occlusion.b) },
  }
}

const textOf = (encoded: Encoded) => ({
  text: encoded.tokenized.text,
  input_ids: idsOf(encoded),
  tokens: encoded.tokenized.tokens,
  token_weights: orReason(encoded.tokenWeights, list),
})

const denseOf = (dense: DenseExplanation) => ({
  dot: dense.dot,
  cosine: dense.cosine,
  norm_a: dense.normA,
  norm_b: dense.normB,
  contributions: list(dense.contributions),
})

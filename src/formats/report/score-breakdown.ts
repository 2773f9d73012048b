/** One score with everything that it was made of. */
import type { Encoded } from '../../engine/encode/types'
import { skippedIds } from '../../engine/heads/sparse'
import { identityOf } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import { fusionOf } from '../../engine/score/fusion'
import { matchRows, type MatchRow } from '../../engine/score/matches'
import { occurrencesById, sharedRows, silencedTokens } from '../../engine/score/terms'
import type { ColbertDirection, Explanation, ScoreName, Scores, Weights } from '../../engine/score/types'
import type { Rule } from '../../engine/text/preprocess/types'
import type { Tokenized } from '../../engine/tokenizer/types'
import { stamp } from './names'
import { idsOf, list, orReason, weightList, withoutWords } from './parts'
import type { ScoreBreakdownReport } from './schemas/score-breakdown'

interface BreakdownOf {
  readonly reply: {
    readonly a: { readonly encoded: Encoded }
    readonly b: { readonly encoded: Encoded }
    readonly explanation: Explanation
  }
  readonly scores: Scores
  readonly weights: Weights
  readonly info: ModelInfo
}

/** What was done to the texts before the model saw them. */
interface PreprocessingOf {
  /** Enabled rules, in their order. */
  readonly rules: readonly Rule[]
  readonly leaveOutMetadata: boolean
  /** Whether a text is another one than in its editor, a prefix aside. */
  readonly changed: Readonly<Record<'a' | 'b', boolean>>
  readonly modelInput: Readonly<Record<'a' | 'b', string>>
}

export function scoreBreakdownReport(
  name: ScoreName,
  given: BreakdownOf,
  stale: boolean,
  { rules, leaveOutMetadata, changed, modelInput }: PreprocessingOf,
): ScoreBreakdownReport {
  const { reply, scores, weights, info } = given
  const { settings } = reply.a.encoded
  return {
    ...stamp('m3scope/score-breakdown'),
    score: name,
    value: orReason(scores[name]),
    stale,
    weights_for_different_modes: weightList(weights),
    settings: {
      tokenizer_mode: settings.tokenizerMode,
      max_length: settings.maxLength,
      normalize: settings.normalize,
      truncate_dim: settings.truncateDim,
    },
    identity: identityOf(info, settings),
    model: modelOf(info),
    preprocessing: {
      rules,
      leave_out_metadata: leaveOutMetadata,
      changed,
      ...((changed.a || changed.b) && { model_input: modelInput }),
    },
    a: textOf(reply.a.encoded),
    b: textOf(reply.b.encoded),
    breakdown: breakdownOf(name, given),
  }
}

const modelOf = (info: ModelInfo) => ({
  id: info.id,
  is_demo: info.isDemo,
  dtype: withoutWords(info.dtype),
  graph_file: info.graphFile,
  heads: withoutWords(info.heads),
  pooling: withoutWords(info.pooling),
  tokenizer: withoutWords(info.tokenizer),
  runtime: info.runtime,
})

const textOf = (encoded: Encoded) => ({
  text: encoded.tokenized.text,
  input_ids: idsOf(encoded),
  tokens: encoded.tokenized.tokens,
  full_length: encoded.tokenized.fullLength,
  truncated: encoded.tokenized.truncated,
  cut_at_utf16: encoded.tokenized.cut,
})

function breakdownOf(name: ScoreName, given: BreakdownOf) {
  if (name === 'dense') return denseOf(given)
  if (name === 'sparse') return sparseOf(given)
  if (name === 'colbert') return colbertOf(given)
  return fusionOf(name, given.scores, given.weights)
}

function denseOf({ reply }: BreakdownOf) {
  const a = reply.a.encoded
  const b = reply.b.encoded
  return orReason(reply.explanation.dense, (dense) => ({
    dimension: dense.dimension,
    dot: dense.dot,
    cosine: dense.cosine,
    norm_a: dense.normA,
    norm_b: dense.normB,
    norm_a_before: orReason(dense.rawNormA),
    norm_b_before: orReason(dense.rawNormB),
    a: orReason(a.denseVecs, list),
    b: orReason(b.denseVecs, list),
    ...(a.settings.truncateDim !== null && {
      a_uncut: orReason(a.denseVecsFull, list),
      b_uncut: orReason(b.denseVecsFull, list),
    }),
    contributions: list(dense.contributions),
  }))
}

function sparseOf({ reply, info }: BreakdownOf) {
  const inA = occurrencesById(reply.a.encoded)
  const inB = occurrencesById(reply.b.encoded)
  const skipped = skippedIds(info.tokenizer.specialIds)
  return orReason(reply.explanation.sparse, (sparse) => ({
    score: sparse.score,
    self_a: sparse.selfA,
    self_b: sparse.selfB,
    skipped_ids: [...skipped],
    shared: sharedRows(sparse, inA, inB),
    in_both_with_weight_0: silencedTokens(reply.a.encoded, inA, inB, skipped),
    only_a: sparse.onlyA,
    only_b: sparse.onlyB,
  }))
}

function colbertOf({ reply }: BreakdownOf) {
  const a = reply.a.encoded.tokenized
  const b = reply.b.encoded.tokenized
  return orReason(reply.explanation.colbert, ({ forward, backward }) => ({
    a_to_b: directionOf(forward, a, b),
    b_to_a: directionOf(backward, b, a),
  }))
}

const directionOf = (direction: ColbertDirection, query: Tokenized, other: Tokenized) => ({
  score: direction.score,
  sum: direction.sum,
  rows: direction.rows,
  matches: matchRows(direction, query, other, 'position').map(matchOf),
})

const matchOf = (row: MatchRow) => ({
  query_index: row.query.index,
  query_token: row.query.token,
  query_range: row.query.range,
  best_index: row.best.index,
  best_token: row.best.token,
  best_range: row.best.range,
  similarity: row.similarity,
})

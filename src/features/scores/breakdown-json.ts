import { skippedIds } from '../../engine/heads/sparse'
import type { Encoded } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { Available } from '../../engine/model/types'
import type { ScoreName } from '../../engine/score/types'
import { matchRows, type MatchRow } from './colbert'
import { fusionOf } from './fusion'
import { occurrencesById, sharedRows, silencedTokens } from './sparse'
import type { BreakdownProps, Preprocessing } from './types'

export const BREAKDOWN_FORMAT = 'm3scope/score-breakdown'
export const BREAKDOWN_VERSION = 1

/** A value, or the reason why there is none in place of it. */
const plain = <T, R>(value: Available<T>, write: (value: T) => R): R | { readonly unavailable: string } =>
  value.state === 'available' ? write(value.value) : { unavailable: value.reason }
const same = <T>(value: T) => value

function textJson(encoded: Encoded) {
  const { tokenized } = encoded
  return {
    text: tokenized.text,
    input_ids: Array.from(tokenized.ids),
    tokens: tokenized.tokens,
    full_length: tokenized.fullLength,
    truncated: tokenized.truncated,
    cut_at_utf16: tokenized.cut,
  }
}

function denseJson({ reply }: BreakdownProps) {
  const vector = (encoded: Encoded) => plain(encoded.denseVecs, (v) => Array.from(v))
  return plain(reply.explanation.dense, (dense) => ({
    dimension: dense.dimension,
    dot: dense.dot,
    cosine: dense.cosine,
    norm_a: dense.normA,
    norm_b: dense.normB,
    norm_a_before: plain(dense.rawNormA, same),
    norm_b_before: plain(dense.rawNormB, same),
    a: vector(reply.a.encoded),
    b: vector(reply.b.encoded),
    ...(reply.a.encoded.settings.truncateDim !== null && {
      a_uncut: plain(reply.a.encoded.denseVecsFull, (v) => Array.from(v)),
      b_uncut: plain(reply.b.encoded.denseVecsFull, (v) => Array.from(v)),
    }),
    contributions: Array.from(dense.contributions),
  }))
}

function sparseJson({ reply, info }: BreakdownProps) {
  const inA = occurrencesById(reply.a.encoded)
  const inB = occurrencesById(reply.b.encoded)
  const skipped = skippedIds(info.tokenizer.specialIds)
  return plain(reply.explanation.sparse, (sparse) => ({
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

const matchJson = (row: MatchRow) => ({
  query_index: row.query.index,
  query_token: row.query.token,
  query_range: row.query.range,
  best_index: row.best.index,
  best_token: row.best.token,
  best_range: row.best.range,
  similarity: row.similarity,
})

function colbertJson({ reply }: BreakdownProps) {
  const a = reply.a.encoded.tokenized
  const b = reply.b.encoded.tokenized
  return plain(reply.explanation.colbert, ({ forward, backward }) => ({
    a_to_b: {
      score: forward.score,
      sum: forward.sum,
      rows: forward.rows,
      matches: matchRows(forward, a, b, 'position').map(matchJson),
    },
    b_to_a: {
      score: backward.score,
      sum: backward.sum,
      rows: backward.rows,
      matches: matchRows(backward, b, a, 'position').map(matchJson),
    },
  }))
}

function breakdownOf(name: ScoreName, props: BreakdownProps) {
  if (name === 'dense') return denseJson(props)
  if (name === 'sparse') return sparseJson(props)
  if (name === 'colbert') return colbertJson(props)
  return fusionOf(name, props.scores, props.weights)
}

/** One score with everything that it was made of, numbers in full, as JSON text. */
export function breakdownJson(
  name: ScoreName,
  props: BreakdownProps,
  stale: boolean,
  { rules, leaveOutMetadata, changed, modelInput }: Preprocessing,
): string {
  const { reply, scores, weights, info } = props
  const { tokenizerMode, maxLength, normalize, truncateDim } = reply.a.encoded.settings
  return JSON.stringify(
    {
      format: BREAKDOWN_FORMAT,
      version: BREAKDOWN_VERSION,
      score: name,
      value: plain(scores[name], same),
      stale,
      weights_for_different_modes: [weights.dense, weights.sparse, weights.colbert],
      settings: {
        tokenizer_mode: tokenizerMode,
        max_length: maxLength,
        normalize,
        truncate_dim: truncateDim,
      },
      identity: identityOf(info, reply.a.encoded.settings),
      model: {
        id: info.id,
        is_demo: info.isDemo,
        dtype: info.dtype,
        graph_file: info.graphFile,
        heads: info.heads,
        pooling: info.pooling,
        tokenizer: info.tokenizer,
        runtime: info.runtime,
      },
      preprocessing: {
        rules,
        leave_out_metadata: leaveOutMetadata,
        changed,
        ...((changed.a || changed.b) && { model_input: modelInput }),
      },
      a: textJson(reply.a.encoded),
      b: textJson(reply.b.encoded),
      breakdown: breakdownOf(name, props),
    },
    null,
    1,
  )
}

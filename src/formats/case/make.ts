/** A run as a case. */
import { sha256 } from 'hash-wasm'
import type { Encoded } from '../../engine/encode/types'
import type { Matrix } from '../../engine/matrix'
import { EngineError } from '../../engine/errors'
import { identityOf } from '../../engine/model/identity'
import type { Available, ModelInfo } from '../../engine/model/types'
import type { PairResult } from '../../engine/pipeline'
import {
  SCORE_NAMES,
  type ColbertDirection,
  type Explanation,
  type ScoreName,
  type Scores,
} from '../../engine/score/types'
import { loneSurrogate } from '../../engine/text/surrogates'
import { toBase64 } from '../../engine/base64'
import { floatBytes } from '../float-bytes'
import { hashOf } from './content'
import {
  CASE_FORMAT,
  CASE_VERSION,
  caseSchema,
  type CaseContent,
  type CaseEnvironment,
  type CaseFile,
  type CaseHeatmap,
  type CaseResult,
  type CaseSide,
  type CaseVectors,
  type Expected,
} from './schema'

/**
 * Limit of the ColBERT rows that a case holds for one text, in bytes: 1,024 rows of bge-m3. A longer text has their hash
 * alone.
 */
export const COLBERT_LIMIT = 4 * 2 ** 20

export interface SideFacts {
  readonly text: string
  readonly file: CaseSide['file']
  /** The bytes of the file, where the text was not edited since; null: the UTF-8 of the text. */
  readonly bytes: Uint8Array | null
}

export interface CaseFacts extends Pick<
  CaseContent,
  'prefix' | 'rules' | 'metadata' | 'splits' | 'settings'
> {
  readonly id: string
  readonly name: string
  readonly notes: string
  readonly expected: Expected
  /** ISO 8601 */
  readonly created: string
  readonly modified: string
  readonly a: SideFacts
  readonly b: SideFacts
  readonly pair: Pick<PairResult, 'a' | 'b' | 'explanation'>
  /** Fused with the weights of the case. */
  readonly scores: Scores
  readonly info: ModelInfo
  readonly heatmap: CaseHeatmap | null
  readonly environment: CaseEnvironment
}

/** @throws EngineError text/lone-surrogate: such a text has no UTF-8, and no tokenizer takes it */
export async function makeCase(facts: CaseFacts): Promise<CaseFile> {
  const { id, name, notes, expected, created, modified, prefix, rules, metadata, splits, settings } = facts
  const draft = {
    format: CASE_FORMAT,
    version: CASE_VERSION,
    id,
    name,
    notes,
    expected,
    created,
    modified,
    sides: { a: await sideOf(facts.a, 'a'), b: await sideOf(facts.b, 'b') },
    prefix,
    rules,
    metadata,
    splits,
    settings,
    result: await resultOf(facts),
    environment: facts.environment,
    sha256: '0'.repeat(64),
  }
  // The schema sorts the keys: the hash depends on their order, and a reader gets what was written.
  const file = caseSchema.parse(draft)
  return { ...file, sha256: await hashOf(file) }
}

async function sideOf({ text, file, bytes }: SideFacts, side: 'a' | 'b'): Promise<CaseSide> {
  const index = loneSurrogate(text)
  if (index !== null)
    throw new EngineError('text/lone-surrogate', `Text ${side}: lone surrogate at ${index}.`, { index, side })
  const kept = bytes ?? new TextEncoder().encode(text)
  return {
    text,
    file,
    bytes_of: bytes === null ? 'text' : 'file',
    bytes: toBase64(kept),
    sha256: await sha256(kept),
  }
}

/** A value, or in its place the reason why there is none. */
const orReason = <T, R>(part: Available<T>, write: (value: T) => R): R | { unavailable: string } =>
  part.state === 'available' ? write(part.value) : { unavailable: part.reason }

/** The address of a model without the parts that may be secret: user, password, query and fragment. */
export const withoutSecrets = (address: string): string =>
  address.replace(/\/\/[^/@\s]*@/, '//').replace(/[?#].*$/, '')

async function resultOf({ pair, scores, info, heatmap }: CaseFacts): Promise<CaseResult> {
  const identity = identityOf(info, pair.a.encoded.settings)
  return {
    identity: {
      ...identity,
      model: withoutSecrets(identity.model),
      origin: withoutSecrets(identity.origin),
    },
    is_demo: info.isDemo,
    a: await vectorsOf(pair.a.encoded),
    b: await vectorsOf(pair.b.encoded),
    scores: Object.fromEntries(
      SCORE_NAMES.map((name) => [name, orReason(scores[name], (value) => value)]),
    ) as Record<ScoreName, number | { unavailable: string }>,
    explanation: explanationOf(pair.explanation),
    heatmap,
  }
}

async function vectorsOf(encoded: Encoded): Promise<CaseVectors> {
  const { tokenized } = encoded
  const colbert = encoded.colbertVecs
  return {
    input: tokenized.text,
    input_ids: Array.from(tokenized.ids),
    tokens: [...tokenized.tokens],
    full_length: tokenized.fullLength,
    truncated: tokenized.truncated,
    dense_vecs: orReason(encoded.denseVecs, (vector) => Array.from(vector)),
    lexical_weights: orReason(encoded.lexicalWeights, (weights) =>
      Object.fromEntries([...weights].map(([id, weight]) => [String(id), weight])),
    ),
    colbert_vecs:
      colbert.state === 'available' ? await rowsOf(colbert.value) : { unavailable: colbert.reason },
  }
}

async function rowsOf({ rows, dimension, data }: Matrix) {
  const bytes = floatBytes(data)
  return {
    rows,
    dimension,
    sha256: await sha256(bytes),
    float32: bytes.length <= COLBERT_LIMIT ? toBase64(bytes) : null,
  }
}

function explanationOf({ dense, sparse, colbert }: Explanation): CaseResult['explanation'] {
  return {
    dense: orReason(dense, ({ dimension, dot, cosine, normA, normB }) => ({
      dimension,
      dot,
      cosine,
      norm_a: normA,
      norm_b: normB,
    })),
    sparse: orReason(sparse, ({ score, selfA, selfB, shared }) => ({
      score,
      self_a: selfA,
      self_b: selfB,
      shared: shared.map(({ id, token, weightA, weightB, product }) => ({
        id,
        token,
        weight_a: weightA,
        weight_b: weightB,
        product,
      })),
    })),
    colbert: orReason(colbert, ({ forward, backward }) => ({
      a_to_b: directionOf(forward),
      b_to_a: directionOf(backward),
    })),
  }
}

const directionOf = ({ score, sum, rows, queryTokens, bestTokens, similarities }: ColbertDirection) => ({
  score,
  sum,
  rows,
  query_tokens: Array.from(queryTokens),
  best_tokens: Array.from(bestTokens),
  similarities: Array.from(similarities),
})

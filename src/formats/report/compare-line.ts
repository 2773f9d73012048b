/** What the command `compare` writes: a line for a text or a pair, and the lines of a sweep. */
import { scoreVerdicts } from '../../engine/endpoint/scores'
import type { Closeness, Comparison, DenseComparison, ScorePair, Verdict } from '../../engine/endpoint/types'
import type { Encoded } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { Available, ModelInfo } from '../../engine/model/types'
import { SCORE_NAMES } from '../../engine/score/types'
import type { WhyResult } from '../../engine/why/types'
import { median } from '../endpoint/median'
import type { Asked, Missing, SweepResult, SweepRow } from '../endpoint/types'
import { whyLine } from './why-line'

export interface SideFound {
  readonly asked: Pick<Asked, 'latencies' | 'missing' | 'promptTokens'>
  /** Of the server's dense vector; null: it gave none. */
  readonly dimension: number | null
  readonly encoded: Pick<Encoded, 'settings'> & {
    readonly tokens: number
    readonly truncated: boolean
  }
  /** As all texts together were judged. */
  readonly comparison: Comparison
  /** What explains the vector, where that was asked for. */
  readonly why?: WhyResult
}

/** Fields of one text; null: the server gave nothing of it, or the model lacks it. */
export function textLine({ asked, dimension, encoded, comparison, why }: SideFound, info: ModelInfo) {
  const dense = valueOf(comparison.dense)
  const sparse = valueOf(comparison.sparse)
  const colbert = valueOf(comparison.colbert)
  const dtype = info.dtype.value
  return {
    latency_ms: asked.latencies[0],
    ...(asked.latencies.length > 1 && { latency_median_ms: median(asked.latencies) }),
    dimension,
    ...(dense !== null && dense.zeros > 0 && { zeros: dense.zeros }),
    norm: dense?.norm ?? null,
    cosine: dense?.cosine ?? null,
    largest_difference: dense?.largestDifference ?? null,
    tokens: {
      server: asked.promptTokens,
      ours: encoded.tokens,
      truncated: encoded.truncated,
    },
    sparse: sparse && {
      shared: sparse.shared,
      only_ours: sparse.onlyOurs,
      only_theirs: sparse.onlyTheirs,
      cosine: sparse.cosine,
      largest_difference: sparse.largestDifference,
      top_k: sparse.top.k,
      top_k_shared: sparse.top.shared,
      special_ids: sparse.special,
      verdict: sparse.verdict.kind,
    },
    colbert: colbert && {
      rows: colbert.rows,
      our_rows: colbert.ourRows,
      dimension: colbert.dimension,
      mean_cosine: colbert.meanCosine,
      least_cosine: colbert.leastCosine,
      largest_difference: colbert.largestDifference,
      verdict: colbert.verdict.kind,
    },
    missing: Object.fromEntries(
      Object.entries(asked.missing).map(([head, why]) => [head, missingWords(why)]),
    ),
    verdict: dense?.verdict.kind ?? null,
    within: dense && withinOf(dense.verdict),
    says: dense && says(dense, dtype) + cutNote(encoded, dense),
    ...(why && { why: whyLine(why) }),
    identity: identityOf(info, encoded.settings),
  }
}

export function pairLine(
  a: SideFound,
  b: SideFound,
  { ours, theirs, denseCosine }: ScorePair,
  info: ModelInfo,
) {
  const { identity, ...sideA } = textLine(a, info)
  const { identity: _same, ...sideB } = textLine(b, info)
  return {
    a: sideA,
    b: sideB,
    scores: {
      ours: Object.fromEntries(SCORE_NAMES.map((name) => [name, valueOf(ours[name])])),
      theirs,
      theirs_dense_cosine: denseCosine,
      verdicts: scoreVerdicts({ ours, theirs }, [a.comparison, b.comparison]),
    },
    verdict: worse(sideA.verdict, sideB.verdict),
    identity,
  }
}

type Kind = Verdict['kind']

/** From the best to the worst. */
const ORDER: readonly Kind[] = ['same', 'cut', 'undecided', 'rows', 'different', 'dimension']
const worse = (a: Kind | null, b: Kind | null): Kind | null =>
  a === null || b === null ? (a ?? b) : ORDER[Math.max(ORDER.indexOf(a), ORDER.indexOf(b))]!

const valueOf = <T>(part: Available<T> | null): T | null => (part?.state === 'available' ? part.value : null)

const missingWords = (why: Missing): string => (why.kind === 'cannot' ? why.reason : why.error.message)

const withinOf = (verdict: Verdict): Closeness | null => ('within' in verdict ? verdict.within : null)

const WITHIN = {
  exact: 'equal, the same weights in the same arithmetic',
  fp32: 'as close as fp32 there',
  fp16: 'as close as fp16 there',
  q8: 'as close as 8-bit weights or bfloat16 there',
  int8: 'no closer than dynamic int8 there',
} as const

function says({ verdict, isNormalised, zeros }: DenseComparison, dtype: string): string {
  const length =
    (zeros === 0 ? '' : ` ${zeros} zeros at its end are left out.`) +
    (isNormalised ? '' : ' It is not of length 1: a dot product is not a cosine.')
  const bound = `cosine ≥ ${'expected' in verdict ? verdict.expected : ''}`
  const here = (within: Closeness) => (within === 'exact' ? '' : ` and ${dtype} here must be`)
  switch (verdict.kind) {
    case 'same':
    case 'cut': {
      const what = verdict.kind === 'same' ? 'The same' : 'The same as the first dimensions of ours'
      return `${what}: ${WITHIN[verdict.within]}${here(verdict.within)} (${bound}).${length}`
    }
    case 'undecided':
      return verdict.reason === 'tokens'
        ? `Undecided: the vectors are equal, but the server counts other tokens.${length}`
        : `Undecided: ${WITHIN[verdict.within]}${here(verdict.within)} (${bound}), but another text can be as close. --why looks for the cause.${length}`
    case 'different':
      return verdict.reason === 'tokens'
        ? `Another vector: the server encoded other tokens.${length}`
        : `Another vector: ${differentWords(verdict)} (${bound} expected at least).${length}`
    case 'dimension':
      return `Another model: ${verdict.theirs} dimensions, ours has ${verdict.ours}.${length}`
    case 'rows':
      return `${verdict.theirs} rows, ours has ${verdict.ours}.`
  }
}

/** A server that reads more of the text than our max_length is no riddle. */
const cutNote = ({ truncated, tokens }: SideFound['encoded'], { verdict }: DenseComparison): string =>
  truncated && (verdict.kind === 'different' || verdict.kind === 'undecided')
    ? ` Our text was cut at max_length (${tokens} tokens); the server may have read more of it.`
    : ''

const SHOWN = {
  exact: 'equal to ours',
  fp32: 'as close as fp32',
  fp16: 'as close as fp16',
  q8: 'as close as 8-bit weights',
  int8: 'as close as int8',
} as const satisfies Record<Closeness, string>

const differentWords = ({ reason, others }: Extract<Verdict, { kind: 'different' }>): string =>
  reason === 'outlier'
    ? `other texts on this server are ${SHOWN[others!]}, so its arithmetic does not explain it`
    : 'no arithmetic explains it'

export const sweepRowLine = (row: SweepRow) => ({
  sweep: 'row',
  tokens: row.tokens,
  tokens_server: row.promptTokens,
  latency_ms: row.latency,
  cosine_to_shorter: row.cosineToShorter,
  cosine_to_ours: row.cosineToOurs,
  ours_at: row.oursAt,
  verdict: row.verdict,
  error: row.error?.message ?? null,
})

export const sweepLine = ({ verdict, at, from, sample, slack }: SweepResult) => ({
  sweep: 'result',
  verdict: at === null ? 'none' : verdict,
  at,
  says: sweepSays(verdict, at),
  words_from: from,
  sample,
  slack,
})

function sweepSays(verdict: SweepResult['verdict'], at: number | null): string {
  if (at === null) return 'Not even the shortest text was taken.'
  switch (verdict) {
    case 'cut':
      return `Silently cuts at ${at} tokens: longer texts give the same vector, without a word.`
    case 'rejects':
      return `No silent cut: all was read up to ${at} tokens, longer texts are refused.`
    case 'failed':
      return `No silent cut up to ${at} tokens; beyond, no answer came.`
    case 'whole':
      return `No silent cut up to ${at} tokens.`
  }
}

/** What a validation says: numbers first, and the points of the charts under them. All from columns, nothing is encoded. */
import type { ScoreName, Weights } from '../score/types'
import type { HeadColumns, HeadName, PairColumns, TextFacts } from './types'

/** `production`: the score that the file gives. */
export type AnsweredName = ScoreName | 'production'

export const CRITERIA = ['f1', 'f-beta', 'youden', 'precision-at-least', 'recall-at-least'] as const
export type Criterion = (typeof CRITERIA)[number]

export interface AnswerOptions {
  /** Of nDCG@k, recall@k, precision@k, hit rate. */
  readonly k: number
  readonly beta: number
  readonly criterion: Criterion
  /** For 'precision-at-least' and 'recall-at-least'. */
  readonly atLeast: number
  /** Share of relevant pairs that may fall below the conformal threshold, and the confidence of that statement. */
  readonly alpha: number
  readonly confidence: number
  /** [low, high) each; null is no bound. Default [null, 0.45), [0.55, 0.75), [0.85, null). */
  readonly bands: readonly (readonly [number | null, number | null])[]
  readonly bins: number
  /** Bootstrap and randomisation. */
  readonly resamples: number
  readonly seed: number
}

/** Of the page and of the terminal, so that both give the same numbers. */
export const DEFAULT_ANSWER_OPTIONS: AnswerOptions = {
  k: 5,
  beta: 1,
  criterion: 'f1',
  atLeast: 0.9,
  alpha: 0.1,
  confidence: 0.95,
  bands: [
    [null, 0.45],
    [0.55, 0.75],
    [0.85, null],
  ],
  bins: 40,
  resamples: 1000,
  seed: 7,
}

export interface AnswerRequest {
  readonly pairs: PairColumns
  readonly queries: number
  readonly heads: HeadColumns
  readonly has: Readonly<Record<HeadName, boolean>>
  readonly weights: Weights
  readonly options: AnswerOptions
  /** [pairs] true for the pairs that take part (a filter); null: all. */
  readonly subset: Uint8Array | null
  /**
   * Labelled pairs that need not be among `pairs`: relevant documents that a search did not find count in the denominators of
   * recall, nDCG and MAP. Those with a rank or a score of production belong to its list. Left out or null: `pairs` are all there
   * is.
   */
  readonly judged?: PairColumns | null
  /** Whether production's number is a distance. Left out: read off the given ranks (`Answer.production`). */
  readonly productionDirection?: Direction
  /** Of the formula that gives production's numbers (`Production.readings`): holds where the ranks say nothing. */
  readonly formulaDirection?: Direction
  /** Name of the column of production's score: "distance" says it where ranks and formula do not. */
  readonly scoreColumn?: string
  /** Only these scores are computed, the others are null. Left out: all. */
  readonly only?: readonly AnsweredName[]
  /** Scores whose threshold gets a bootstrap interval, which costs most of an answer; the others have null. Left out: all. */
  readonly intervals?: readonly AnsweredName[]
}

export type DirectionSource = 'request' | 'ranks' | 'formula' | 'name' | 'default'

/** `smaller`: a distance. */
export type Direction = 'larger-is-closer' | 'smaller-is-closer'

/**
 * One number for each distinct score, from the closest on (high to low); [n] each. The first point is that of scikit-learn
 * where nothing is accepted, with the threshold Infinity (of a distance -Infinity): (0, 0) of ROC, (0, 1) of PR.
 * ROC: x false positive rate, y true positive rate; points on a straight line are left out, as scikit-learn does; area: AUC.
 * PR: x recall, y precision; area: average precision.
 */
export interface Curve {
  readonly threshold: Float64Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly area: number
}

/** Of a ranking: means over the queries that take part, and the values of each. Null: no label at all. */
export interface RankingAnswer {
  readonly mrr: number | null
  readonly map: number | null
  readonly ndcg: number | null
  readonly hit1: number | null
  readonly hit: number | null
  readonly recall: number | null
  readonly precision: number | null
  /** [queries] of each ranking metric; NaN: the query takes no part. */
  readonly perQuery: Readonly<Record<RankingMetric, Float64Array>>
}

export const RANKING_METRICS = ['mrr', 'ndcg', 'recall', 'precision', 'ap', 'hit', 'hit1'] as const
export type RankingMetric = (typeof RANKING_METRICS)[number]

/** Why numbers are null. `no-irrelevant` and `no-relevant`: one class only, so there is no AUC. */
export type WhyNull = 'no-scores' | 'no-labels' | 'no-relevant' | 'no-irrelevant'

/** A number that cannot be computed is null: no labels, one class only, nothing scored. `why` says which. */
export interface ScoreAnswer extends RankingAnswer {
  /** Of the pairs that have this score. */
  readonly count: number
  /** Pairs without this score (not finite, or not given): last in a ranking (production's: not in its list), left out of everything else. */
  readonly missing: number
  readonly why: WhyNull | null
  /** Shares of `count` at the bands of the contract: [-∞, 0.45), [0.55, 0.75), [0.85, ∞). */
  readonly shares: { readonly below: number; readonly within: number; readonly above: number } | null
  readonly mean: number | null
  readonly p5: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly auc: number | null
  readonly averagePrecision: number | null
  readonly bestF1: number | null
  readonly bestThreshold: number | null
  readonly threshold: {
    readonly criterion: Criterion
    readonly value: number
    readonly precision: number
    readonly recall: number
    readonly f1: number
    readonly fBeta: number
    /** The middle 95 % of the bootstrap resamples (queries are drawn, not pairs). Null: no resamples, or one query only. */
    readonly interval: readonly [number, number] | null
    /** Resamples in which the criterion had an answer. */
    readonly resamples: number
  } | null
  /**
   * `expected`: the threshold of conformal risk control, which keeps the miss rate at `alpha` on average over samples, without a
   * confidence; null: too few pairs for that too.
   */
  readonly conformal:
    | {
        readonly state: 'available'
        readonly alpha: number
        readonly value: number
        readonly n: number
        readonly confidence: number
        readonly expected: number | null
      }
    | {
        readonly state: 'too-few'
        readonly alpha: number
        readonly n: number
        readonly needed: number
        readonly confidence: number
        readonly expected: number | null
      }
  readonly bands: readonly {
    readonly low: number | null
    readonly high: number | null
    readonly count: number
    readonly share: number
    readonly relevant: number
    readonly labelled: number
    readonly precision: number | null
  }[]
  /** [bins + 1] edges, [bins] counts. */
  readonly histogram: {
    readonly edges: Float64Array
    readonly all: Int32Array
    readonly relevant: Int32Array
    readonly irrelevant: Int32Array
  }
  readonly roc: Curve | null
  readonly pr: Curve | null
}

export interface Answer {
  readonly pairs: number
  readonly queries: number
  readonly labelled: number
  readonly relevant: number
  /** Null: the model has no head for it, or the file no column. */
  readonly scores: Readonly<Record<AnsweredName, ScoreAnswer | null>>
  /** Production's list as it was given (by `rank`, then by row). Null: the file has no ranks. */
  readonly givenOrder: RankingAnswer | null
  /** How production's number was read; null: the file has none. `by` ranks: rank 1 has the largest (or smallest) number. */
  readonly production: { readonly direction: Direction; readonly by: DirectionSource } | null
  /** Queries that take part in rankings: all, or with a subset those that have a pair in it. */
  readonly ranked: number
  /** [queries] 1: the query has a label, among the pairs or among the judged ones. What nobody has judged is not called a loss. */
  readonly hasLabel: Uint8Array
  /** [queries] documents with a label above 0, as in `hasLabel`. Where there is none, no order of the documents gains anything. */
  readonly relevantOf: Int32Array
}

/** One value of a column and its pairs. */
export interface GroupAnswer {
  readonly value: string
  readonly count: number
  readonly missing: number
  readonly mean: number | null
  readonly p5: number | null
  readonly p50: number | null
  readonly p95: number | null
  readonly labelled: number
  readonly relevant: number
  /** [bins] on the edges of the whole column, so that values can be laid over each other. */
  readonly histogram: Int32Array
}

export interface GroupsRequest {
  readonly scores: Float64Array
  readonly grade: Float64Array
  /** [pairs] of a column. */
  readonly values: readonly string[]
  readonly subset: Uint8Array | null
  readonly bins: number
}

export interface Groups {
  /** [bins + 1] */
  readonly edges: Float64Array
  /** Most pairs first; equal counts in the order of the file. */
  readonly groups: readonly GroupAnswer[]
}

/** [queries] of two runs each; NaN: the query takes no part. Only queries with both values are compared. */
export interface CompareRequest {
  readonly before: Float64Array
  readonly after: Float64Array
  readonly resamples: number
  readonly seed: number
}

/** Two score columns over the same pairs, each ranked and measured: production's against ours, or those of two runs. */
export interface CompareScoresRequest {
  /** Pairs, labels, subset and options. */
  readonly of: AnswerRequest
  /** [pairs]; larger is closer. Null: the given order. */
  readonly before: Float64Array | null
  readonly after: Float64Array | null
  readonly metric: RankingMetric
}

/** Paired randomisation test of two runs over their per-query values. */
export interface Comparison {
  /** Before and after, over the queries that have both; NaN: there are none. */
  readonly mean: readonly [number, number]
  /** Queries that have both values. */
  readonly queries: number
  /** True: all sign patterns were counted; false: `resamples` of them were drawn. */
  readonly exact: boolean
  /** Queries whose value rose, ascending. */
  readonly wins: Int32Array
  readonly losses: Int32Array
  readonly ties: number
  /** Two-sided. */
  readonly p: number
}

export const FAILURE_CLASSES = [
  'no-shared-token',
  'dense-high-sparse-zero',
  'dense-low-sparse-high',
  'truncated',
  'cross-lingual',
  'hub-document',
  'near-duplicate-document',
  'no-relevant-document',
  'unknown-tokens',
  'not-finite',
] as const
export type FailureClass = (typeof FAILURE_CLASSES)[number]

export interface ClassRequest extends Pick<AnswerRequest, 'pairs' | 'queries' | 'heads' | 'has' | 'weights'> {
  /** As given, for scripts and languages. */
  readonly queryTexts: readonly string[]
  readonly documentTexts: readonly string[]
  /** Facts of the model's inputs; `queryInput[q]` and `documentInput[d]` are their indices. */
  readonly facts: TextFacts
  readonly queryInput: Int32Array
  readonly documentInput: Int32Array
  readonly nearDuplicates: { readonly a: Int32Array; readonly b: Int32Array } | null
  readonly k: number
  /** As ValidationResult.state, [pairs]: 0 waiting, 1 scored, 2 not finite. Left out: waiting is told by texts without tokens. */
  readonly state?: Uint8Array | null
  /** As AnswerRequest.judged: a query is judged if it has a label here or there. */
  readonly judged?: PairColumns | null
}

/** Positions of pairs, ascending. */
export type Classes = Readonly<Record<FailureClass, Int32Array>>

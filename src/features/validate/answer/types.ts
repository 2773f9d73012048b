import type { ErrorData } from '../../../engine/errors'
import type { Weights } from '../../../engine/score/types'
import {
  DEFAULT_ANSWER_OPTIONS,
  type Answer,
  type AnsweredName,
  type AnswerOptions,
  type Classes,
  type Direction,
  type RankingMetric,
} from '../../../engine/validate/answer-types'
import type { FusionApplied, FusionMethod, FusionReply } from '../../../engine/validate/fusion-types'
import type { Production } from '../../../engine/validate/production-types'
import type { ValidationResult } from '../run/types'

/** What the panel beside the distribution shows, where there is no room for all. */
export const SIDES = ['curves', 'fusion', 'production'] as const
export type AnswerSide = (typeof SIDES)[number]

/** How the page shows the answer; nothing of it changes a number. */
export interface AnswerLook {
  /** One line of key numbers, so that the table gets the room. */
  readonly folded: boolean
  readonly side: AnswerSide
  readonly chart: 'histogram' | 'ecdf'
  /** The groups of the distribution: by label, none, or the values of a column of the file. */
  readonly by: 'label' | 'none' | { readonly column: string }
  readonly curve: 'pr' | 'roc'
  /** The cells of the metrics: values, or what they are above production's. */
  readonly cells: 'value' | 'delta'
}

/** Another fusion that is tried, and what it changes. */
export interface TriedFusion {
  /** Null: nothing is tried, the page's weights hold. */
  readonly method: FusionMethod | null
  readonly metric: RankingMetric
  /** Of `method`, against the page's weights; null: none, or not computed yet. */
  readonly applied: FusionApplied | null
  /** Null: not asked for. */
  readonly grid: Exclude<FusionReply, FusionApplied> | null
  readonly searching: boolean
  readonly error: ErrorData | null
}

export interface ValidateAnswer {
  readonly options: AnswerOptions
  readonly look: AnswerLook
  /** The score whose charts are shown. */
  readonly score: AnsweredName
  /** Whether production's number is a distance; null: read off its ranks. */
  readonly direction: Direction | null
  /** True: production's number is turned into ours, where a formula was recognised. */
  readonly convert: boolean
  /** Weights that are tried here. Null: those of the page's settings. */
  readonly weights: Weights | null
  /** True: numbers and charts are of the rows that the filters leave. */
  readonly filtered: boolean
  /** Null: not computed yet. */
  readonly answer: Answer | null
  /** The rows that `answer` is of. (Its arrays go on to be filled.) */
  readonly of: ValidationResult | null
  /** [pairs] 1 for the rows that take part in `answer`; null: all. */
  readonly subset: Uint8Array | null
  readonly classes: Classes | null
  /** Null: the file has no score of production, or not computed yet. */
  readonly production: Production | null
  readonly fusion: TriedFusion
  readonly busy: boolean
  /** Why the last answer could not be computed. */
  readonly error: ErrorData | null
}

export const noAnswer: ValidateAnswer = {
  options: DEFAULT_ANSWER_OPTIONS,
  look: {
    folded: false,
    side: 'curves',
    chart: 'histogram',
    by: 'label',
    curve: 'pr',
    cells: 'value',
  },
  score: 'colbert+sparse+dense',
  direction: null,
  convert: false,
  filtered: false,
  weights: null,
  answer: null,
  of: null,
  subset: null,
  classes: null,
  production: null,
  fusion: { method: null, metric: 'ndcg', applied: null, grid: null, searching: false, error: null },
  busy: false,
  error: null,
}

export type AnswerChange = Partial<
  Pick<ValidateAnswer, 'score' | 'weights' | 'direction' | 'convert' | 'filtered'> &
    AnswerLook &
    AnswerOptions
>

export interface AnswerActions {
  setAnswer(change: AnswerChange): Promise<void>
  /** Computes the answer again from what is there; called after a run, a label, a filter. Coalesced. */
  refreshAnswer(): Promise<void>
  /**
   * Ranks by another fusion and compares it with the page's weights. Null: back to those. The latest wins. Nothing
   * given: again, as rows, labels or options have changed.
   */
  tryFusion(change: Partial<Pick<TriedFusion, 'method' | 'metric'>>): Promise<void>
  /** Looks for the best weights by a grid with folds. */
  findWeights(): Promise<void>
  /** Puts weights into the page's settings. */
  applyWeights(weights: Weights): Promise<void>
}

/** Production's score beside ours. */
import type { OurScore } from '../score/databases/convert'
import type { MetricNote } from '../score/databases/words'
import type { ScoreName } from '../score/types'
import type { AnswerRequest } from './answer-types'
import type { PairColumns } from './types'

export interface ProductionRequest extends Pick<
  AnswerRequest,
  'pairs' | 'heads' | 'has' | 'weights' | 'subset'
> {
  /** Lengths of the dense vectors, [queries] and [documents]. Null: 1, as bge-m3 gives them. */
  readonly lengths: { readonly queries: Float64Array; readonly documents: Float64Array } | null
  /** ColBERT rows of each query [queries]: tokens that were read, without `<s>`. Null: sums over rows are not looked for. */
  readonly rows: Int32Array | null
  /**
   * ModelInfo.dtype.value. A quantised model's scores lie off production's by more than rounding: then the nearest formula is
   * looked for (`within: 'model'`). Left out: only exact ones.
   */
  readonly dtype?: string
  /** As AnswerRequest.judged: their numbers are turned into ours too. */
  readonly judged?: PairColumns | null
}

/** Production's score as a function of one of ours, over pairs that have both. */
export interface Relation {
  readonly n: number
  /** Null: fewer than two pairs, or all of one value. */
  readonly pearson: number | null
  readonly spearman: number | null
  /** tau-b. */
  readonly kendall: number | null
  /** Least squares: production = intercept + slope × ours. */
  readonly slope: number | null
  readonly intercept: number | null
  /**
   * Positions of pairs whose residual is far from the others', the farthest first: more than 3.5 robust deviations (1.4826 × the
   * median distance from the median residual) away.
   */
  readonly outliers: Int32Array
  /** Residual from which a pair is one; null: no line. */
  readonly outlierFrom: number | null
}

/** A formula that gives production's numbers. */
export interface ColumnReading {
  /** Which of ours it is made of: a head's, or a fused score as it is. */
  readonly score: OurScore | ScoreName
  readonly formula: string
  readonly largerIsCloser: boolean
  /** Pairs that it explains, of those that have both numbers. */
  readonly fits: number
  readonly of: number
  readonly share: number
  /** Within which rounding most of them fit; `model`: only nearly, since the loaded model is quantised. */
  readonly within: 'fp32' | 'fp16' | 'model'
  /** Our own score as it is. */
  readonly isOurs: boolean
  readonly databases: readonly {
    readonly name: string
    readonly label: string
    readonly metric: string
    /** As the database's reply names the number. */
    readonly field: string
    readonly notes: readonly MetricNote[]
    readonly source: string
  }[]
}

export interface Production {
  /** Pairs that have production's score. */
  readonly n: number
  /** Digits after the point with which the column seems to be written; null: as many as a double has. */
  readonly decimals: number | null
  readonly relations: Readonly<Record<ScoreName, Relation | null>>
  /** Those that explain at least half of the pairs, the best first. Empty: none. */
  readonly readings: readonly ColumnReading[]
  /** [pairs] production's score turned into ours by the best reading; NaN: none, or no vectors have this number. */
  readonly converted: Float64Array | null
  /** The same of `ProductionRequest.judged`. Null: none were given, or no formula was recognised. */
  readonly convertedJudged: Float64Array | null
}

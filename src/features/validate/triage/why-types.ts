/** Why a document ranks where it does, and what would lift it. */
import type { ErrorData } from '../../../engine/errors'
import type { Rule } from '../../../engine/text/preprocess/types'
import type { Weights } from '../../../engine/score/types'
import type { Contribution, WeightLift } from '../../../engine/validate/rank/types'

export interface TokenProduct {
  readonly token: string
  readonly product: number
}

/** A token that the other text has nothing for. */
export interface LoneToken {
  readonly token: string
  /** Best ColBERT similarity in the other text; null: the model has no ColBERT head. */
  readonly similarity: number | null
  /** Lexical weight; null: the model has no sparse head. */
  readonly weight: number | null
}

/** The tokens behind a pair's score. */
export interface PairTokens {
  readonly shared: readonly TokenProduct[]
  readonly loneQuery: readonly LoneToken[]
  readonly loneDocument: readonly LoneToken[]
}

export interface RankFound {
  /** Ranks by the chosen score within the query, 1 is the best. */
  readonly rank: number
  readonly otherRank: number
  readonly score: number
  readonly otherScore: number
  readonly contributions: readonly Contribution[]
  readonly lift: WeightLift
  /** What the suggested weights would do to all queries, by lift: "one" and "all". Null: nothing is suggested. */
  readonly effects: Readonly<Record<'one' | 'all', WeightsEffect | null>>
  /** Null: the texts could not be read again (no model is loaded). */
  readonly own: PairTokens | null
  readonly other: PairTokens | null
}

export interface WeightsEffect {
  readonly weights: Weights
  /** Rank of the document with them. */
  readonly rank: number
  /** Queries whose nDCG@k grows and falls, and its mean before and after; null: no labels. */
  readonly metric: {
    readonly better: number
    readonly worse: number
    readonly before: number
    readonly after: number
  } | null
  /** Queries that get another first document. */
  readonly otherFirst: number
  readonly queries: number
}

export type Change =
  | { readonly kind: 'rule'; readonly rule: Rule; readonly enable: boolean }
  | { readonly kind: 'max-length'; readonly from: number; readonly to: number }
  | { readonly kind: 'metadata'; readonly leaveOut: boolean }
  | { readonly kind: 'prefix'; readonly from: string; readonly to: string }

export interface TriedChange {
  readonly id: string
  readonly change: Change
  readonly phase: 'waiting' | 'running' | 'done' | 'failed' | 'nothing'
  /** New rank of the document among `of` documents of its query; null: not known. */
  readonly rank: number | null
  readonly of: number
  readonly score: number | null
  /** Whether the document ranks above the other one then. */
  readonly lifts: boolean
  /** About how many of the run's texts it changes; `of` were looked at. */
  readonly texts: { readonly changed: number; readonly of: number; readonly all: number } | null
  readonly error: ErrorData | null
}

export interface AppliedChange {
  readonly id: string
  /** What undo puts back. */
  readonly undo: () => Promise<void>
}

export interface WhyResult {
  readonly phase: 'idle' | 'explaining' | 'trying' | 'done' | 'failed'
  readonly error: ErrorData | null
  readonly pair: number | null
  readonly against: number | null
  readonly found: RankFound | null
  readonly tries: readonly TriedChange[]
  readonly applied: AppliedChange | null
}

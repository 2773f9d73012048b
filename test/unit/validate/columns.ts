/** Columns of a validation for tests. */
import { readFileSync } from 'node:fs'
import type { AnswerOptions, AnswerRequest } from '../../../src/engine/validate/answer-types'
import type { PairColumns } from '../../../src/engine/validate/types'

export interface GoldenRow {
  readonly query: number
  readonly document: number
  readonly rank?: number
  readonly grade: number | null
  readonly score?: number | null
}

export const OPTIONS: AnswerOptions = {
  k: 3,
  beta: 2,
  criterion: 'f1',
  atLeast: 0.8,
  alpha: 0.1,
  confidence: 0.95,
  bands: [
    [null, 0.45],
    [0.55, 0.75],
    [0.85, null],
  ],
  bins: 7,
  resamples: 0,
  seed: 7,
}

const orNaN = (value: number | null | undefined): number => value ?? NaN

export const pairsOf = (rows: readonly GoldenRow[]): PairColumns => ({
  count: rows.length,
  row: Int32Array.from(rows, (_, i) => i + 1),
  query: Int32Array.from(rows, ({ query }) => query),
  document: Int32Array.from(rows, ({ document }) => document),
  rank: Float64Array.from(rows, ({ rank }) => orNaN(rank)),
  production: Float64Array.from(rows, () => NaN),
  grade: Float64Array.from(rows, ({ grade }) => orNaN(grade)),
})

/** The rows' scores as those of the head dense, the only one. */
export function requestOf(
  rows: readonly GoldenRow[],
  queries: number,
  options: Partial<AnswerOptions> = {},
): AnswerRequest {
  const none = new Float64Array(rows.length).fill(NaN)
  return {
    pairs: pairsOf(rows),
    queries,
    heads: { dense: Float64Array.from(rows, ({ score }) => orNaN(score)), sparse: none, colbert: none },
    has: { dense: true, sparse: false, colbert: false },
    weights: { dense: 1, sparse: 1, colbert: 1 },
    options: { ...OPTIONS, ...options },
    subset: null,
  }
}

/** test/golden/make_validation.py wrote it. */
export const golden = JSON.parse(
  readFileSync(new URL('../../golden/validation.json', import.meta.url), 'utf8'),
) as Golden

interface Chosen {
  readonly value: number
  readonly precision: number
  readonly recall: number
}

interface Golden {
  readonly k: number
  readonly sets: Readonly<
    Record<
      string,
      {
        readonly queries: number
        readonly rows: readonly GoldenRow[]
        readonly judged: readonly GoldenRow[]
        readonly expected: {
          readonly ranking: Readonly<Record<string, { mean: number; per_query: number[] }>>
          readonly count: number
          readonly mean: number
          readonly quantiles: readonly number[]
          readonly 'below_0.45': number
          readonly 'in_0.55_0.75': number
          readonly 'above_0.85': number
          readonly histogram: { counts: number[]; edges: number[] }
          readonly auc: number | null
          readonly average_precision: number | null
          readonly roc: { fpr: number[]; tpr: number[]; threshold: number[] } | null
          readonly pr: { precision: number[]; recall: number[]; threshold: number[] } | null
          readonly thresholds:
            | (Readonly<
                Record<'f1' | 'f-beta' | 'youden' | 'precision-at-least' | 'recall-at-least', Chosen | null>
              > & { readonly best_f1: number; readonly f2: number })
            | null
        }
      }
    >
  >
  readonly conformal: {
    readonly ranks: readonly { n: number; alpha: number; confidence: number; k: number; needed: number }[]
    readonly needed: readonly { alpha: number; confidence: number; n: number }[]
    readonly large: readonly { n: number; alpha: number; k: number }[]
  }
  readonly comparisons: readonly { before: number[]; after: number[]; p: number }[]
  readonly relations: readonly {
    ours: number[]
    theirs: number[]
    pearson: number
    spearman: number
    kendall: number
    slope: number
    intercept: number
    outliers: number[]
    outlier_from: number
  }[]
  readonly fusions: {
    readonly rows: readonly { query: number; dense: number; sparse: number; colbert: number }[]
    readonly rrf60: readonly number[]
    readonly qdrant_rrf: readonly number[]
    readonly dbsf: readonly number[]
    readonly milvus: readonly number[]
  }
}

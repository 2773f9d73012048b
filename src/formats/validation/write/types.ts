/** Files that a validation leaves: what goes in, what each form is called, what it says about what it left out. */
import type { Identity } from '../../../engine/model/identity'
import type { Weights } from '../../../engine/score/types'
import type { AnsweredName, Direction } from '../../../engine/validate/answer-types'
import type { HeadColumns, HeadName, PairColumns, ValidationSet } from '../../../engine/validate/types'

/** The rows of a run, as the table has them. Every array is [pairs.count]; nothing in it is copied. */
export interface ExportRows {
  readonly set: ValidationSet
  /** The run's pairs, with the user's labels in `grade` (NaN: none or unsure). */
  readonly pairs: PairColumns
  readonly heads: HeadColumns
  /** Heads that the model has. The scores of the others are empty cells, null in JSON. */
  readonly has: Readonly<Record<HeadName, boolean>>
  readonly weights: Weights
  /** 'smaller-is-closer': production's number is a distance. Where rows are ordered by it, it counts with its sign turned. */
  readonly productionDirection?: Direction
  /** Null: no notes. */
  readonly notes: readonly string[] | null
  /** 1: the user is unsure of this pair. Null: of none. */
  readonly unsure: Uint8Array | null
  /** Positions of the pairs to be written, in this order. Null: all, in the order of the set. */
  readonly selection: Int32Array | null
  /** Null: nothing was computed yet; only the file's own columns are there. */
  readonly identity: Identity | null
}

export const EXPORT_FORMS = [
  'csv',
  'jsonl',
  'xlsx',
  'trec-run',
  'trec-qrels',
  'training', // of an embedder
  'reranker', // the same, with the prompt's name that rerankers read
  'skipped',
] as const
export type ExportForm = (typeof EXPORT_FORMS)[number]

export interface ExportOptions {
  /** The score that TREC runs and training data are ordered by. */
  readonly score: AnsweredName
  /**
   * CSV for a spreadsheet: a UTF-8 mark at the start, and an apostrophe before cells that a spreadsheet would take for a
   * formula (they begin with = + - @ tab or CR). False: every text is exact.
   */
  readonly spreadsheet: boolean
  /** Last column of a TREC run; no white space in it. */
  readonly tag: string
  /** What the run put before each query: FlagEmbedding's `prompt` (of a reranker `query_prompt`). '': no such field. */
  readonly prompt: string
  /** Most negatives of one query in training data. */
  readonly negatives: number
}

export const DEFAULT_EXPORT_OPTIONS: ExportOptions = {
  score: 'colbert+sparse+dense',
  spreadsheet: false,
  tag: 'm3scope',
  prompt: '',
  negatives: 15,
}

/** Why rows or queries of the selection do not stand in the file. */
export const LEFT_OUT = [
  'unlabelled', // pairs: qrels
  'unsure', // pairs: qrels, training
  'no-score', // pairs: TREC run, training; not finite, not computed, or a head that the model lacks
  'no-relevant', // queries: training
  'no-negative', // queries: training
] as const
export type LeftOut = (typeof LEFT_OUT)[number]

/** What a writer says when it is done. */
export interface ExportSummary {
  /** Lines or rows of data, without a header. */
  readonly written: number
  readonly leftOut: Readonly<Partial<Record<LeftOut, number>>>
  /** Ids with white space, which TREC's files cannot hold: written with %20 and the like. */
  readonly escapedIds: number
  /** Texts that are longer than a cell of a spreadsheet, and stand whole on the sheet "long texts". */
  readonly longTexts: number
}

export interface ExportWriter {
  readonly form: ExportForm
  readonly extension: string
  readonly mediaType: string
  /**
   * Pieces of the file; strings are UTF-8. A piece is one row or a few, so that the caller may rest between two of them.
   * @throws EngineError export/nothing, settings/invalid
   */
  write(rows: ExportRows, options: ExportOptions): ExportPieces
}

export type ExportPieces =
  | Generator<string | Uint8Array, ExportSummary>
  | AsyncGenerator<string | Uint8Array, ExportSummary>

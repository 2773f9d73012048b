/** Files of a validation: which columns stand for what, and what a read gives. */
import type { Checks, Items, SkippedRow, ValidationSet } from '../../engine/validate/types'

export type { Checks }

export const COLUMN_ROLES = [
  'query',
  'document',
  'query-id',
  'document-id',
  'rank',
  'score',
  'label',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** Role → name of the column. A role that is not there has no column; every other column is kept for filters. */
export type ColumnMapping = Readonly<Partial<Record<ColumnRole, string>>>

/** What a mapping is remembered by. */
export const columnsKey = (names: readonly string[]): string => names.join('\t')

export const FILE_SHAPES = [
  'csv',
  'tsv',
  'json',
  'jsonl',
  'xlsx',
  'parquet',
  'trec-run',
  'trec-qrels',
  'beir',
  'quepid',
  'flag-embedding',
] as const
export type FileShape = (typeof FILE_SHAPES)[number]

export interface NamedBytes {
  readonly name: string
  /** A page gives its files as they are: a file crosses to a worker without being copied. */
  readonly bytes: Uint8Array | Blob
}

export interface ReadRequest {
  /** One table; or several files that belong together: queries, corpus, qrels, run. */
  readonly files: readonly NamedBytes[]
  /**
   * Null: guessed. A role that is not named is guessed among the columns that the mapping does not name; '' says that a role has no
   * column.
   */
  readonly mapping: ColumnMapping | null
  /** Mappings that were chosen before, by the names of all columns joined by a tab: they stand in for a guess. */
  readonly remembered?: Readonly<Record<string, ColumnMapping>>
  /** Null: recognised. */
  readonly encoding: string | null
  /** Of an XLSX file: name of the sheet. Null: the first one that has data. */
  readonly sheet: string | null
}

export const READ_NOTES = [
  /** "0,87" is 0.87 in this column. */
  'decimal-commas',
  /** "1,234" is 1234 in this column. */
  'thousands-commas',
  /** "87.5 %" is 0.875. */
  'percent',
  /** Ranks that begin at 0 are counted from 1. */
  'ranks-from-zero',
  /** No label is 0 or "no", so every labelled pair counts as relevant. */
  'no-zero-label',
  /** A grade below 0 (TREC: junk) counts as not relevant. */
  'negative-labels',
  /** "relevant" is grade 2 beside "partially relevant" (1) and "highly relevant" (3). */
  'labels-in-words',
  /** The first row has no names. */
  'no-header',
  /** BEIR's text of a document: title, a space, text. */
  'title-and-text',
  /** Merged cells of a column that were filled from the first one. */
  'merged-filled',
  /** Merged cells that stay empty: what they mean is not clear. */
  'merged-left',
  /** Formulas whose value the file does not hold. */
  'formula-without-value',
  /** Only one of several sheets is read. */
  'one-sheet',
  /** The encoding is a guess. */
  'encoding-doubtful',
  /** The name does not say that the column is the label; its values alone do. */
  'label-by-content',
  /** Lines that begin with "#" above the header were passed over. */
  'comment-lines',
  /** Columns of a file that has too many are left out. */
  'columns-left-out',
] as const

/** How something was read that could have been read otherwise. */
export interface ReadNote {
  readonly code: (typeof READ_NOTES)[number]
  /** Name of the column or of the sheet; '' if it is about the file. */
  readonly about: string
  /** Cells, rows, or whatever is counted; 0: nothing. */
  readonly count: number
}

export interface ReadReply {
  readonly shape: FileShape
  /** Of the text file; null: the file is not text. */
  readonly encoding: string | null
  readonly sheets: readonly string[]
  /** Names of all columns, in order, with a few values each. */
  readonly columns: readonly { readonly name: string; readonly examples: readonly string[] }[]
  readonly mapping: ColumnMapping
  /** Null: the mapping lacks a query or a document; `missing` names what. */
  readonly set: ValidationSet | null
  readonly missing: readonly ColumnRole[]
  /** Where documents alone are missing: the queries, for which a database can be searched. */
  readonly queries?: Items
  readonly skipped: readonly SkippedRow[]
  readonly checks: Checks | null
  readonly notes: readonly ReadNote[]
}

/** The data of a validation: many pairs of a query and a document, as columns, so that 100,000 of them cross a thread cheaply. */

/** Texts of one role, each once. */
export interface Items {
  /** [n] as the file gives them; made from the position ("q1", "d1") where it gives none. */
  readonly ids: readonly string[]
  /** [n] as given: before rules and prefix. */
  readonly texts: readonly string[]
}

/** [count] each. NaN in a float column: the file has no value there. */
export interface PairColumns {
  readonly count: number
  /** Row of the file, 1 is the first row of data; 0: the pair is not from the file but was found by a search. */
  readonly row: Int32Array
  /** Index into the set's queries. */
  readonly query: Int32Array
  /** Index into the set's documents. */
  readonly document: Int32Array
  /** Place in production's list, 1 is the best. */
  readonly rank: Float64Array
  /** Production's score, as given. */
  readonly production: Float64Array
  /** Label: 0 is not relevant, above 0 relevant (yes / no files have 0 and 1, graded ones 0 to 3). */
  readonly grade: Float64Array
}

/** A further column of the file, kept for filters. */
export interface ValueColumn {
  readonly name: string
  /** [count] of the pairs; '' where a pair has no value. */
  readonly values: readonly string[]
}

export const SKIP_REASONS = [
  'empty-query',
  'empty-document',
  'duplicate-pair',
  'id-has-another-text',
  'unknown-id',
  'unreadable-label',
  'unreadable-rank',
  'unreadable-score',
  'unbalanced-quotes',
  'wrong-number-of-cells',
  'not-json',
  'no-object',
  /** The row's bytes are not valid in the encoding of the file. */
  'wrong-encoding',
  /** Half of a character, which no model can be given. */
  'lone-surrogate',
  /** A list of scores, labels or ids that is not as long as the list of documents. */
  'lists-differ',
  /** A query or a document of a corpus that stands in the file before. */
  'duplicate-item',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

/** A row that takes no part, and why. The rows around it go on. */
export interface SkippedRow {
  readonly row: number
  readonly reason: SkipReason
  /** What the reason is about: the cell as it stands, the id, the row that came first. '' if nothing is to be said. */
  readonly value: string
  /** Name of the file, where several are read. */
  readonly file?: string
}

/** What can be said before anything runs. */
export interface Checks {
  /** Rows of data in the files. */
  readonly rows: number
  readonly pairs: number
  readonly queries: number
  readonly documents: number
  /** Distinct texts of both roles together. */
  readonly texts: number
  readonly duplicateRows: number
  /** Cells of the mapped columns that have nothing in them. */
  readonly emptyCells: number
  readonly labelled: number
  readonly relevant: number
  /** Characters (UTF-16 units): shortest, median, 95th percentile, longest of all distinct texts. */
  readonly characters: {
    readonly min: number
    readonly p50: number
    readonly p95: number
    readonly max: number
  }
  /** Scripts by number of distinct texts, most first: "Hani", "Latn", …; "Zyyy": no letters, or no script has most of them. */
  readonly scripts: readonly { readonly script: string; readonly texts: number }[]
}

export interface ValidationSet {
  /** Name of the file, or of the files. */
  readonly name: string
  /** SHA-256 over everything below except `skipped` and `scoreColumn`: a checkpoint belongs to one set. */
  readonly hash: string
  readonly queries: Items
  readonly documents: Items
  /** Given pairs, and judged pairs. May be empty where only queries and a corpus are given. */
  readonly pairs: PairColumns
  readonly columns: readonly ValueColumn[]
  readonly skipped: readonly SkippedRow[]
  /** Name of the column of production's score: "distance" says which end is the best. Not part of `hash`. Left out: none. */
  readonly scoreColumn?: string
}

export const HEAD_NAMES = ['dense', 'sparse', 'colbert'] as const
export type HeadName = (typeof HEAD_NAMES)[number]

/** [count] scores of each head, exactly those of `analyze`; NaN: not scored yet, or the model gave no finite number. */
export type HeadColumns = Readonly<Record<HeadName, Float64Array>>

/** [texts] facts about the model's inputs of a run. */
export interface TextFacts {
  /** Tokens of the whole text, with `<s>` and `</s>`; 0: not tokenised yet. */
  readonly tokens: Int32Array
  /** 1: cut at max_length. */
  readonly truncated: Uint8Array
  /** Tokens that are `<unk>`. */
  readonly unknown: Int32Array
}

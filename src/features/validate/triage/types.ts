import type { ErrorData } from '../../../engine/errors'
import type { FailureClass } from '../../../engine/validate/answer-types'
import type { WhyResult } from './why-types'

/** Given by the user on the page; wins over the file's label. */
export interface Label {
  /** 0 not relevant, above 0 relevant; null: unsure; NaN: a note alone, the file's label counts. */
  readonly grade: number | null
  readonly note: string
}

/** Filters are joined by "and". Each is one chip that can be taken away. */
export type Filter =
  | { readonly kind: 'class'; readonly name: FailureClass }
  | {
      readonly kind: 'band'
      readonly score: string
      readonly low: number | null
      readonly high: number | null
    }
  | { readonly kind: 'label'; readonly label: 'yes' | 'no' | 'unsure' | 'none' }
  | { readonly kind: 'column'; readonly name: string; readonly value: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rows'; readonly name: string; readonly pairs: Int32Array }

/** What one act of the user changed; undo puts `before` back, redo `after`. Undefined: the user has no label there. */
export interface LabelStep {
  readonly changes: readonly {
    readonly key: string
    readonly before: Label | undefined
    readonly after: Label | undefined
  }[]
  /** The pair that is shown again when the step is undone. */
  readonly pair: number
}

export interface Sort {
  /** Name of a score, "production", "rank", "lost-ndcg", "query", "document", "label", "file", "difference" or "column:NAME". */
  readonly by: string
  readonly descending: boolean
}

/** A pair that was taken into A and B, so that the way back is known. */
export interface OpenedPair {
  /** Hash of the set. */
  readonly set: string
  readonly pair: number
  readonly name: string
}

/** Writing a file: what it waits for. */
export interface ExportRun {
  readonly phase: 'idle' | 'running' | 'failed' | 'done'
  readonly form: string | null
  readonly done: number
  readonly total: number
  readonly error: ErrorData | null
  /** What was left out of the file, as words of the dictionary with their number. */
  readonly leftOut: readonly (readonly [reason: string, count: number])[]
}

/** Another run of the same set, beside which the rows stand. Arrays are [pairs] of the present run, NaN: not in the other. */
export interface ComparedRun {
  readonly id: string
  readonly name: string
  /** [pairs] score of the present run less that of the other. */
  readonly difference: Float64Array
  /** Mean nDCG@k of the other run, and of the present one. Null: no labels. */
  readonly mean: readonly [number, number] | null
  /** Queries whose nDCG@k is higher in the present run, and lower. */
  readonly wins: Int32Array
  readonly losses: Int32Array
  /** Their pairs, for filters. */
  readonly winPairs: Int32Array
  readonly lossPairs: Int32Array
  readonly ties: number
  /** Two-sided, paired randomisation. Null: no labels. */
  readonly p: number | null
  /** Queries that only one of the runs has a score for. */
  readonly missing: number
}

export interface StoredRunName {
  readonly id: string
  readonly name: string
}

export interface CompareState {
  readonly phase: 'idle' | 'running' | 'failed'
  readonly error: ErrorData | null
  /** Stored runs of the set, the newest first; null: not read yet. */
  readonly runs: readonly StoredRunName[] | null
  /** Of the list; it stays while the comparison is computed again. */
  readonly chosen: string | null
  /** Null: none is chosen, or it is being computed for what is on the page now. */
  readonly with: ComparedRun | null
  /** The chosen run has been compared once: computed again, it makes no new order of the rows. */
  readonly ready: boolean
}

export const noCompare: CompareState = {
  phase: 'idle',
  error: null,
  runs: null,
  chosen: null,
  with: null,
  ready: false,
}

export interface ValidateTriage {
  /** By `queryId \t documentId`. */
  readonly labels: ReadonlyMap<string, Label>
  readonly past: readonly LabelStep[]
  readonly future: readonly LabelStep[]
  /** Why the browser does not keep the labels; null: it does. */
  readonly unkept: ErrorData | null
  readonly filters: readonly Filter[]
  /** Filters as they were before each change. */
  readonly filtersBefore: readonly (readonly Filter[])[]
  readonly sort: Sort
  /** Grows when the user asks for the order again. */
  readonly refreshed: number
  /** Position of a pair in the result; null: none. */
  readonly selected: number | null
  /** More pairs that a label is for, besides the selected one. */
  readonly marked: readonly number[]
  readonly opened: OpenedPair | null
  readonly why: WhyResult
  readonly exports: ExportRun
  readonly compare: CompareState
}

export const noExport: ExportRun = {
  phase: 'idle',
  form: null,
  done: 0,
  total: 0,
  error: null,
  leftOut: [],
}

export const noTriage: ValidateTriage = {
  labels: new Map(),
  past: [],
  future: [],
  unkept: null,
  filters: [],
  filtersBefore: [],
  sort: { by: 'lost-ndcg', descending: true },
  refreshed: 0,
  selected: null,
  marked: [],
  opened: null,
  why: { phase: 'idle', error: null, pair: null, against: null, found: null, tries: [], applied: null },
  exports: noExport,
  compare: noCompare,
}

export interface TriageActions {
  /** Null: takes the user's label away; the file's counts again. */
  labelPairs(pairs: readonly number[], label: Label | null): Promise<void>
  /** Changes only the note of a pair. */
  notePair(pair: number, note: string): Promise<void>
  undoLabel(): Promise<void>
  redoLabel(): Promise<void>
  /** Adds a filter; the same one again takes it away. */
  toggleFilter(filter: Filter): Promise<void>
  /** Puts a filter in the place of all others of its kind (of its score, of its column). Null: takes those away. */
  replaceFilter(filter: Filter, gone?: boolean): Promise<void>
  undoFilter(): Promise<void>
  clearFilters(): Promise<void>
  sortRows(by: string): Promise<void>
  /** Applies order and filters again to what is there now. */
  refreshRows(): Promise<void>
  selectPair(pair: number | null, marked?: readonly number[]): Promise<void>
  openPair(pair: number): Promise<void>
  /** Shows the row again that was opened last. */
  backToRow(): Promise<void>
  /** Explains why a pair ranks below another one of its query; null: the one just above. */
  explainRank(pair: number, against: number | null): Promise<void>
  /** Tries rules, max_length, metadata and prefix by encoding. */
  tryChanges(): Promise<void>
  cancelTries(): Promise<void>
  /** Applies one of the changes to the whole run. */
  applyChange(id: string): Promise<void>
  undoChange(): Promise<void>
  /** Writes a file of the rows that are shown, of the marked ones, or of all. */
  exportRows(form: string, which: 'all' | 'shown' | 'marked'): Promise<void>
  cancelRowsFile(): Promise<void>
  /** Reads which runs of this set are stored. */
  listRuns(): Promise<void>
  /** Compares with a stored run of the same set; null: no more. */
  compareRun(id: string | null): Promise<void>
}

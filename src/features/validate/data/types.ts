import type { ErrorData } from '../../../engine/errors'
import type { TokenizerMode } from '../../../engine/tokenizer/types'
import type { ColumnMapping, ReadReply } from '../../../formats/validation/types'

export interface ValidateData {
  readonly phase: 'idle' | 'reading' | 'read' | 'failed'
  readonly names: readonly string[]
  /** Why the last files could not be read. What was read before them stays. */
  readonly error: ErrorData | null
  readonly read: ReadReply | null
  /** Remembered by the names of a file's columns, joined by a tab. */
  readonly mappings: Readonly<Record<string, ColumnMapping>>
  /** Given pairs, or every query with every document. */
  readonly form: 'pairs' | 'corpus'
  /** ValidationSet.hash of the file for which the user chose the form. Null: it follows from the file. */
  readonly formOf: string | null
  /** Candidates that a search keeps for each query. */
  readonly k: number
  /** While files are read. */
  readonly progress: { readonly done: number; readonly total: number } | null
  /** Chosen by hand; null: recognised. */
  readonly encoding: string | null
  readonly sheet: string | null
  /** The files are at hand, so they can be read again in another way. False after a reload. */
  readonly hasFiles: boolean
  readonly tokens: TokenLengths | null
  /** The run of another file that went on when this one was opened: it is paused, and stored. */
  readonly left: { readonly id: string; readonly name: string } | null
}

/** How long the texts are for the loaded model, after rules and with the query's prefix. */
export interface TokenLengths {
  /** Of what made them: set, model, settings and rules. Another key: they are out of date. */
  readonly key: string
  readonly phase: 'counting' | 'done' | 'stopped'
  /** Distinct inputs. */
  readonly done: number
  readonly total: number
  readonly maxLength: number
  readonly mode: TokenizerMode
  readonly lengths: {
    readonly min: number
    readonly p50: number
    readonly p95: number
    readonly max: number
    /** Texts that are cut at max_length. */
    readonly truncated: number
    /** Tokens that the model gets: of all texts, cut at max_length. */
    readonly sum: number
  } | null
}

export const noData: ValidateData = {
  phase: 'idle',
  names: [],
  error: null,
  read: null,
  mappings: {},
  form: 'pairs',
  formOf: null,
  k: 10,
  progress: null,
  encoding: null,
  sheet: null,
  hasFiles: false,
  tokens: null,
  left: null,
}

export interface DataActions {
  /** Reads files into a set. Labels and a run of the set before are kept in the browser's storage. */
  readValidation(files: readonly File[]): Promise<void>
  /** The file is read again. A role with '' has no column. */
  mapValidation(mapping: ColumnMapping): Promise<void>
  /** Another encoding or sheet: the file is read again. */
  setValidation(change: Partial<Pick<ValidateData, 'form' | 'k' | 'encoding' | 'sheet'>>): Promise<void>
  cancelReading(): Promise<void>
  forgetValidation(): Promise<void>
  /** Counts the tokens of all texts, if that is not done for what is chosen now. Does nothing without a model. */
  countValidation(): Promise<void>
}

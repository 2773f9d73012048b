/** Downloads of vectors. */
import type { ErrorData } from '../../engine/errors'
import type { HeadName } from '../../engine/model/types'
import type { Finding, TargetName } from '../../formats/export/types'
import type { LayerProgress } from '../../host/calls'
import type { RunInputs } from '../../core/state'

export const EXPORT_UNITS = ['texts', 'sentences', 'both'] as const
export type ExportUnits = (typeof EXPORT_UNITS)[number]

export interface ExportOptions {
  readonly target: TargetName
  readonly units: ExportUnits
  readonly heads: readonly HeadName[]
  /** Of dense_vecs. `page`: as the page's truncate_dim has it. */
  readonly dimension: 'page' | 'whole' | number
  /** Collection, index, table or class. */
  readonly name: string
}

export type ExportRun =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'running'
      readonly step: 'loading' | 'checking' | 'writing'
      readonly done: number
      readonly total: number
      readonly layer?: LayerProgress
    }
  | { readonly phase: 'done'; readonly file: string; readonly bytes: number; readonly records: number }
  /** Findings say why; nothing was written. */
  | { readonly phase: 'refused' }
  | { readonly phase: 'failed'; readonly error: ErrorData }
  | { readonly phase: 'cancelled' }

export interface ExportFindings {
  readonly list: readonly Finding[]
  /** Found, but not in the list. */
  readonly more: { readonly error: number; readonly warning: number }
  /** What was checked. */
  readonly inputs: RunInputs
}

/** The beginning of the file as it would be written. */
export interface ExportPreview {
  readonly text: string
  /** The file goes on. */
  readonly more: boolean
}

export interface Exports {
  readonly options: ExportOptions
  readonly run: ExportRun
  readonly findings: ExportFindings | null
  readonly preview: ExportPreview | null
}

/** A file for the user: the views give it to the browser. */
export interface ExportedFile {
  readonly name: string
  readonly blob: Blob
}

export interface ExportActions {
  setExport(change: Partial<ExportOptions>): void
  /**
   * Encodes and checks every record, then writes the file. Loads the model if there is none.
   * @returns `told`: no file, and the state says why; null: cancelled, or another one is under way
   */
  runExport(): Promise<ExportedFile | 'reported' | null>
  /** What the database needs before the records: mapping, schema, collection. Nothing is encoded. */
  exportSetup(): Promise<ExportedFile | 'reported' | null>
  cancelExport(): void
  /** Brings `preview` up to date; encodes no more than its records. */
  previewExport(): Promise<void>
}

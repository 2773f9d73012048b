/** State and actions of the downloads of vectors. */
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
  /** Dimension of dense_vecs. `page`: as the page's truncate_dim. `whole`: not truncated. */
  readonly dimension: 'page' | 'whole' | number
  /** Name of the collection, index, table or class. */
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
  /** Nothing was written. The findings give the reason. */
  | { readonly phase: 'refused' }
  | { readonly phase: 'failed'; readonly error: ErrorData }
  | { readonly phase: 'cancelled' }

export interface ExportFindings {
  readonly list: readonly Finding[]
  /** Numbers of findings that are not in the list. */
  readonly more: { readonly error: number; readonly warning: number }
  /** The inputs of the records that were checked. */
  readonly inputs: RunInputs
}

/** The beginning of the file as it would be written. */
export interface ExportPreview {
  readonly text: string
  /** Whether the file is longer than the preview. */
  readonly more: boolean
}

export interface Exports {
  readonly options: ExportOptions
  readonly run: ExportRun
  readonly findings: ExportFindings | null
  readonly preview: ExportPreview | null
}

/** A file that the view downloads. */
export interface ExportedFile {
  readonly name: string
  readonly blob: Blob
}

export interface ExportActions {
  setExport(change: Partial<ExportOptions>): void
  /**
   * Encodes and checks every record, then writes the file. Loads the model if it is not loaded.
   * @returns `reported`: there is no file, and the state contains the reason; null: the export was cancelled, or
   *   another one is running
   */
  runExport(): Promise<ExportedFile | 'reported' | null>
  /** Creates the file with what the database needs before the records: mapping, schema, collection. Encodes nothing. */
  exportSetup(): Promise<ExportedFile | 'reported' | null>
  cancelExport(): void
  /** Updates `preview`. Encodes only the records that the preview needs. */
  previewExport(): Promise<void>
}

/** Types for a pasted request that is not loaded yet, and for vectors from elsewhere. */
import type { ErrorData } from '../../engine/errors'
import type { PastedCase, PasteNote } from '../../formats/paste/types'
import type { ForeignReply } from '../../formats/reply/types'
import type { Side } from '../../core/state'

/** Vectors that are compared with ours: from a pasted reply, a HAR, or an endpoint. */
export interface Foreign {
  readonly reply: ForeignReply
  /** Where the vectors are from, as shown to the user: an address, or the name of a file. */
  readonly from: string
}

/** The settings that a pasted request can change, in addition to the texts. */
export const PASTE_CHANGES = ['maxLength', 'truncateDim', 'normalize', 'prefix', 'rules', 'metadata'] as const
export type PasteChange = (typeof PASTE_CHANGES)[number]

export type PasteRead =
  | { readonly phase: 'empty' }
  | { readonly phase: 'reading'; /** Name of the file; null: a pasted text. */ readonly name: string | null }
  /** `cases` is never empty. */
  | { readonly phase: 'read'; readonly cases: readonly PastedCase[] }
  /** There is no request, but there are vectors that can be compared. */
  | { readonly phase: 'vectors'; readonly reply: ForeignReply; readonly notes: readonly PasteNote[] }
  | { readonly phase: 'failed'; readonly error: ErrorData; readonly notes?: readonly PasteNote[] }

export interface PasteState {
  readonly open: boolean
  /** The text of the text area. It is empty where the text is too long to be shown. */
  readonly text: string
  /** Length of a pasted text that is too long to be shown; null: the text is shown, or came from a file. */
  readonly hidden: number | null
  readonly file: string | null
  readonly read: PasteRead
  /** Index of the chosen case in `read.cases`. */
  readonly chosen: number
  /** Indices of the texts of this case that become A and B. B null: its text stays. */
  readonly a: number
  readonly b: number | null
  /** The changes that the user selected or deselected. */
  readonly changes: Readonly<Partial<Record<PasteChange, boolean>>>
}

export interface PasteActions {
  openPaste(open: boolean): void
  setPaste(text: string): Promise<void>
  /** Reads the text of an editor as a request, and shows it in the dialog before anything is changed. */
  readRequest(side: Side): Promise<void>
  openPasteFile(file: File): Promise<void>
  choosePasted(chosen: Partial<Pick<PasteState, 'chosen' | 'a' | 'b'>>): void
  setPasteChange(change: PasteChange, on: boolean): void
  /** Loads the texts and the selected settings, as one step that can be undone. */
  loadPaste(): void
  /** Passes the reply to the section "why". */
  comparePasted(): void
  setForeign(reply: ForeignReply, from: string): void
  dropForeign(): void
}

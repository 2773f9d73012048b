/** A pasted request on its way into the case, and vectors that came from elsewhere. */
import type { ErrorData } from '../../engine/errors'
import type { PastedCase } from '../../formats/paste/types'
import type { ForeignReply } from '../../formats/reply/types'
import type { Side } from '../../core/state'

/** Vectors to be compared with ours: from a pasted reply, a HAR, an endpoint. */
export interface Foreign {
  readonly reply: ForeignReply
  /** For people: an address, a file's name. */
  readonly from: string
}

/** What a pasted request would change besides the texts. */
export const PASTE_CHANGES = ['maxLength', 'truncateDim', 'normalize', 'prefix', 'rules', 'metadata'] as const
export type PasteChange = (typeof PASTE_CHANGES)[number]

export type PasteRead =
  | { readonly phase: 'empty' }
  | { readonly phase: 'reading'; /** Of the file, if it is one. */ readonly name: string | null }
  /** Never empty. */
  | { readonly phase: 'read'; readonly cases: readonly PastedCase[] }
  /** No request, but vectors: they can be compared. */
  | { readonly phase: 'vectors'; readonly reply: ForeignReply }
  | { readonly phase: 'failed'; readonly error: ErrorData }

export interface PasteState {
  readonly open: boolean
  /** What stands in the area; of a file its text is not shown when it is long. */
  readonly text: string
  readonly file: string | null
  readonly read: PasteRead
  /** Which of the cases. */
  readonly chosen: number
  /** Which of its texts; null for B: it stays as it is. */
  readonly a: number
  readonly b: number | null
  /** By hand, against what is proposed. */
  readonly changes: Readonly<Partial<Record<PasteChange, boolean>>>
}

export interface PasteActions {
  openPaste(open: boolean): void
  setPaste(text: string): Promise<void>
  /** What stands in an editor is a request: shown as one, before anything is changed. */
  readRequest(side: Side): Promise<void>
  openPasteFile(file: File): Promise<void>
  choosePasted(chosen: Partial<Pick<PasteState, 'chosen' | 'a' | 'b'>>): void
  setPasteChange(change: PasteChange, on: boolean): void
  /** Texts and checked settings, as one step that can be undone. */
  loadPaste(): void
  /** Hands the reply to the section "why". */
  comparePasted(): void
  setForeign(reply: ForeignReply, from: string): void
  dropForeign(): void
}

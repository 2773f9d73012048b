/** A copied request as a case. */
import type { ErrorData } from '../../engine/errors'
import type { ForeignReply } from '../reply/types'
import type { DialectName, RequestKind } from '../request/types'

export type PasteSource =
  | 'curl-bash'
  | 'curl-cmd'
  | 'powershell'
  | 'httpie'
  | 'wget'
  | 'fetch'
  | 'js'
  | 'python'
  | 'http'
  | 'har'
  | 'json'
  | 'log'

/** Something that the user should know about a paste (namespace paste, group note). */
export interface PasteNote {
  readonly code: PasteNoteCode
  readonly values: Readonly<Record<string, string | number>>
  /** The error that `values.detail` quotes in English. */
  readonly error?: ErrorData
}
type PasteNoteCode =
  | 'several-requests'
  | 'several-urls'
  | 'unknown-option'
  | 'unknown-fields'
  | 'prompt-name'
  | 'instruction'
  | 'url-variable'
  | 'mixed-inputs'
  | 'num-ctx'
  | 'dimensions-not-normalised'
  | 'line-ends'
  | 'reply-unreadable'
  /** The paste was read with plain quotes in place of typographic ones. */
  | 'typographic-quotes'
  /** Two readings of one command; each case has the note of its own. */
  | 'reading-bash'
  | 'reading-cmd'
  | 'reading-powershell'
  | 'reading-browser'
  | 'reading-windows'
  /** Other requests of the paste hold token ids. */
  | 'token-ids-left-out'
  /** The client sends the ids of its own tokenizer in place of these texts. */
  | 'sends-token-ids'
  /** Other fields of the body hold texts too. */
  | 'other-texts'
  /** Of a longer text only one part was read. */
  | 'part-read'
  /** Words after a command that are neither options nor addresses. */
  | 'words-left'
  /** The address stands elsewhere in the text than the body. */
  | 'address-nearby'
  /** A list of whole numbers could be ids, numbers of anything, or a quantised vector. */
  | 'whole-numbers'
  | 'whole-numbers-vector'
  /** A text that contains what could be a vector or weights. */
  | 'numbers-left'
  /** A command in prose that sends no texts. */
  | 'command-without-texts'
  /** A field `tokens` with strings. */
  | 'field-tokens'
  | 'token-pieces'
  | 'empty-value'

export interface PastedCase {
  /** How it was written. 'log': found inside other text. */
  readonly source: PasteSource
  readonly dialect: DialectName | 'unknown'
  readonly kind: RequestKind
  /** The address as written, with its variables but without user and password; null for a body alone. */
  readonly url: string | null
  /** `url` without the dialect's own path; null where the path is unknown. */
  readonly baseUrl: string | null
  readonly method: string
  /** At least one, as they were sent. TEI's similarity: source_sentence first. */
  readonly texts: readonly string[]
  readonly model: string | null
  /** TEI's prompt_name: the name of a prefix that only the server knows. */
  readonly promptName: string | null
  readonly truncation: {
    /** Tokens, template tokens included. */
    readonly maxLength: number | null
    readonly truncate: boolean | null
    readonly direction: 'left' | 'right' | null
  }
  /** The dimensions that were asked for. */
  readonly truncateDim: number | null
  readonly normalize: boolean | null
  readonly encodingFormat: string | null
  /** Names of headers and options whose values may be secret. The values are not kept. */
  readonly secretsDropped: readonly string[]
  readonly notes: readonly PasteNote[]
  /** The response, where a HAR holds it. */
  readonly reply: ForeignReply | null
}

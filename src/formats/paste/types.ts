/** A request that someone copied, read back to the case that it was made from. */
import type { ForeignReply } from '../reply/types'
import type { DialectName, RequestKind } from '../request/types'

export type PasteSource = 'curl-bash' | 'curl-cmd' | 'powershell' | 'fetch' | 'har' | 'json' | 'log'

/** What was met on the way and should be known (namespace paste, group note). */
export interface PasteNote {
  readonly code: PasteNoteCode
  readonly values: Readonly<Record<string, string | number>>
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

export interface PastedCase {
  /** How it was written. 'log': found inside other text. */
  readonly source: PasteSource
  readonly dialect: DialectName | 'unknown'
  readonly kind: RequestKind
  /** As written, variables included; null for a body alone. Names and passwords before an @ are taken out. */
  readonly url: string | null
  /** `url` without the dialect's own path; null where it does not end in one that is known. */
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
  /** Dimensions asked for. */
  readonly truncateDim: number | null
  readonly normalize: boolean | null
  readonly encodingFormat: string | null
  /** Names of headers and options whose values may be secrets. The values are nowhere in this. */
  readonly secretsDropped: readonly string[]
  readonly notes: readonly PasteNote[]
  /** Of a HAR, which holds the response too. */
  readonly reply: ForeignReply | null
}

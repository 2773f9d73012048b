/** State and actions of the section of requests. */
import type { DialectName, FormName, Server } from '../../formats/request/types'

/** `vectors`: a request for the vectors of all heads that the page's mode needs. */
export const ASK_KINDS = ['vectors', 'similarity', 'tokenize', 'health'] as const
export type AskKind = (typeof ASK_KINDS)[number]

export interface RequestsState {
  readonly dialect: DialectName
  readonly form: FormName
  readonly kind: AskKind
  /** The server of each dialect, as typed. A base URL may be invalid. */
  readonly servers: Readonly<Record<DialectName, Server>>
}

export interface RequestsActions {
  setRequests(change: Partial<Pick<RequestsState, 'dialect' | 'form' | 'kind'>>): void
  setServer(dialect: DialectName, change: Partial<Server>): void
  /** Resets address and model name to the defaults of the dialect. */
  resetServer(dialect: DialectName): void
}

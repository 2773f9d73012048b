/** What is remembered of servers, and how a request to one is shown. */
import type { DialectName, FormName, Server } from '../../formats/request/types'

/** vectors: of the heads of the page's mode. */
export const ASK_KINDS = ['vectors', 'similarity', 'tokenize', 'health'] as const
export type AskKind = (typeof ASK_KINDS)[number]

export interface RequestsState {
  readonly dialect: DialectName
  readonly form: FormName
  readonly kind: AskKind
  /** As typed, for each dialect; a base URL may be none. */
  readonly servers: Readonly<Record<DialectName, Server>>
}

export interface RequestsActions {
  setRequests(change: Partial<Pick<RequestsState, 'dialect' | 'form' | 'kind'>>): void
  setServer(dialect: DialectName, change: Partial<Server>): void
  /** Address and model name as they come with the dialect. */
  resetServer(dialect: DialectName): void
}

import type { StoreWriter } from './store-writer'
import type { Progress } from './progress'
import type { Requests } from './request'
import type { Sink } from './sink'
import type { Timers } from './timers'
import type { RemoteFile } from './types'

/** The version of the file on the server, as far as the server tells it. */
export interface ServerVersion {
  readonly bytes: number | null
  readonly validator: string | null
}

/** The download of one file: what its parts share. */
export interface Transfer {
  readonly file: RemoteFile
  /** From the listing, in lower case. */
  readonly sha256: string | null
  /** The length that the file must have: from the listing, or as it was told to the reader. */
  readonly expected: number | null
  readonly buffer: Sink
  readonly requests: Requests
  readonly storeWriter: StoreWriter
  readonly progress: Progress
  readonly timers: Timers
  readonly cancel: AbortSignal
  /** A connection is open that will bring the rest of the file. */
  readonly onServer: (version: ServerVersion) => void
  readonly throwIfCancelled: () => void
}

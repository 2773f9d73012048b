import type { Keeper } from './keeper'
import type { Progress } from './progress'
import type { Requests } from './request'
import type { Sink } from './sink'
import type { Timers } from './timers'
import type { RemoteFile } from './types'

/** What the server has, as far as it says. */
export interface ServerVersion {
  readonly bytes: number | null
  readonly validator: string | null
}

/** One file on its way: what its download's parts share. */
export interface Transfer {
  readonly file: RemoteFile
  /** Listed, lower case. */
  readonly sha256: string | null
  /** The length that it must have: as listed, or as told to whoever reads it meanwhile. */
  readonly expected: number | null
  readonly buffer: Sink
  readonly requests: Requests
  readonly keeper: Keeper
  readonly progress: Progress
  readonly timers: Timers
  readonly cancel: AbortSignal
  /** A connection brings the rest of the file. */
  readonly onServer: (version: ServerVersion) => void
  readonly throwIfCancelled: () => void
}

import type { LoadWarning } from '../../../engine/model/ports'
import type { ModelStore } from '../store/store'
import type { Timers } from './timers'
import type { RemoteModel } from './types'

/** What all downloads of one model share. */
export interface DownloadContext {
  readonly model: RemoteModel
  readonly store: ModelStore
  readonly fetch: typeof globalThis.fetch
  readonly timers: Timers
  readonly warn: (warning: LoadWarning) => void
}

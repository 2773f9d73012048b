/** The state of the run of transformers.js. */
import type { Encoded } from '../../engine/encode/types'
import type { ModelInfo } from '../../engine/model/types'
import type { PeerReply } from '../../engine/peer/types'
import type { Unfinished } from '../../core/task'
import type { RunInputs } from '../../core/state'

export type PeerRun =
  /** `total` is null while the library and the model are loading. */
  | { readonly phase: 'running'; readonly done: number; readonly total: number | null }
  | { readonly phase: 'done' }
  | Unfinished

export interface PeerFound {
  readonly info: ModelInfo
  readonly inputs: RunInputs
  readonly ours: Readonly<Record<'a' | 'b', Encoded>>
  readonly reply: PeerReply
}

export interface PeerState {
  readonly run: PeerRun
  /** Of the last run that ended. */
  readonly found: PeerFound | null
}

export interface PeerActions {
  /** Runs the page's model and texts in transformers.js, which is fetched then. Never rejects for what the run meets. */
  runPeer(): Promise<void>
  cancelPeer(): Promise<void>
}

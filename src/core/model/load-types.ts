/** How a load goes, and how it went. */
import type { LoadProgress } from '../../engine/model/types'
import type { Milliseconds } from '../../engine/units'
import type { LayerProgress } from '../../host/calls'

/** How fast bytes arrive at this moment. */
export interface Rate {
  readonly bytesPerSecond: number
  /** Null while the total is unknown. */
  readonly remaining: Milliseconds | null
}

export interface LoadStep {
  readonly stage: LoadProgress['stage']
  /** Bytes that were read, for files. */
  readonly bytes: number | null
  readonly time: Milliseconds
}

/** How far a load is: reading and the making of layers go on side by side. */
export interface LoadState {
  /** Null: not begun. While files are read, the last message of them. */
  readonly progress: LoadProgress | null
  readonly rate: Rate | null
  /** Null: none are made yet, or the graph runs whole. */
  readonly layers: LayerProgress | null
}

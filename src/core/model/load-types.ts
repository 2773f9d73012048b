/** Types for the progress of a load, and for the time that each stage took. */
import type { LoadProgress } from '../../engine/model/types'
import type { Milliseconds } from '../../engine/units'
import type { LayerProgress } from '../../host/calls'

/** The current speed of reading. */
export interface Rate {
  readonly bytesPerSecond: number
  /** Estimated time until all bytes are read; null: the total is unknown. */
  readonly remaining: Milliseconds | null
}

export interface LoadStep {
  readonly stage: LoadProgress['stage']
  /** Number of bytes read, for the stage `files`; null for other stages. */
  readonly bytes: number | null
  readonly time: Milliseconds
}

/** The progress of a load. Files are read while the sessions of layers are created, so both have their own progress. */
export interface LoadState {
  /**
   * The last progress message; null: the load has not begun. While files are being read, it is the last message about
   * files.
   */
  readonly progress: LoadProgress | null
  readonly rate: Rate | null
  /** Sessions of layers that are created; null: none yet, or the graph runs as one session. */
  readonly layers: LayerProgress | null
}

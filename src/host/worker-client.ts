/** The page's end of the wire. */
import type { EngineError } from '../engine/errors'
import type { EngineClient } from './calls'

/**
 * A client over a dedicated worker, which is started by the first call.
 * When the worker dies, every waiting call is rejected with worker/crashed, `onCrash` is told, and the next call
 * starts a new worker (with no model in it: load again first).
 */
export declare function createWorkerClient(options?: {
  onCrash?: (error: EngineError) => void
}): EngineClient & {
  /** Ends the worker without calling it a crash; the next call starts a new one. For a new thread count. */
  restart(): void
}

/**
 * Restarts the engine after a run has failed because memory ran out. The heap of a WASM instance never shrinks, so a
 * full heap can only be replaced: the engine restarts and loads the same model again, once for each failure. An error
 * outside of a run changes nothing here.
 */
import { fromErrorData, toErrorData, type EngineError } from '../../engine/errors'
import type { CallName, CallOptions, Calls } from '../../host/calls'
import type { PageClient } from '../context'

/** The calls that run texts through the model. */
const RUNS: ReadonlySet<CallName> = new Set([
  'encode',
  'analyze',
  'rank',
  'certify',
  'attend',
  'attentionSummary',
  'layerSimilarity',
  'heatmap',
  'anatomy',
  'occlude',
  'chunk',
  'why',
  'validate',
])

/** Marks an error, so that its message tells the user that the engine was restarted. */
export const restarted = (error: EngineError): EngineError => error.with({ restarted: 'yes' })

export interface GuardedClient extends PageClient {
  /** Whether one of the calls in RUNS is running. */
  readonly running: boolean
}

/** @param onOutOfMemory called with the error, before the caller of the run gets the same error */
export function guardRuns(client: PageClient, onOutOfMemory: (error: EngineError) => void): GuardedClient {
  let runs = 0

  async function run<K extends CallName>(
    name: K,
    input: Calls[K]['in'],
    options?: CallOptions<K>,
  ): Promise<Calls[K]['out']> {
    runs++
    try {
      return await client.call(name, input, options)
    } catch (caught) {
      const error = fromErrorData(toErrorData(caught))
      if (error.code === 'worker/crashed') throw restarted(error)
      if (error.code !== 'run/out-of-memory') throw caught
      const marked = restarted(error)
      onOutOfMemory(marked)
      throw marked
    } finally {
      runs--
    }
  }

  return {
    get running() {
      return runs > 0
    },
    call: (name, input, options) =>
      RUNS.has(name) ? run(name, input, options) : client.call(name, input, options),
    restart: () => client.restart(),
    dispose: () => client.dispose(),
  }
}

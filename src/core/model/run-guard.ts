/**
 * Runs that end because memory ran out. A WASM heap that ran full never shrinks, and one that died is gone: the engine
 * starts anew with the same model, once for each failure. What fails while nothing runs is left as it is.
 */
import { fromErrorData, toErrorData, type EngineError } from '../../engine/errors'
import type { CallName, CallOptions, Calls } from '../../host/calls'
import type { PageClient } from '../context'

/** Calls that put texts through the model. */
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
])

/** The error says that the engine is there again: the dictionaries have a sentence for it. */
export const restarted = (error: EngineError): EngineError => error.with({ restarted: 'yes' })

export interface GuardedClient extends PageClient {
  /** Whether a text is in the model at this moment. */
  readonly running: boolean
}

/** @param onOutOfMemory gets the error as the caller of the run will get it, before it does */
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
      const told = restarted(error)
      onOutOfMemory(told)
      throw told
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

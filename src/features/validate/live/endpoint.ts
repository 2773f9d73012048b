/** The live endpoint whose vectors a run takes: the server that is chosen in the sections "Requests" and "Live endpoint". */
import { milliseconds } from '../../../engine/units'
import type { VectorEndpoint } from '../../../engine/validate/run-types'
import type { AppState } from '../../../core/state'

type Chosen = Pick<AppState, 'requests' | 'endpoint' | 'validate'>

/** Null: the page's model gives the vectors. */
export function liveEndpoint(state: Chosen): VectorEndpoint | null {
  return state.validate.live.vectors === 'endpoint' ? chosenEndpoint(state) : null
}

export function chosenEndpoint({ requests, endpoint, validate }: Chosen): VectorEndpoint {
  const { dialect, servers } = requests
  const { baseUrl, model } = servers[dialect]
  const { key, timeout } = endpoint
  const { parallel: concurrency } = validate.live.form
  return { dialect, baseUrl, model, key, timeout: milliseconds(1000 * timeout), concurrency }
}

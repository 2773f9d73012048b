/** The initial state of the endpoint section, and values that are derived from its state. */
import { fuse, reweighed } from '../../engine/score/fuse'
import { SCORE_NAMES, type ScoreName, type Weights } from '../../engine/score/types'
import { available, unavailable, type Available } from '../../engine/model/types'
import type { ScorePair } from '../../engine/endpoint/types'
import type { AskedServer, Endpoint } from './types'
import { memoize } from '../../core/memoize'
import { NO_CHANGES, staleness, type Change } from '../../core/staleness'
import type { AppState } from '../../core/state'

export const TIMEOUTS = { least: 1, usual: 30, most: 600 } as const
export const REPEATS = { least: 1, usual: 1, most: 20 } as const

export const noEndpoint: Endpoint = {
  key: '',
  timeout: TIMEOUTS.usual,
  repeat: REPEATS.usual,
  run: { phase: 'idle' },
  result: null,
  sweep: { run: { phase: 'idle' }, result: null, server: null, time: null },
  detected: null,
}

/** The server that is chosen in the section of requests. Both sections share this choice. */
export function chosenServer({ requests }: Pick<AppState, 'requests'>): AskedServer {
  const { dialect, servers } = requests
  const { baseUrl, model } = servers[dialect]
  return { dialect, baseUrl, model }
}

const sameServer = (one: AskedServer, other: AskedServer): boolean =>
  one.dialect === other.dialect && one.baseUrl === other.baseUrl && one.model === other.model

/** What has changed since the server was asked. */
export function endpointStaleness(state: AppState): readonly Change[] {
  const { result } = state.endpoint
  if (result === null) return NO_CHANGES
  const more: readonly Change[] = sameServer(result.server, chosenServer(state)) ? [] : ['server']
  return staleness(state, result.inputs, { more })
}

/**
 * A sweep is stale when another server is chosen. It is not stale when text A changes, because its result does not
 * depend on the text.
 */
export function sweepStale(state: AppState): boolean {
  const { server, result } = state.endpoint.sweep
  return result !== null && server !== null && !sameServer(server, chosenServer(state))
}

export const isAsking = ({ run, sweep }: Endpoint): boolean =>
  run.phase === 'running' || sweep.run.phase === 'running'

const given = (value: number | null): Available<number> =>
  value === null ? unavailable('head-unavailable') : available(value)

/** The five scores of both sides with the present weights. */
export const fusedPair = memoize(
  1,
  ({ theirs, ours, denseCosine }: ScorePair, weights: Weights): ScorePair => {
    const fused = fuse(
      { dense: given(theirs.dense), sparse: given(theirs.sparse), colbert: given(theirs.colbert) },
      weights,
    )
    const values = SCORE_NAMES.map((name) => {
      const part = fused[name]
      return [name, part.state === 'available' ? part.value : null] as const
    })
    return {
      theirs: Object.fromEntries(values) as Record<ScoreName, number | null>,
      ours: reweighed(ours, weights),
      denseCosine,
    }
  },
)

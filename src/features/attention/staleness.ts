import { staleness } from '../../core/staleness'
import type { AppState } from '../../core/state'

/** What has changed since the attention was read. */
export const summaryStaleness = (state: AppState) => {
  const { summary } = state.attention
  return staleness(state, summary?.inputs ?? null, summary ? { sides: [summary.side] } : {})
}

export const similarityStaleness = (state: AppState) =>
  staleness(state, state.attention.similarity?.inputs ?? null)

/** Whether the loaded model is the one that the attention was read from: only then can more of it be read. */
export function canReadMore(state: AppState): boolean {
  const changes = summaryStaleness(state)
  return (
    state.model.phase === 'ready' &&
    !changes.some((change) => change === 'modelHash' || change === 'provider')
  )
}

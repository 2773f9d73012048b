import { changedInputs, type Change } from '../../core/staleness'
import { currentInputs } from '../../core/selectors'
import type { AppState, Side } from '../../core/state'

/** What the number of tokens depends on, of everything that a run depends on. */
const MATTERS: readonly Change[] = [
  'textA',
  'textB',
  'modelHash',
  'prefix',
  'rules',
  'leaveOutMetadata',
  'tokenizerMode',
]

/**
 * Tokens that the headers of a text take, from the last diagnosis; null: not counted for the present text and settings.
 * Nothing is counted for this.
 */
export function headerTokens(state: AppState, side: Side): number | null {
  const { made } = state.diagnosis
  const now = currentInputs(state)
  if (made === null || now === null) return null
  if (changedInputs(made.source.inputs, now, [side]).some((change) => MATTERS.includes(change))) return null
  const fact = made.facts.find((one) => one.code === 'headers-encoded' && one.side === side)
  return fact?.code === 'headers-encoded' ? fact.tokens : null
}

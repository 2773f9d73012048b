/** Which rows take part in the answer, where the user wants the filtered ones only. */
import type { AppState } from '../../../core/state'
import type { ValidationResult } from '../run/types'
import { filterSteps } from '../triage/filter-rows'
import { sourceOf } from '../triage/source'
import { inSlices } from '../triage/steps'

/**
 * [pairs] 1 for the rows that the filters leave, and while a run goes on for those of the queries that are done: a query of which a
 * document is still waiting would be ranked wrongly. Null: all.
 */
export async function subsetOf(state: AppState, result: ValidationResult): Promise<Uint8Array | null> {
  const filtered = await filteredOf(state)
  const done = doneOf(result)
  if (filtered === null || done === null) return filtered ?? done
  return filtered.map((isIn, pair) => isIn & done[pair]!)
}

/** [pairs] 1 for the pairs of queries that have no waiting pair; null: none is waiting. */
export function doneOf({
  pairs,
  state,
  set,
}: Pick<ValidationResult, 'pairs' | 'state' | 'set'>): Uint8Array | null {
  const isWaiting = new Uint8Array(set.queries.ids.length)
  let waiting = 0
  for (let pair = 0; pair < pairs.count; pair++) {
    if (state[pair] !== 0) continue
    isWaiting[pairs.query[pair]!] = 1
    waiting++
  }
  if (waiting === 0) return null
  const done = new Uint8Array(pairs.count)
  for (let pair = 0; pair < pairs.count; pair++) done[pair] = 1 - isWaiting[pairs.query[pair]!]!
  return done
}

async function filteredOf(state: AppState): Promise<Uint8Array | null> {
  const { answer, triage } = state.validate
  const source = sourceOf(state)
  if (!answer.filtered || triage.filters.length === 0 || source === null) return null
  const inputs = {
    source,
    weights: state.settings.weights,
    classes: answer.classes,
    labels: triage.labels,
    filters: triage.filters,
  }
  const rows = await inSlices(filterSteps(inputs), new AbortController().signal)
  const subset = new Uint8Array(source.pairs.count)
  for (const pair of rows) subset[pair] = 1
  return subset
}

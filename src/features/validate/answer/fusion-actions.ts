/** Other fusions, tried over the scores that are there. */
import type { Context, PageClient } from '../../../core/context'
import { toErrorData } from '../../../engine/errors'
import { patchPart } from '../patch'
import { coalesced } from './coalesced'
import { baseMethod, fusedNameOf } from './fusion-methods'
import { answerRequest } from './request'
import type { AnswerActions, TriedFusion } from './types'

/**
 * A worker beside the one of the answer: a resampling that takes seconds there must not stop a slider here. The first slider
 * that moves starts it.
 */
const clients = new WeakMap<Context['store'], PageClient>()
function fusionClient({ store, ports }: Context): PageClient {
  const known = clients.get(store)
  if (known) return known
  const made = ports.createClient({ onCrash: () => undefined })
  clients.set(store, made)
  return made
}

export function fusionActions(
  context: Context,
): Pick<AnswerActions, 'tryFusion' | 'findWeights' | 'applyWeights'> {
  const { store, actions } = context
  const patch = (change: Partial<TriedFusion>) =>
    patchPart(store, 'answer', { fusion: { ...store.getState().validate.answer.fusion, ...change } })

  const compute = coalesced(async () => {
    const state = store.getState()
    const { result } = state.validate.run
    const { method, metric } = state.validate.answer.fusion
    if (!result || method === null) return patch({ applied: null })
    try {
      const reply = await fusionClient(context).call('validationFusion', {
        kind: 'apply',
        of: answerRequest(state, result),
        method,
        metric,
        against: baseMethod(state.settings.weights, result),
      })
      const now = store.getState().validate
      if (reply.kind === 'apply' && now.run.result?.set === result.set && now.answer.fusion.method !== null)
        patch({ applied: reply, error: null })
    } catch (error) {
      patch({ error: toErrorData(error), applied: null })
    }
  })

  return {
    async tryFusion(change) {
      // Nothing given: rows, labels or options have changed. What a grid found is then no longer true.
      const isAgain = Object.keys(change).length === 0
      const { method: old, grid } = store.getState().validate.answer.fusion
      if (isAgain && old === null && grid === null) return
      patch({ ...change, ...(change.method === null && { applied: null }), ...(isAgain && { grid: null }) })
      const { method } = store.getState().validate.answer.fusion
      // What the rows are ranked by, for the table.
      patchPart(store, 'answer', { weights: method?.kind === 'weights' ? method.weights : null })
      await compute()
    },
    async findWeights() {
      const state = store.getState()
      const { result } = state.validate.run
      if (!result || state.validate.answer.fusion.searching) return
      patch({ searching: true, grid: null, error: null })
      try {
        const reply = await fusionClient(context).call('validationFusion', {
          kind: 'grid',
          of: answerRequest(state, result),
          name: fusedNameOf(result),
          metric: state.validate.answer.fusion.metric,
          steps: 20,
          folds: 5,
        })
        if (reply.kind !== 'apply') patch({ grid: reply })
      } catch (error) {
        patch({ error: toErrorData(error) })
      } finally {
        patch({ searching: false })
      }
    },
    async applyWeights(weights) {
      actions.set({ weights })
      patch({ method: null, applied: null, grid: null })
      patchPart(store, 'answer', { weights: null })
      await actions.refreshAnswer()
    },
  }
}

/** Applies a change to the whole run. */
import type { Context } from '../../../core/context'
import type { AppState, Settings } from '../../../core/state'
import { patchPart } from '../patch'
import type { ValidationResult } from '../run/types'
import { ruleSetOf, withRule } from './changes'
import { sourceOf } from './source'
import type { TriageActions } from './types'
import type { Change, WhyResult } from './why-types'

/** One click applies a change to the whole run; another takes it back. */
export function applyActions(context: Context): Pick<TriageActions, 'applyChange' | 'undoChange'> {
  const { store, actions } = context
  const why = () => store.getState().validate.triage.why
  const patch = (change: Partial<WhyResult>) => patchPart(store, 'triage', { why: { ...why(), ...change } })

  return {
    async applyChange(id) {
      const { found, tries, applied } = why()
      const state = store.getState()
      const { settings, rules } = state
      const first = applied?.undo
      const effect =
        id === 'weights-one' ? found?.effects.one : id === 'weights-all' ? found?.effects.all : null
      if (effect) {
        const undo = async () => {
          actions.set({ weights: settings.weights })
          await actions.refreshAnswer()
        }
        actions.set({ weights: effect.weights })
        patch({ applied: { id, undo: chain(undo, first) } })
        return actions.refreshAnswer()
      }
      const tried = tries.find((each) => each.id === id)
      const result = sourceOf(state)?.result
      if (tried === undefined || result == null) return
      const undo = async () => {
        store.setState((now) => ({ settings: { ...now.settings, ...keptOf(settings) }, rules }))
        await actions.runValidation()
      }
      patch({ applied: { id, undo: chain(undo, first) } })
      applyTo(context, state, result, tried.change)
      await actions.runValidation()
    },
    async undoChange() {
      const { applied } = why()
      if (applied === null) return
      patch({ applied: null })
      await applied.undo()
    },
  }
}

/** Undo goes back to before the first change. */
const chain = (own: () => Promise<void>, first: (() => Promise<void>) | undefined) => first ?? own

const keptOf = ({ prefix, maxLength, metadata }: Settings): Partial<Settings> => ({
  prefix,
  maxLength,
  metadata,
})

function applyTo({ actions }: Context, state: AppState, { inputs }: ValidationResult, change: Change): void {
  switch (change.kind) {
    case 'rule':
      return actions.setRules(withRule(ruleSetOf(inputs, state.rules), change.rule.id, change.enable))
    case 'max-length':
      return actions.set({ maxLength: change.to })
    case 'metadata':
      return actions.set({ metadata: change.leaveOut ? 'out' : 'sentences' })
    case 'prefix':
      return actions.set({ prefix: change.to })
  }
}

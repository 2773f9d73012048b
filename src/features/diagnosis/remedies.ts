/** What each remedy changes, and how that is given back. */
import type { Remedy } from '../../engine/diagnose/types'
import type { Rule, RuleKind } from '../../engine/text/preprocess/types'
import type { Context } from '../../core/context'
import type { Settings } from '../../core/settings/table'
import type { AppState } from '../../core/state'
import type { Taken } from './types'

type Change = Pick<Taken, 'holds' | 'undo'> & { readonly run: () => Promise<void> }

interface RemedyTaker {
  /** Makes the change at once. Null: it only opens something, so there is nothing to undo. */
  (remedy: Remedy): Change | null
  /** Runs again what depends on a remedy that was undone. */
  readonly again: (remedy: Remedy) => Promise<void>
}

export function remedyTaker({ store, actions }: Context): RemedyTaker {
  const get = store.getState
  const runAgain = () => actions.analyze()

  function settings(change: Partial<Settings>): Omit<Change, 'run'> {
    const names = Object.keys(change) as (keyof Settings)[]
    const before = Object.fromEntries(names.map((name) => [name, get().settings[name]]))
    const put = (values: Partial<Settings>) =>
      store.setState((state) => ({ settings: { ...state.settings, ...values } }))
    const holds = (state: AppState) => names.every((name) => state.settings[name] === change[name])
    put(change)
    return { holds, undo: () => holds(get()) && put(before) }
  }

  /** Switches rules by their ids; the user may have edited others in the meantime. */
  function rules(ids: readonly string[], enabled: boolean): Omit<Change, 'run'> {
    const put = (to: boolean) => {
      const set = get().rules
      const next = set.rules.map((rule) => (ids.includes(rule.id) ? { ...rule, enabled: to } : rule))
      actions.setRules({ ...set, rules: next })
    }
    put(enabled)
    const holds = ({ rules: { rules: all } }: AppState) =>
      ids.some((id) => all.some((rule) => rule.id === id && rule.enabled === enabled))
    return { holds, undo: () => put(!enabled) }
  }

  function chunks(): Change {
    const { unit } = get().heatmap.options
    const { view } = get()
    actions.setHeatmap({ unit: 'chunk' })
    actions.setView('heatmap')
    return {
      holds: (state) => state.heatmap.options.unit === 'chunk' && unit !== 'chunk',
      undo: () => {
        actions.setHeatmap({ unit })
        if (get().view === 'heatmap') actions.setView(view)
      },
      run: () => actions.analyze(),
    }
  }

  function denseAlone(): Change {
    const { mode } = get().settings
    actions.setMode('dense')
    return {
      holds: (state) => state.settings.mode === 'dense' && mode !== 'dense',
      undo: () => actions.setMode(mode),
      run: () => Promise.resolve(), // all scores are there in every mode
    }
  }

  const take = (remedy: Remedy): Change | null => {
    switch (remedy.do) {
      case 'raise-max-length':
        return { ...settings({ maxLength: remedy.max_length }), run: runAgain }
      case 'leave-out-headers':
        return { ...settings({ metadata: 'out' }), run: runAgain }
      case 'other-tokenizer':
        return { ...settings({ tokenizerMode: remedy.tokenizer }), run: runAgain }
      case 'faithful-activations':
        return { ...settings({ activations: 'faithful' }), run: runAgain }
      case 'rules-off':
        return { ...rules(enabledOf(get().rules.rules, remedy.rules), false), run: runAgain }
      case 'rule-on':
        return { ...rules([ruleOf(remedy.rule)], true), run: runAgain }
      case 'use-chunks':
        return chunks()
      case 'dense-alone':
        return denseAlone()
      case 'load-model':
        actions.openPicker('main')
        return null
    }
  }

  /** The id of a rule of this kind, which is added where the user has deleted it. */
  function ruleOf(kind: 'control' | 'full-width'): string {
    const set = get().rules
    const known = set.rules.find((rule) => rule.kind === kind)
    if (known) return known.id
    const id = `${kind}-${set.rules.length + 1}-diagnosis`
    actions.setRules({ ...set, rules: [...set.rules, { id, kind, enabled: false }] })
    return id
  }

  const again = async (remedy: Remedy) => {
    if (remedy.do !== 'dense-alone' && remedy.do !== 'use-chunks') await runAgain()
  }
  return Object.assign(take, { again })
}

const enabledOf = (rules: readonly Rule[], kinds: readonly RuleKind[]): readonly string[] =>
  rules.filter(({ enabled, kind }) => enabled && kinds.includes(kind)).map(({ id }) => id)

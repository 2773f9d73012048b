/** A pair goes into A and B with what made its scores, and back to its row. */
import { patchText, type Context } from '../../../core/context'
import { rulesKey } from '../../../core/prepared'
import { scoresPart } from '../../../core/run/scores'
import { SIDES, type Settings, type TextState } from '../../../core/state'
import type { Rule } from '../../../engine/text/preprocess/types'
import { patchPart } from '../patch'
import type { ValidationInputs, ValidationResult } from '../run/types'
import { sourceOf } from './source'
import type { TriageActions } from './types'

type OpenActions = Pick<TriageActions, 'openPair' | 'backToRow'>

export function openActions({ store, actions }: Pick<Context, 'store' | 'actions'>): OpenActions {
  return {
    async openPair(pair) {
      const state = store.getState()
      const source = sourceOf(state)
      if (source === null || !(pair >= 0 && pair < source.pairs.count)) return
      const { set, pairs, result } = source
      const query = pairs.query[pair]!
      const document = pairs.document[pair]!
      const texts = { a: set.queries.texts[query]!, b: set.documents.texts[document]! }
      const { a, b, splits, settings, rules } = state
      const content = ({ text, file }: TextState) => ({ text, file })
      const wanted = result === null ? {} : settingsOf(result, settings)
      const before = Object.fromEntries(
        Object.keys(wanted).map((name) => [name, settings[name as keyof Settings]]),
      ) as Partial<Settings>
      const otherRules = result !== null && rulesKey(rules.rules) !== result.inputs.rules
      // One step back brings the user's texts, settings and rules again.
      store.setState({
        undo: {
          what: 'row',
          at: 'a',
          a: content(a),
          b: content(b),
          splits,
          settings: before,
          ...(otherRules && { rules }),
        },
        settings: { ...settings, ...wanted },
        ...(otherRules && { rules: { ...rules, rules: JSON.parse(result.inputs.rules) as Rule[] } }),
      })
      for (const side of SIDES) patchText(store, side, { text: texts[side], file: null, notice: null })
      patchPart(store, 'triage', {
        selected: pair,
        marked: [],
        opened: { set: set.hash, pair, name: `${set.queries.ids[query]!} · ${set.documents.ids[document]!}` },
      })
      actions.setView('scores')
      await actions.analyze({ only: [scoresPart.name] })
    },
    async backToRow() {
      const state = store.getState()
      const { opened } = state.validate.triage
      const source = sourceOf(state)
      if (opened === null) return
      patchPart(store, 'triage', {
        opened: null,
        ...(source?.set.hash === opened.set && { selected: opened.pair, marked: [] }),
      })
      actions.setView('validate')
    },
  }
}

/** Settings of a run; those that the present settings have already are left out. */
export function settingsOf(
  { inputs, settings }: Pick<ValidationResult, 'inputs' | 'settings'>,
  now: Settings,
): Partial<Settings> {
  const { maxLength, tokenizerMode, normalize, truncateDim, activations, arithmetic } = settings
  const all: Partial<Settings> = {
    prefix: inputs.prefix,
    metadata: metadataOf(inputs, now),
    maxLength,
    tokenizerMode,
    normalize,
    truncateDim,
    ...(activations !== undefined && { activations }),
    ...(arithmetic !== undefined && { arithmetic }),
  }
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => !Object.is(value, now[name as keyof Settings])),
  )
}

/** "In" and "out of sentences only" give the same whole text. */
const metadataOf = ({ leaveOutMetadata }: ValidationInputs, { metadata }: Settings): Settings['metadata'] =>
  leaveOutMetadata ? 'out' : metadata === 'out' ? 'sentences' : metadata

/** Makes the model's input from a text as given, by the user's choices. */
import { compose, MapBuilder, originalRange, unchanged, type MappedText } from './mapped'
import { applyRules } from './preprocess/apply'
import type { Rule, RuleChange, RuleEffect } from './preprocess/types'
import { findDialogue } from './sentences/dialogue'
import { stretchesOf } from './sentences/said'
import type { Turn } from './sentences/types'

export interface PrepareOptions {
  /** All of them; only enabled ones are applied. */
  readonly rules: readonly Rule[]
  /** Timestamps and speakers of a recognised conversation are left out, and its turns joined by newlines. */
  readonly leaveOutMetadata: boolean
}

export interface Prepared {
  readonly mapped: MappedText
  readonly effects: readonly RuleEffect[]
  /** Number of turns whose timestamps and speakers were left out. */
  readonly turns: number
}

/** A text as the model gets it, without prefix. */
export function prepareText(text: string, { rules, leaveOutMetadata }: PrepareOptions): Prepared {
  const dialogue = leaveOutMetadata ? findDialogue(text) : null
  const said = dialogue === null ? unchanged(text) : onlySaid(text, dialogue.turns)
  const { mapped, effects } = applyRules(said.text, rules)
  if (dialogue === null) return { mapped, effects, turns: 0 }
  const asGiven = (change: RuleChange): RuleChange => ({
    ...change,
    original: originalRange(said, ...change.original),
  })
  return {
    mapped: compose(said, mapped),
    effects: effects.map((effect) => ({
      rule: effect.rule,
      before: effect.before,
      after: effect.after,
      count: effect.count,
      // As in applyRules, the list is made when it is asked for.
      get changes() {
        return effect.changes.map(asGiven)
      },
      get first() {
        return effect.first.map(asGiven)
      },
    })),
    turns: dialogue.turns.length,
  }
}

function onlySaid(text: string, turns: readonly Turn[]): MappedText {
  const made = new MapBuilder(text)
  let before: number | null = null
  for (const turn of turns) {
    if (before !== null) made.replace(before, turn.start, '\n')
    before = turn.end
    const whole = { from: turn.start, to: turn.end, text: turn.text }
    const asWritten = text.slice(turn.start, turn.end) === turn.text
    const stretches = asWritten ? [whole] : (stretchesOf(text, turn) ?? [whole])
    for (const { from, to, text: said } of stretches)
      if (text.slice(from, to) === said) made.keep(from, to)
      else made.replace(from, to, said)
  }
  return made.build()
}

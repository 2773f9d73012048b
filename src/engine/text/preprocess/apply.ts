import { compose, originalRange, unchanged, type MappedText } from '../mapped'
import { abbreviate } from './abbreviations'
import { control, emoji, fullWidth, lowerCase, symbols, urls, whitespace } from './characters'
import { withEdits } from './edit'
import { htmlEdits } from './html'
import type { Preprocessed, Rule, RuleChange, RuleEffect } from './types'

/** Applies one rule to a text. */
function made(text: string, rule: Rule): MappedText {
  switch (rule.kind) {
    case 'abbreviations':
      return abbreviate(text, rule)
    case 'symbols':
      return withEdits(text, symbols(text, rule))
    case 'control':
      return withEdits(text, control(text))
    case 'emoji':
      return withEdits(text, emoji(text, rule))
    case 'urls':
      return withEdits(text, urls(text, rule))
    case 'whitespace':
      return withEdits(text, whitespace(text, rule))
    case 'full-width':
      return withEdits(text, fullWidth(text))
    case 'lower-case':
      return withEdits(text, lowerCase(text))
    case 'html':
      return withEdits(text, htmlEdits(text))
  }
}

/** The enabled rules, one after the other. Each effect says what its rule was given and what it changed. */
export function applyRules(text: string, rules: readonly Rule[]): Preprocessed {
  let mapped = unchanged(text)
  const effects: RuleEffect[] = []
  for (const rule of rules) {
    if (!rule.enabled) continue
    const next = made(mapped.text, rule)
    effects.push({ rule, before: mapped.text, after: next.text, changes: changesOf(next, mapped) })
    if (next.text !== mapped.text) mapped = compose(mapped, next)
  }
  return { mapped, effects }
}

/** Number of changes of all rules. */
export const changesIn = (effects: readonly RuleEffect[]): number =>
  effects.reduce((sum, { changes }) => sum + changes.length, 0)

/** The changes: everything between the ranges that a rule kept, replaced or left out. */
function changesOf({ spans, original, text }: MappedText, before: MappedText): RuleChange[] {
  const changes: RuleChange[] = []
  const add = (from: number, to: number, start: number, end: number) => {
    if (from < to || start < end)
      changes.push({
        original: originalRange(before, from, to),
        at: [from, to],
        before: original.slice(from, to),
        after: text.slice(start, end),
      })
  }
  let from = 0
  let start = 0
  for (const span of spans) {
    if (!span.same) {
      // A deletion right before a replacement is a change of its own.
      add(from, span.from, start, start)
      add(span.from, span.to, span.start, span.end)
    } else add(from, span.from, start, span.start)
    from = span.to
    start = span.end
  }
  add(from, original.length, start, text.length)
  return changes
}

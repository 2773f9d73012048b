import { compose, originalRange, unchanged, type MappedText } from '../mapped'
import { abbreviate } from './abbreviations'
import { RulesBudget } from './budget'
import { control, emoji, fullWidth, lowerCase, symbols, urls, whitespace } from './characters'
import { withEdits, type Edit } from './edit'
import { htmlEdits } from './html'
import {
  FIRST_CHANGES,
  type AbbreviationsRule,
  type Preprocessed,
  type Rule,
  type RuleChange,
  type RuleEffect,
} from './types'

/** Applies one rule to a text. */
function made(text: string, rule: Rule, budget: RulesBudget): MappedText {
  return rule.kind === 'abbreviations'
    ? abbreviate(text, rule, budget)
    : withEdits(text, editsOf(text, rule), budget)
}

function editsOf(text: string, rule: Exclude<Rule, AbbreviationsRule>): Iterable<Edit> {
  switch (rule.kind) {
    case 'symbols':
      return symbols(text, rule)
    case 'control':
      return control(text)
    case 'emoji':
      return emoji(text, rule)
    case 'urls':
      return urls(text, rule)
    case 'whitespace':
      return whitespace(text, rule)
    case 'full-width':
      return fullWidth(text)
    case 'lower-case':
      return lowerCase(text)
    case 'html':
      return htmlEdits(text)
  }
}

/**
 * The enabled rules, one after the other. Each effect says what its rule was given and what it changed.
 * @throws EngineError rules/too-much
 */
export function applyRules(
  text: string,
  rules: readonly Rule[],
  budget: RulesBudget = new RulesBudget(),
): Preprocessed {
  let mapped = unchanged(text)
  const effects: RuleEffect[] = []
  for (const [at, rule] of rules.entries()) {
    if (!rule.enabled) continue
    budget.begin(at, rule)
    const next = made(mapped.text, rule, budget)
    effects.push(effectOf(rule, next, mapped))
    if (next.text !== mapped.text) mapped = compose(mapped, next)
  }
  return { mapped, effects }
}

/** Number of changes of all rules. */
export const changesIn = (effects: readonly RuleEffect[]): number =>
  effects.reduce((sum, { count }) => sum + count, 0)

/** The list of changes is made when somebody asks for it: a million changes take a second and 200 MB. */
function effectOf(rule: Rule, made: MappedText, before: MappedText): RuleEffect {
  let count = 0
  eachChange(made, () => count++)
  let changes: readonly RuleChange[] | null = null
  let first: readonly RuleChange[] | null = null
  return {
    rule,
    before: made.original,
    after: made.text,
    count,
    get changes() {
      return (changes ??= changesOf(made, before))
    },
    get first() {
      return (first ??= changesOf(made, before, FIRST_CHANGES))
    },
  }
}

function changesOf(made: MappedText, before: MappedText, most = Infinity): RuleChange[] {
  const changes: RuleChange[] = []
  eachChange(made, (from, to, start, end) => {
    if (changes.length >= most) return
    changes.push({
      original: originalRange(before, from, to),
      at: [from, to],
      before: made.original.slice(from, to),
      after: made.text.slice(start, end),
    })
  })
  return changes
}

/** The changes: everything between the ranges that a rule kept, replaced or left out. */
function eachChange(
  { spans, original, text }: MappedText,
  is: (from: number, to: number, start: number, end: number) => void,
): void {
  const add = (from: number, to: number, start: number, end: number) => {
    if (from < to || start < end) is(from, to, start, end)
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
}

/** Functions that change a list of rules. Pure. */
import type { Rule } from '../../engine/text/preprocess/types'

export const replaced = (rules: readonly Rule[], next: Rule): Rule[] =>
  rules.map((rule) => (rule.id === next.id ? next : rule))

export const withoutRule = (rules: readonly Rule[], id: string): Rule[] =>
  rules.filter((rule) => rule.id !== id)

export function moved(rules: readonly Rule[], at: number, by: -1 | 1): Rule[] {
  const list = [...rules]
  const [rule] = list.splice(at, 1)
  if (rule) list.splice(Math.max(0, at + by), 0, rule)
  return list
}

/** Adds a rule at the end, disabled, with an unused id. */
export function added(rules: readonly Rule[], rule: Rule): Rule[] {
  const ids = new Set(rules.map(({ id }) => id))
  let id: string = rule.kind
  for (let n = 2; ids.has(id); n++) id = `${rule.kind}-${n}`
  return [...rules, { ...rule, id, enabled: false }]
}

/** Reads two columns from a spreadsheet or a dictionary. Tab, comma, → , => or = separates them. */
export function pastedEntries(text: string): { from: string; to: string }[] {
  return text.split(/\r?\n/).flatMap((line) => {
    // White space is trimmed afterwards: in the pattern, each space of a long line would be looked at again.
    const [from, ...to] = line.split(/\t|→|=>|=|,/).map((part) => part.trim())
    return from && to.length > 0 ? [{ from, to: to.join(' ').trim() }] : []
  })
}

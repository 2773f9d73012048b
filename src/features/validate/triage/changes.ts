/** What might lift a document, besides weights: one change of what made the run. Pure. */
import { rulesKey } from '../../../core/prepared'
import type { RuleSet } from '../../../engine/text/preprocess/types'
import type { EncodeSettings } from '../../../engine/encode/types'
import type { ValidationInputs } from '../run/types'
import type { Change } from './why-types'

export interface ChangeFacts {
  readonly inputs: ValidationInputs
  readonly settings: EncodeSettings
  /** All of the page's rules; `inputs.rules` are those that were on. */
  readonly rules: RuleSet
  /** Of the page; offered where the run had another prefix. */
  readonly prefix: string
  /** Tokens of the longest text of these pairs. */
  readonly tokens: number
  readonly limit: number
}

export interface NamedChange {
  readonly id: string
  readonly change: Change
}

/** The query instructions of BGE's models before bge-m3; bge-m3 itself was trained without one. */
export const BGE_PREFIX = {
  en: 'Represent this sentence for searching relevant passages: ',
  zh: '为这个句子生成表示以用于检索相关文章：',
} as const

export function possibleChanges(facts: ChangeFacts, query: string): readonly NamedChange[] {
  const { inputs, settings, tokens, limit, prefix } = facts
  const changes: NamedChange[] = ruleSetOf(inputs, facts.rules).rules.map((rule) => ({
    id: `rule-${rule.id}`,
    change: { kind: 'rule', rule, enable: !rule.enabled },
  }))
  if (tokens > settings.maxLength) {
    const { maxLength: from } = settings
    const enough =
      [512, 1024, 2048, 4096, 8192].find((length) => length >= tokens && length <= limit) ?? limit
    if (enough > from)
      changes.push({ id: `max-length-${enough}`, change: { kind: 'max-length', from, to: enough } })
  }
  changes.push({ id: 'metadata', change: { kind: 'metadata', leaveOut: !inputs.leaveOutMetadata } })
  const other =
    inputs.prefix !== ''
      ? ''
      : prefix !== ''
        ? prefix
        : BGE_PREFIX[/\p{Script=Han}/u.test(query) ? 'zh' : 'en']
  changes.push({ id: 'prefix', change: { kind: 'prefix', from: inputs.prefix, to: other } })
  return changes
}

/** The page's rules, each on or off as in the run; rules of the run that the page no longer has come first. */
export function ruleSetOf({ rules }: Pick<ValidationInputs, 'rules'>, page: RuleSet): RuleSet {
  const ran = JSON.parse(rules) as RuleSet['rules']
  const on = new Map(ran.map((rule) => [rule.id, rule]))
  const known = new Set(page.rules.map(({ id }) => id))
  return {
    ...page,
    rules: [
      ...ran.filter(({ id }) => !known.has(id)),
      ...page.rules.map((rule) => on.get(rule.id) ?? { ...rule, enabled: false }),
    ],
  }
}

/** The rules with one of them turned on or off. */
export const withRule = (set: RuleSet, id: string, enabled: boolean): RuleSet => ({
  ...set,
  rules: set.rules.map((rule) => (rule.id === id ? { ...rule, enabled } : rule)),
})

export interface ChangedRun {
  readonly inputs: ValidationInputs
  readonly settings: EncodeSettings
}

/** What would make the run. */
export function changedRun({ inputs, settings, rules }: ChangeFacts, change: Change): ChangedRun {
  switch (change.kind) {
    case 'rule': {
      const set = withRule(ruleSetOf(inputs, rules), change.rule.id, change.enable)
      return { inputs: { ...inputs, rules: rulesKey(set.rules) }, settings }
    }
    case 'max-length':
      return { inputs, settings: { ...settings, maxLength: change.to } }
    case 'metadata':
      return { inputs: { ...inputs, leaveOutMetadata: change.leaveOut }, settings }
    case 'prefix':
      return { inputs: { ...inputs, prefix: change.to }, settings }
  }
}

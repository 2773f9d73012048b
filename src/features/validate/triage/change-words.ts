import { useTranslation } from 'react-i18next'
import type { Rule } from '../../../engine/text/preprocess/types'
import type { Change } from './why-types'

/** What a change is called. */
export function useChangeWords(): (change: Change) => string {
  const { t } = useTranslation('validate')
  return (change) => {
    switch (change.kind) {
      case 'rule':
        return t(change.enable ? 'triage.why.change.ruleOn' : 'triage.why.change.ruleOff', {
          rule: ruleName(change.rule),
        })
      case 'max-length':
        return t('triage.why.change.maxLength', { from: change.from, to: change.to })
      case 'metadata':
        return t(change.leaveOut ? 'triage.why.change.metadataOut' : 'triage.why.change.metadataIn')
      case 'prefix':
        return change.to === ''
          ? t('triage.why.change.prefixOff', { prefix: change.from })
          : t('triage.why.change.prefixOn', { prefix: change.to })
    }
  }
}

/** The kind as in a file of rules, and of replacements the first ones. */
function ruleName(rule: Rule): string {
  if (rule.kind !== 'abbreviations') return rule.kind
  const first = rule.entries.slice(0, 2).map(({ from, to }) => `${from} → ${to}`)
  return `${rule.kind} (${[...first, ...(rule.entries.length > 2 ? ['…'] : [])].join(', ')})`
}

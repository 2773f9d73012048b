import type { DiagnosisInput, FactOf } from '../types'
import { sameIds } from './same-ids'

/** Preprocessing rules that made another text. */
export const ruleChanged = ({ texts }: DiagnosisInput): readonly FactOf<'rule-changed'>[] =>
  texts.flatMap(({ side, text: { rules }, all, withoutRules }) =>
    withoutRules === null
      ? []
      : [
          {
            code: 'rule-changed' as const,
            side,
            places: rules.reduce((sum, { places }) => sum + places, 0),
            rules,
            tokens: all.fullLength,
            tokens_without: withoutRules.fullLength,
            same_ids: sameIds(all, withoutRules),
            remedies: [{ do: 'rules-off', rules: [...new Set(rules.map(({ kind }) => kind))] }],
          },
        ],
  )

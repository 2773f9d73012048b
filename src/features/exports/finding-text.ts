/** Describes a finding in the page's language. */
import type { TFunction } from 'i18next'
import type { HeadName, Unavailable } from '../../engine/model/types'
import type { CannotReason, Finding, NameRule } from '../../formats/export/types'

type Translate = TFunction<readonly ['exports', 'common']>

/** @param mostTokens the maximum number of tokens of the loaded model; null: no model is loaded */
export function findingText(t: Translate, { code, values }: Finding, mostTokens: number | null): string {
  const { head, reason, rule, ...rest } = values
  // A higher max_length helps only if max_length is below the model's own limit.
  const atLimit = code === 'truncated' && mostTokens !== null && Number(values.limit) >= mostTokens
  return t(`finding.${atLimit ? 'truncatedAtLimit' : code}`, {
    ...rest,
    head: head === undefined ? '' : t(`heads.${head as HeadName}`),
    rule: rule === undefined ? '' : t(`rule.${rule as NameRule}`),
    reason:
      code === 'cannot-hold'
        ? t(`cannot.${reason as CannotReason}`)
        : code === 'head-unavailable'
          ? t(`common:unavailable.${reason as Unavailable}`)
          : '',
  })
}

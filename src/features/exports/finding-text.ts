/** A finding in the reader's language. */
import type { TFunction } from 'i18next'
import type { HeadName, Unavailable } from '../../engine/model/types'
import type { CannotReason, Finding, NameRule } from '../../formats/export/types'

type Translate = TFunction<readonly ['exports', 'common']>

export function findingText(t: Translate, { code, values }: Finding): string {
  const { head, reason, rule, ...told } = values
  return t(`finding.${code}`, {
    ...told,
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

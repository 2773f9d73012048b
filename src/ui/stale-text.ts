import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Words } from '../i18n'

type Change = keyof Words['common']['change']

/** "Stale: text A and max_length have changed …"; empty for a result that is up to date. */
export function staleText(t: TFunction<'common'>, language: string, changes: readonly Change[]): string {
  if (changes.length === 0) return ''
  const what = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    changes.map((change) => t(`change.${change}`)),
  )
  return spaced(t('stale', { what }))
}

/** A space between Chinese characters and Latin letters or digits, wherever a list put them side by side. */
const spaced = (text: string): string =>
  text.replace(/(?<=\p{Script=Han})(?=\w)|(?<=\w)(?=\p{Script=Han})/gu, ' ')

export function useStaleText(changes: readonly Change[]): string {
  const { t, i18n } = useTranslation('common')
  return staleText(t, i18n.language, changes)
}

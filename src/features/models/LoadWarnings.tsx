import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { LoadWarning } from '../../engine/model/ports'
import css from './model-badge.module.css'
import { originWords } from '../../ui/source-words'

/** Shows the warnings about a loaded model. */
export function LoadWarnings({ warnings }: { readonly warnings: readonly LoadWarning[] }) {
  const { t } = useTranslation()
  const { t: tCommon } = useTranslation('common')
  if (warnings.length === 0) return null
  return (
    <ul className={css.loadWarnings} data-testid="model-warnings">
      {grouped(warnings).map((warning, index) => (
        <li key={index} data-code={warning.code}>
          {warningText(t, tCommon, warning)}
        </li>
      ))}
    </ul>
  )
}

/** Merges the warnings `not-stored`, one for each file, into one warning with the names of all files. */
export function grouped(warnings: readonly LoadWarning[]): readonly LoadWarning[] {
  const notStored = new Map<string, Extract<LoadWarning, { code: 'not-stored' }>>()
  const others: LoadWarning[] = []
  for (const warning of warnings) {
    if (warning.code !== 'not-stored') {
      others.push(warning)
      continue
    }
    const why = warning.words?.code ?? warning.reason
    const same = notStored.get(why)
    notStored.set(why, same ? { ...same, file: `${same.file}, ${warning.file}` } : warning)
  }
  return [...notStored.values(), ...others]
}

export function warningText(t: TFunction<'app'>, tCommon: TFunction<'common'>, warning: LoadWarning): string {
  switch (warning.code) {
    case 'not-stored':
      // The only words of ours say that another tab was faster; all others are the browser's.
      return warning.words === undefined
        ? t(`model.warnings.${warning.reason}`, { file: warning.file, detail: warning.detail })
        : t('model.warnings.other-tab', { file: warning.file })
    case 'vocabulary-smaller':
      return t('model.warnings.vocabulary-smaller', {
        tokenizer: warning.tokenizer,
        table: warning.table,
      })
    case 'foreign-heads':
      return t('model.warnings.foreign-heads', {
        file: warning.file,
        origin: originWords(tCommon, warning.origin),
      })
  }
}

import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { LoadWarning } from '../../engine/model/ports'

/** What the user should know about a model that works all the same. */
export function LoadWarnings({ warnings }: { readonly warnings: readonly LoadWarning[] }) {
  const { t } = useTranslation()
  if (warnings.length === 0) return null
  return (
    <ul className="load-warnings" data-testid="model-warnings">
      {warnings.map((warning, index) => (
        <li key={index} data-code={warning.code}>
          {warningText(t, warning)}
        </li>
      ))}
    </ul>
  )
}

export function warningText(t: TFunction<'app'>, warning: LoadWarning): string {
  switch (warning.code) {
    case 'not-stored':
      return t(`model.warnings.${warning.reason}`, { file: warning.file, detail: warning.detail })
    case 'vocabulary-smaller':
      return t('model.warnings.vocabulary-smaller', {
        tokenizer: warning.tokenizer,
        table: warning.table,
      })
    case 'foreign-heads':
      return t('model.warnings.foreign-heads', { file: warning.file, origin: warning.origin })
  }
}

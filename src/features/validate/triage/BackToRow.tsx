import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import css from './triage.module.css'

/** Beside the tabs while a pair of the table is in A and B. */
export function BackToRow() {
  const { t } = useTranslation('validate')
  const { backToRow } = useActions()
  const opened = useAppState(({ validate }) => validate.triage.opened)
  if (opened === null) return null
  const words = t('triage.back', { name: opened.name })
  return (
    <button
      type="button"
      className={css.back}
      data-testid="validate-back"
      title={words}
      aria-label={words}
      onClick={() => void backToRow()}
    >
      ← {opened.name}
    </button>
  )
}

import { useTranslation } from 'react-i18next'
import { useAppState } from '../../core/react'
import css from './attention.module.css'

/** Stands in place of weights that are being read, or that were not read to the end. */
export function Loading() {
  const { t } = useTranslation('attention')
  const phase = useAppState(({ attention }) => attention.layerRun.phase)
  if (phase === 'running') return <p className={css.note}>{t('loading')}</p>
  return phase === 'cancelled' ? <p className={css.note}>{t('notRead')}</p> : null
}

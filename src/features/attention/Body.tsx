import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import view from '../../ui/view.module.css'
import css from './attention.module.css'

/** The one scroller of the view. */
export function Body({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('attention')
  return (
    <div
      className={clsx(view.viewBody, css.body)}
      tabIndex={0}
      role="region"
      aria-label={t('region')}
      data-testid="attention-body"
    >
      {children}
    </div>
  )
}

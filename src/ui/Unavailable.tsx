import { useTranslation } from 'react-i18next'
import type { Unavailable as Reason } from '../engine/model/types'

/** A sentence that says why there is no value. */
export function Unavailable({ reason }: { readonly reason: Reason }) {
  const { t } = useTranslation('common')
  return (
    <span className="muted" data-state="unavailable" data-reason={reason}>
      {t(`unavailable.${reason}`)}
    </span>
  )
}

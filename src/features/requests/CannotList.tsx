import { useTranslation } from 'react-i18next'
import { DIALECTS, type Cannot } from '../../formats/request'
import type { DialectName } from '../../formats/request/types'
import type { AskKind } from './types'
import css from './requests.module.css'

interface Props {
  readonly dialect: DialectName
  readonly cannot: readonly Cannot[]
  readonly kind: AskKind
}

/** Lists what the mode needs but this server does not offer, with the reason. The request asks for the rest. */
export function CannotList({ dialect, cannot, kind }: Props) {
  const { t } = useTranslation('requests')
  if (cannot.length === 0) return null
  return (
    <div className={css.cannots} role="status">
      <strong>{t('cannotTitle', { dialect: DIALECTS[dialect].label })}</strong>
      <ul>
        {cannot.map(({ head, reason }) => (
          <li key={head ?? 'all'} data-testid="request-cannot" data-head={head ?? 'all'} data-reason={reason}>
            <span className={css.head}>{head ? t(`head.${head}`) : t(`kind.${kind}`)}</span>{' '}
            {t(`cannot.${reason}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

import { CheckOutlined, WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import css from './environment.module.css'

/** Shows "present" or "missing" in words, not only by colour. */
export function State({ ok }: { readonly ok: boolean }) {
  const { t } = useTranslation('environment')
  return ok ? (
    <span className={css.state}>
      <CheckOutlined className={clsx(css.check)} /> {t('state.ok')}
    </span>
  ) : (
    <span className={clsx('amber', css.state)}>
      <WarningOutlined /> {t('state.missing')}
    </span>
  )
}

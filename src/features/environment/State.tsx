import { CheckOutlined, WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

/** There, or missing; said in words, not by colour alone. */
export function State({ ok }: { readonly ok: boolean }) {
  const { t } = useTranslation('environment')
  return ok ? (
    <span className="environment-state">
      <CheckOutlined /> {t('state.ok')}
    </span>
  ) : (
    <span className="environment-state environment-amber">
      <WarningOutlined /> {t('state.missing')}
    </span>
  )
}

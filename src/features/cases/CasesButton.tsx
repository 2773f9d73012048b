import { lazy, Suspense, useEffect } from 'react'
import { Button } from 'antd'
import { clsx } from 'clsx'
import { UnorderedListOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { useEver } from '../../ui/use-ever'
import css from './cases-button.module.css'

// Loaded on demand: few users open it, and it contains large tables.
const CasesDrawer = lazy(async () => ({ default: (await import('./CasesDrawer')).CasesDrawer }))

/** The button in the header: shows how many cases are stored, and opens their list. */
export function CasesButton() {
  const { t } = useTranslation('cases')
  const { loadCases, showCases } = useActions()
  const count = useAppState(({ cases }) => cases.list?.length ?? 0)
  const offered = useAppState(({ cases }) => cases.offered)
  const open = useAppState(({ cases }) => cases.drawer)
  const wanted = useEver(open)

  useEffect(() => void loadCases(), [loadCases])

  return (
    <>
      <Button
        size="small"
        type="text"
        className={clsx(css.button)}
        icon={<UnorderedListOutlined />}
        title={t('list.title')}
        aria-label={count > 0 ? `${t('list.title')} ${count}` : t('list.title')}
        data-testid="cases"
        data-count={count}
        data-offered={offered}
        onClick={() => showCases(true)}
      >
        <span className="wide-only">{t('list.button')}</span>
        {count > 0 && <span className="num"> {count}</span>}
      </Button>
      {wanted && (
        <Suspense fallback={null}>
          <CasesDrawer />
        </Suspense>
      )}
    </>
  )
}

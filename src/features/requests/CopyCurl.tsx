import { useEffect, useState } from 'react'
import { Button } from 'antd'
import { CheckOutlined, CloseOutlined, CodeOutlined, DownOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { DIALECTS } from '../../formats/request'
import { FORMS } from '../../formats/request/forms'
import { requestNow } from './request-now'
import { useActions, useApp, useAppState } from '../../core/react'
import { copyText } from '../../ui/copy'
import css from './requests.module.css'

type Feedback = 'idle' | 'copied' | 'failed' | 'nothing' | 'none'

const ICONS = {
  idle: <CodeOutlined />,
  copied: <CheckOutlined />,
  failed: <CloseOutlined />,
  nothing: <CloseOutlined />,
  none: <CloseOutlined />,
}
const FEEDBACK_MS = 2000

/**
 * Copies the request for the vectors of the present texts. If there is no request, opens the section that gives the
 * reason.
 */
export function CopyCurl() {
  const { t } = useTranslation('requests')
  const { store } = useApp()
  const { showSection, setRequests } = useActions()
  const dialect = useAppState((state) => state.requests.dialect)
  const form = useAppState((state) => state.requests.form)
  const [feedback, setFeedback] = useState<Feedback>('idle')
  useEffect(() => {
    if (feedback === 'idle') return
    const timer = setTimeout(() => setFeedback('idle'), FEEDBACK_MS)
    return () => clearTimeout(timer)
  }, [feedback])

  async function copy() {
    const now = requestNow(store.getState(), 'vectors')
    if (now.phase === 'made' && now.written !== null) {
      setFeedback((await copyText(now.written.text)) ? 'copied' : 'failed')
      return
    }
    setFeedback(now.phase === 'empty' ? 'nothing' : 'none')
    setRequests({ kind: 'vectors' })
    showSection('export', 'request')
  }

  return (
    <span className={css.copyCurl}>
      <Button
        size="small"
        type="text"
        icon={ICONS[feedback]}
        data-testid="copy-curl"
        data-state={feedback}
        aria-label={t('copy.button')}
        title={t('copy.title', { dialect: DIALECTS[dialect].label, form: FORMS[form].label })}
        onClick={() => void copy()}
      >
        <span role="status" className={feedback === 'idle' ? 'wide-only' : undefined}>
          {feedback === 'idle' ? t('copy.button') : t(`copy.${feedback}`)}
        </span>
      </Button>
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        data-testid="copy-curl-more"
        aria-label={t('copy.more')}
        title={t('copy.more')}
        onClick={() => showSection('export', 'request')}
      />
    </span>
  )
}

import { CheckOutlined, CloseOutlined, MinusOutlined } from '@ant-design/icons'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Certificate } from '../../engine/certify/types'
import type { CertificationRun } from '../../state/certify-types'
import { ErrorBox } from '../frame/ErrorBox'
import { causeOf } from './cause'

const ICONS = { pass: <CheckOutlined />, fail: <CloseOutlined />, 'nothing-compared': <MinusOutlined /> }

/** One line that changes with the run; as high in every phase, so that nothing below it moves. */
export function RunState({ run }: { readonly run: CertificationRun }) {
  const { t } = useTranslation('certificate')
  if (run.phase === 'failed') return <ErrorBox error={run.error} />
  return (
    <div className="certificate-state" role="status">
      {run.phase === 'idle' && <span className="ui-note">{t('what')}</span>}
      {run.phase === 'running' && (
        <>
          <Progress
            className="certificate-progress"
            size="small"
            showInfo={false}
            percent={run.total > 0 ? (100 * run.done) / run.total : 0}
          />
          <span>{run.total > 0 ? t('progress', { done: run.done, total: run.total }) : t('preparing')}</span>
        </>
      )}
      {run.phase === 'done' && <Verdict certificate={run.certificate} />}
    </div>
  )
}

function Verdict({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation('certificate')
  const { verdict, tolerance, checks } = certificate
  const cause = causeOf(checks)
  return (
    <span className="certificate-verdict" data-verdict={verdict}>
      {ICONS[verdict]} <strong>{t(`verdict.${verdict}`, { tolerance })}</strong>{' '}
      {cause && t(`failsWhy.${cause}`)}
    </span>
  )
}

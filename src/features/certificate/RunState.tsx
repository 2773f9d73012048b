import { CheckOutlined, CloseOutlined, MinusOutlined } from '@ant-design/icons'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Certificate } from '../../engine/certify/types'
import type { CertificationRun } from './types'
import { percentOf } from '../../core/progress'
import { ErrorBox } from '../../ui/ErrorBox'
import { toleranceWords } from '../../ui/source-words'
import { causeOf } from './cause'
import { formsOf } from './forms'
import type { CertificatePanelProps } from './props'
import css from './certificate.module.css'

const ICONS = { pass: <CheckOutlined />, fail: <CloseOutlined />, 'nothing-compared': <MinusOutlined /> }

/** The state of the run in one line. Its height is the same in every phase, so that nothing below it moves. */
export function RunState({ run, activations }: Pick<CertificatePanelProps, 'run' | 'activations'>) {
  const { t } = useTranslation('certificate')
  if (run.phase === 'failed') return <ErrorBox error={run.error} />
  const progressWords = ({ done, total, layer }: Extract<CertificationRun, { phase: 'running' }>) =>
    layer === undefined
      ? t('progress', { done, total })
      : t('progressLayer', {
          done,
          total,
          layer: Math.min(layer.done + 1, layer.total),
          layers: layer.total,
        })
  return (
    <div className={css.state} data-forms={activations.length} role="status">
      {run.phase === 'idle' && <span className="muted">{t('what')}</span>}
      {run.phase === 'running' && (
        <>
          <Progress
            className={clsx(css.progress)}
            size="small"
            showInfo={false}
            percent={percentOf(run) ?? 0}
          />
          <span>{run.total > 0 ? progressWords(run) : t('preparing')}</span>
        </>
      )}
      {run.phase === 'done' && <Verdicts certificate={run.certificate} />}
    </div>
  )
}

function Verdicts({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation(['certificate', 'common'])
  if (certificate.other === null) return <Verdict certificate={certificate} />
  return (
    <div>
      {formsOf(certificate, []).map(
        ({ activations, certificate: of }) =>
          of && (
            <div
              key={activations}
              data-testid={`certificate-verdict-${activations}`}
              data-verdict={of.verdict}
            >
              {t('form', { form: t(`common:activations.${activations ?? 'published'}`) })}{' '}
              <Verdict certificate={of} />
            </div>
          ),
      )}
    </div>
  )
}

function Verdict({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation('certificate')
  const { t: tCommon } = useTranslation('common')
  const { verdict, tolerance, checks } = certificate
  const cause = causeOf(checks)
  return (
    <span className={css.verdict} data-verdict={verdict}>
      {ICONS[verdict]}{' '}
      <strong>{t(`verdict.${verdict}`, { tolerance: toleranceWords(tCommon, tolerance) })}</strong>{' '}
      {cause && t(`failsWhy.${cause}`)}
    </span>
  )
}

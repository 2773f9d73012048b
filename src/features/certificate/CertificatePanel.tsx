import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { reportText } from '../../formats/report/write'
import { CopyButton } from '../../ui/CopyButton'
import { Section } from '../../ui/Section'
import { CertificateFacts } from './CertificateFacts'
import { CheckTable } from './CheckTable'
import { download } from '../../ui/download'
import type { CertificatePanelProps } from './props'
import { ReferenceChoice } from './ReferenceChoice'
import { RunState } from './RunState'
import css from './certificate.module.css'

/** How close the loaded model is to published values: the choice of a reference, the run, the result. */
export function CertificatePanel(props: CertificatePanelProps) {
  const { chosen, run, onRun, onCancel } = props
  const { t } = useTranslation('certificate')
  const certificate = run.phase === 'done' ? run.certificate : null
  const json = () => (certificate === null ? '' : reportText(certificate))
  return (
    <div
      className={css.certificate}
      data-testid="certificate"
      data-phase={run.phase}
      data-verdict={certificate?.verdict}
    >
      <Section
        title={t('title')}
        actions={
          certificate && (
            <>
              <CopyButton label={t('copy')} text={json} />
              <Button
                size="small"
                type="text"
                onClick={() => download(`m3scope-certificate-${certificate.identity.model}.json`, json())}
              >
                {t('download')}
              </Button>
            </>
          )
        }
      >
        <div className={css.controls}>
          <ReferenceChoice {...props} />
          {run.phase === 'running' ? (
            <Button size="small" data-testid="certificate-cancel" onClick={onCancel}>
              {t('cancel')}
            </Button>
          ) : (
            <Button
              size="small"
              type="primary"
              data-testid="certificate-run"
              disabled={chosen === null}
              onClick={onRun}
            >
              {t(certificate ? 'again' : 'run')}
            </Button>
          )}
        </div>
        <RunState run={run} activations={props.activations} />
        <CheckTable certificate={certificate} activations={props.activations} />
        {certificate && <CertificateFacts certificate={certificate} />}
      </Section>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { ExportFindings } from '../../../state/exports-types'
import { useAppState } from '../../../state/react'
import { positionLimit } from '../../../state/selectors'
import { findingText } from './finding-text'

interface Props {
  readonly findings: ExportFindings
  readonly stale: boolean
}

/** Errors first: they stopped the export. */
export function Findings({ findings, stale }: Props) {
  const { t } = useTranslation(['exports', 'common'])
  const { list, more } = findings
  const mostTokens = useAppState((state) => positionLimit(state.model))
  if (list.length === 0) return null
  const sorted = [...list].sort((one, other) => one.severity.localeCompare(other.severity))
  return (
    <div className="export-findings" data-testid="export-findings" data-stale={stale}>
      {stale && <p className="amber">{t('findings.stale')}</p>}
      <ul aria-label={t('findings.label')}>
        {sorted.map((finding, at) => (
          <li
            key={at}
            className={finding.severity === 'error' ? 'export-error' : 'amber'}
            data-testid="export-finding"
            data-code={finding.code}
            data-severity={finding.severity}
            data-record={finding.record ?? ''}
          >
            <strong>
              {t(`findings.${finding.severity}`)}
              {finding.record !== null && ` · ${t('findings.record', { record: finding.record })}`}
            </strong>{' '}
            {findingText(t, finding, mostTokens)}
          </li>
        ))}
        {more.error + more.warning > 0 && <li>{t('findings.more', more)}</li>}
      </ul>
    </div>
  )
}

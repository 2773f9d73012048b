import { useTranslation } from 'react-i18next'
import type { Change } from '../../core/staleness'
import { useStaleText } from '../../ui/stale-text'
import type { ExportFindings } from './types'
import { useAppState } from '../../core/react'
import { positionLimit } from '../../core/selectors'
import { findingText } from './finding-text'
import css from './exports.module.css'

interface Props {
  readonly findings: ExportFindings
  readonly changes: readonly Change[]
}

/** The findings of an export. Errors come first, because they stopped the export. */
export function Findings({ findings, changes }: Props) {
  const { t } = useTranslation(['exports', 'common'])
  const staleText = useStaleText(changes)
  const { list, more } = findings
  const mostTokens = useAppState((state) => positionLimit(state.model))
  if (list.length === 0) return null
  const sorted = [...list].sort((one, other) => one.severity.localeCompare(other.severity))
  return (
    <div className={css.findings} data-testid="export-findings" data-stale={changes.length > 0}>
      {changes.length > 0 && <p className="amber">{staleText}</p>}
      <ul aria-label={t('findings.label')}>
        {sorted.map((finding, at) => (
          <li
            key={at}
            className={finding.severity === 'error' ? css.error : 'amber'}
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

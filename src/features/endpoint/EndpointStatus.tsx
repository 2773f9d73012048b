import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../core/staleness'
import { useStaleText } from '../../ui/stale-text'
import { clsx } from 'clsx'
import { DIALECTS } from '../../formats/request'
import type { Endpoint } from './types'
import css from './endpoint.module.css'

/** The state of the run. */
export function EndpointStatus({
  endpoint,
  changes,
}: {
  readonly endpoint: Endpoint
  readonly changes: readonly Change[]
}) {
  const { t } = useTranslation('endpoint')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const { run, sweep, detected, result } = endpoint
  const sweeping = sweep.run.phase === 'running' ? sweep.run : null
  const phase = sweeping ? 'running' : run.phase === 'idle' ? sweep.run.phase : run.phase
  const words = (): string => {
    if (sweeping) {
      if (sweeping.progress === null) return t('status.starting')
      return t(`status.sweep-${sweeping.progress.stage}`, { tokens: sweeping.progress.tokens })
    }
    if (run.phase === 'running') return t(`status.${run.step}`, { side: run.side.toUpperCase() })
    if (run.phase === 'idle' && detected)
      return t('status.detected', { dialect: DIALECTS[detected.dialect].label, because: detected.because })
    if (stale) return staleText
    if (phase === 'cancelled') return t('status.cancelled')
    return phase === 'done' && result ? t('status.done', { url: result.server.baseUrl }) : ''
  }
  const total = sweeping?.progress?.total ?? 0
  return (
    <div
      className={css.status}
      role="status"
      data-testid="endpoint-status"
      data-phase={phase}
      data-stale={stale}
      data-sweep={sweep.run.phase}
    >
      <span className={stale && phase !== 'running' ? 'amber' : 'muted'}>{words()}</span>
      <Progress
        className={clsx(css.bar)}
        percent={total > 0 ? (100 * sweeping!.progress!.done) / total : 0}
        showInfo={false}
        size={{ height: 3 }}
        style={{ visibility: total > 0 ? 'visible' : 'hidden' }}
        aria-label={t('status.progress')}
      />
    </div>
  )
}

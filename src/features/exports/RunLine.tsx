import { Button, Progress } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ExportTarget } from '../../formats/export/types'
import type { ExportRun } from './types'
import { percentOf } from '../../core/progress'
import { size } from '../../ui/quantities'
import css from './exports.module.css'

interface Props {
  readonly run: ExportRun
  readonly target: ExportTarget
  readonly onRun: () => void
  readonly onSetup: () => void
  readonly onCancel: () => void
}

export function RunLine({ run, target, onRun, onSetup, onCancel }: Props) {
  const { t } = useTranslation('exports')
  const busy = run.phase === 'running'
  return (
    <div className={css.run}>
      <Button
        type="primary"
        size="small"
        icon={<DownloadOutlined />}
        disabled={busy}
        data-testid="export-run"
        onClick={onRun}
      >
        {t('run.download')}
      </Button>
      {target.setup && (
        <Button
          size="small"
          disabled={busy}
          title={t('run.setupTitle')}
          data-testid="export-setup"
          onClick={onSetup}
        >
          {t('run.setup', { extension: target.setup.extension })}
        </Button>
      )}
      <Button size="small" disabled={!busy} data-testid="export-cancel" onClick={onCancel}>
        {t('run.cancel')}
      </Button>
      <span
        role="status"
        className={run.phase === 'refused' ? css.error : 'muted'}
        data-testid="export-status"
        data-phase={run.phase}
      >
        {words(t, run)}
      </span>
      <Progress
        className={clsx(css.progress)}
        percent={busy ? (percentOf(run) ?? 0) : 0}
        showInfo={false}
        size={{ height: 3 }}
        style={{ visibility: busy ? 'visible' : 'hidden' }}
        aria-label={t('run.progress')}
      />
    </div>
  )
}

function words(t: ReturnType<typeof useTranslation<'exports'>>['t'], run: ExportRun): string {
  switch (run.phase) {
    case 'running': {
      if (run.step === 'loading') return t('run.loading')
      // The text in progress, counted from 1.
      const place = { done: Math.min(run.done + 1, run.total), total: run.total }
      const layer = run.layer ? ` · ${t('run.layer', { done: run.layer.done, total: run.layer.total })}` : ''
      return `${t(`run.${run.step}`, place)}${layer}`
    }
    case 'done':
      return t('run.done', { file: run.file, size: size(run.bytes), count: run.records })
    case 'refused':
    case 'cancelled':
      return t(`run.${run.phase}`)
    case 'idle':
    case 'failed':
      return ''
  }
}

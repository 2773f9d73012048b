import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BuildFacts } from '../../engine/monitor/types'
import { useActions, useApp, useAppState } from '../../core/react'
import { prometheusText } from '../../engine/monitor/prometheus'
import { CopyButton } from '../../ui/CopyButton'
import { download } from '../../ui/download'
import { NumberField } from '../../ui/NumberField'
import { Section } from '../../ui/Section'
import { CountFacts } from './CountFacts'
import { ScoreTable } from './ScoreTable'
import { TimeTable } from './TimeTable'
import { useMonitor } from './use-monitor'
import { warningsOf } from './warnings'
import css from './monitor.module.css'

declare const __APP_VERSION__: string

/** What the engine did since the page was opened. */
export function MonitorSection() {
  const { t } = useTranslation('monitor')
  const { setSlow } = useActions()
  const { store } = useApp()
  const slow = useAppState((state) => state.monitor.slow)
  const { snapshot, isReady } = useMonitor()
  const warnings = warningsOf(snapshot, slow)
  const text = () => prometheusText(snapshot, buildOf(store.getState().model))
  return (
    <Section
      title={t('title')}
      actions={
        <>
          <CopyButton label={t('copy')} text={text} />
          <Button
            size="small"
            type="text"
            icon={<DownloadOutlined />}
            data-testid="monitor-download"
            disabled={!isReady}
            onClick={() => download('m3scope-metrics.prom', text(), 'text/plain')}
          >
            {t('download')}
          </Button>
        </>
      }
    >
      <div data-testid="monitor" data-ready={isReady}>
        <p className={css.note}>{t('about')}</p>
        <label className={css.threshold}>
          {t('slow')}
          <NumberField
            testId="monitor-threshold"
            value={slow}
            min={1}
            max={600_000}
            onChange={setSlow}
            late
          />
        </label>
        <p
          className={warnings.length > 0 ? 'amber' : 'muted'}
          data-testid="monitor-warnings"
          data-count={warnings.length}
          data-kinds={[...new Set(warnings)].join(' ')}
        >
          {t('warnings.count', { count: warnings.length })}
        </p>
        <TimeTable durations={snapshot.durations} slow={slow} />
        <ScoreTable scores={snapshot.scores} />
        <CountFacts snapshot={snapshot} />
      </div>
    </Section>
  )
}

function buildOf(model: ReturnType<ReturnType<typeof useApp>['store']['getState']>['model']): BuildFacts {
  const info = model.phase === 'ready' ? model.info : null
  return {
    version: __APP_VERSION__,
    model: info?.id ?? null,
    modelHash: info?.hash ?? null,
    provider: info?.runtime.provider ?? null,
  }
}

import { Button, Progress } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { modelOfError, turnOf } from './state'
import type { Compare, CompareRun } from './state-types'
import { percentOf as runPercent } from '../../core/progress'
import { ErrorBox } from '../../ui/ErrorBox'
import { size, time } from '../../ui/quantities'
import css from './compare.module.css'

interface RunLineProps {
  readonly compare: Compare
  readonly onCancel: () => void
}

/** The state of the run, for each model. */
export function RunLine({ compare: { run, result }, onCancel }: RunLineProps) {
  const { t } = useTranslation('compare')
  const percent = percentOf(run)
  const isBusy = turnOf(run) !== null
  const words =
    run.phase === 'cancelled' && result !== null
      ? t('progress.kept')
      : isBusy || run.phase === 'cancelled' || result === null
        ? wordsOf(t, run)
        : t('progress.done', { first: time(result.first.time), second: time(result.second.time) })
  return (
    <>
      <div
        className={css.run}
        role="status"
        data-testid="compare-status"
        data-phase={run.phase}
        data-model={turnOf(run) ?? undefined}
        aria-live={isBusy ? 'off' : 'polite'}
      >
        <span className={css.runWords}>{words}</span>
        <Button
          size="small"
          data-testid="compare-cancel"
          style={{ visibility: isBusy ? 'visible' : 'hidden' }}
          onClick={onCancel}
        >
          {t('cancel')}
        </Button>
        <Progress
          className={clsx(css.bar)}
          percent={percent ?? 0}
          showInfo={false}
          status="normal"
          size={{ height: 3 }}
          style={{ visibility: isBusy && percent !== null ? 'visible' : 'hidden' }}
          aria-label={words}
        />
      </div>
      {run.phase === 'failed' && <Failed error={run.error} />}
    </>
  )
}

function Failed({ error }: { readonly error: Extract<CompareRun, { phase: 'failed' }>['error'] }) {
  const { t } = useTranslation('compare')
  const n = modelOfError(error)
  return (
    <div className={css.failed} data-model={n ?? undefined}>
      {n !== null && <strong>{t('failed', { n })}</strong>}
      <ErrorBox error={error} />
    </div>
  )
}

function percentOf(run: CompareRun): number | null {
  if (run.phase === 'running') return runPercent(run)
  if (run.phase !== 'loading' || run.progress === null) return null
  const { progress } = run
  if (progress.stage === 'layers') return progress.total === 0 ? null : (100 * progress.done) / progress.total
  if (progress.stage !== 'files') return 100
  const { loaded, total } = progress
  return total === null || total === 0 ? null : (100 * loaded) / total
}

function wordsOf(t: TFunction<'compare'>, run: CompareRun): string {
  if (run.phase === 'cancelled') return t('progress.cancelled')
  if (run.phase === 'running') {
    const { model: n, done, total, layer } = run
    return layer === undefined
      ? t('progress.texts', { n, done, total })
      : t('progress.textLayer', {
          n,
          done,
          total,
          layer: Math.min(layer.done + 1, layer.total),
          layers: layer.total,
        })
  }
  if (run.phase !== 'loading') return run.phase === 'idle' ? t('progress.ready') : ''
  const { model: n, progress, rate, layers } = run
  if (progress === null) return t('progress.starting', { n })
  if (progress.stage === 'layers')
    return t('progress.layers', { n, done: progress.done, total: progress.total })
  if (progress.stage !== 'files') return t(`progress.${progress.stage}`, { n })
  const file = progress.file.split('/').at(-1) ?? progress.file
  const loaded = size(progress.loaded)
  return [
    progress.total === null
      ? t('progress.filesUnknown', { n, file, loaded })
      : t('progress.files', { n, file, loaded, total: size(progress.total) }),
    layers && t('progress.madeOf', { done: layers.done, total: layers.total }),
    rate && t('progress.rate', { rate: size(rate.bytesPerSecond) }),
    rate?.remaining != null && t('progress.remaining', { time: time(rate.remaining) }),
    progress.retry !== undefined && t('progress.retry', { count: progress.retry }),
  ]
    .filter(Boolean)
    .join(' · ')
}

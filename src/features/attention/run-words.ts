import type { TFunction } from 'i18next'
import type { LookRun } from './types'

/** Describes the state of a run; "" if the run has ended or has not begun. */
export function runWords(t: TFunction<'attention'>, run: LookRun): string {
  if (run.phase === 'cancelled') return t('cancelled')
  if (run.phase !== 'running') return ''
  return run.progress === null || run.progress.total === 0
    ? t('starting')
    : t('layerOf', {
        current: Math.min(run.progress.done + 1, run.progress.total),
        total: run.progress.total,
      })
}

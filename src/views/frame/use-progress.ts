import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import { useAppState } from '../../state/react'
import type { ModelPhase, RunPhase } from '../../state/types'
import { size, time } from './format'

interface Shown {
  readonly words: string
  /** A second line. */
  readonly detail: string
  /** Null where there is nothing to measure. */
  readonly percent: number | null
}

/** What goes on, in words and percent: the load while there is one, else the run. */
export function useProgress(): Shown {
  const { t } = useTranslation()
  const model = useAppState((state) => state.model)
  const run = useAppState((state) => state.run)
  return model.phase === 'loading' ? loadProgress(t, model) : runProgress(t, run, model)
}

function loadProgress(t: TFunction, { progress }: ModelPhase & { phase: 'loading' }): Shown {
  if (progress === null) return { words: t('run.starting'), detail: '', percent: 0 }
  if (progress.stage !== 'files') return { words: t(`run.${progress.stage}`), detail: '', percent: 100 }
  const { file, loaded, total } = progress
  const name = file.split('/').at(-1) ?? file
  const bytes = total === null ? size(loaded) : t('run.files', { loaded: size(loaded), total: size(total) })
  return {
    words: name,
    detail: bytes,
    percent: total === null || total === 0 ? null : (100 * loaded) / total,
  }
}

function runProgress(t: TFunction, run: RunPhase, model: ModelPhase): Shown {
  switch (run.phase) {
    case 'running': {
      if (run.progress === null) return { words: t('run.waiting'), detail: '', percent: 0 }
      const { done, total } = run.progress
      return {
        words: t('run.texts', { n: Math.min(done + 1, total), total }),
        detail: '',
        percent: (100 * done) / total,
      }
    }
    case 'done':
      return { words: t('run.done', { time: time(run.time) }), detail: '', percent: null }
    case 'failed':
      return { words: t('run.failed'), detail: '', percent: null }
    case 'cancelled':
      return { words: t('run.cancelled'), detail: '', percent: null }
    case 'idle':
      return {
        words: model.phase === 'ready' ? t('run.loaded', { time: time(model.time) }) : '',
        detail: '',
        percent: null,
      }
  }
}

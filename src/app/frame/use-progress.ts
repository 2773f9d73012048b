import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { LoadState } from '../../core/model/load-types'
import { percentOf } from '../../core/progress'
import { useAppState } from '../../core/react'
import type { ModelPhase, RunPhase } from '../../core/state'
import { textsPending } from '../../core/text/wait-for-texts'
import { duration, size, time } from '../../ui/quantities'

export interface Shown {
  readonly words: string
  /** At most two further lines. */
  readonly details: readonly string[]
  /** Null: there is nothing to measure. */
  readonly percent: number | null
  /** Amber: the connection broke and the download is retried. */
  readonly troubled: boolean
}

const plain = (words: string, percent: number | null): Shown => ({
  words,
  details: [],
  percent,
  troubled: false,
})

/** The progress of the load if a model is being loaded, else of the run. */
export function useProgress(): Shown {
  const { t } = useTranslation()
  const model = useAppState((state) => state.model)
  const run = useAppState((state) => state.run)
  const waitsForText = useAppState(textsPending)
  if (run.phase === 'running' && run.progress === null && waitsForText)
    return plain(t('run.waitingText'), null)
  return model.phase === 'loading' ? loadProgress(t, model) : runProgress(t, run, model)
}

/**
 * The progress of a load. `words`: the file, and how many layers have a session. `details`: bytes, total and speed;
 * then the number of the retry, or the origin of the bytes and the remaining time.
 */
export function loadProgress(t: TFunction<'app'>, { progress, rate, layers }: LoadState): Shown {
  if (progress === null) return plain(t('run.starting'), 0)
  if (progress.stage === 'layers') {
    const { done, total } = progress
    return plain(t('run.layers', { done, total }), total === 0 ? null : (100 * done) / total)
  }
  if (progress.stage !== 'files') return plain(t(`run.${progress.stage}`), 100)
  const { file, loaded, total, origin, retry } = progress
  const bytes = total === null ? size(loaded) : t('run.files', { loaded: size(loaded), total: size(total) })
  const remaining = rate?.remaining ?? null
  const from = t(`run.origin.${origin}`)
  return {
    words: [
      file.split('/').at(-1) ?? file,
      layers && t('run.layers', { done: layers.done, total: layers.total }),
    ]
      .filter(Boolean)
      .join(' · '),
    details: [
      rate === null ? bytes : `${bytes} · ${t('run.rate', { rate: size(rate.bytesPerSecond) })}`,
      retry !== undefined
        ? t('run.retry', { n: retry + 1 })
        : remaining === null
          ? from
          : `${from} · ${t('run.remaining', { time: duration(remaining) })}`,
    ],
    percent: total === null || total === 0 ? null : (100 * loaded) / total,
    troubled: retry !== undefined,
  }
}

function runProgress(t: TFunction<'app'>, run: RunPhase, model: ModelPhase): Shown {
  switch (run.phase) {
    case 'running': {
      if (run.progress === null) return plain(t('run.waiting'), 0)
      const { done, total, side, layer } = run.progress
      const words =
        layer === undefined
          ? t('run.texts', { n: Math.min(done + 1, total), total })
          : t('run.textLayer', {
              side: side.toUpperCase(),
              n: Math.min(layer.done + 1, layer.total),
              total: layer.total,
            })
      return plain(words, percentOf(run.progress))
    }
    case 'done':
      return plain(t('run.done', { time: time(run.time) }), null)
    case 'failed':
      return plain(t('run.failed'), null)
    case 'cancelled':
      return plain(t('run.cancelled'), null)
    case 'idle':
      return plain(model.phase === 'ready' ? t('run.loaded', { time: time(model.time) }) : '', null)
  }
}

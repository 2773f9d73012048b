import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { LoadState } from '../../core/model/load-types'
import { percentOf } from '../../core/progress'
import type { CountProgress } from '../../host/calls'
import type { Language } from '../../i18n'
import { useApp, useAppState } from '../../core/react'
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
  const { t, i18n } = useTranslation()
  const { parts } = useApp()
  const model = useAppState((state) => state.model)
  const run = useAppState((state) => state.run)
  const part = run.phase === 'running' ? parts.find(({ name }) => name === run.part) : undefined
  const progress = useAppState((state) => part?.progress(state) ?? null)
  const waitsForText = useAppState(textsPending)
  if (run.phase === 'running' && part === undefined && waitsForText) return plain(t('run.waitingText'), null)
  if (model.phase === 'loading') return loadProgress(t, model)
  const language = i18n.language as Language
  if (run.phase !== 'running') return ended(t, language, run, model)
  return part === undefined ? plain(t('run.waiting'), 0) : runProgress(t, part.title[language], run, progress)
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

type Running = Extract<RunPhase, { phase: 'running' }>

/** "Heatmap · text 3 of 20 · layer 4 of 24". The bar counts through all parts of the run. */
function runProgress(
  t: TFunction<'app'>,
  title: string,
  { share, progress: ofScores }: Running,
  progress: CountProgress | null,
): Shown {
  if (progress === null) return plain(`${title} · ${t('run.starting')}`, 100 * share.from)
  const { done, total, layer } = progress
  const text = ofScores
    ? t('run.side', { side: ofScores.side.toUpperCase() })
    : t('run.texts', { n: Math.min(done + 1, total), total })
  const words = [
    title,
    text,
    layer && t('run.layer', { n: Math.min(layer.done + 1, layer.total), total: layer.total }),
  ]
  const ofPart = (percentOf(progress) ?? 0) / 100
  return plain(words.filter(Boolean).join(' · '), 100 * (share.from + (share.to - share.from) * ofPart))
}

function ended(
  t: TFunction<'app'>,
  language: Language,
  run: Exclude<RunPhase, Running>,
  model: ModelPhase,
): Shown {
  switch (run.phase) {
    case 'done':
    case 'asking':
      return plain(
        [
          ...(run.phase === 'done' ? [t('run.done')] : []),
          ...run.parts.map(({ title, time: took }) =>
            took === null
              ? t('run.asks', { part: title[language] })
              : t('run.partDone', { part: title[language], time: time(took) }),
          ),
        ].join(' · '),
        null,
      )
    case 'failed':
      return plain(
        run.title === null ? t('run.failed') : t('run.partFailed', { part: run.title[language] }),
        null,
      )
    case 'cancelled':
      return plain(t('run.cancelled'), null)
    case 'idle':
      return plain(model.phase === 'ready' ? t('run.loaded', { time: time(model.time) }) : '', null)
  }
}

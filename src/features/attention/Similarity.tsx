import { Suspense } from 'react'
import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../core/staleness'
import { useStaleText } from '../../ui/stale-text'
import type { ModelInfo } from '../../engine/model/types'
import type { Attention, LookRun } from './types'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { Unavailable } from '../../ui/Unavailable'
import { ErrorBox } from '../../ui/ErrorBox'
import { onDemand } from '../../ui/on-demand'
import { runWords } from './AttentionView'
import css from './attention.module.css'

const SimilarityLines = onDemand(async () => (await import('./SimilarityLines')).SimilarityLines)

const CHART_HEIGHT = 220

interface SimilarityProps {
  readonly attention: Attention
  readonly changes: readonly Change[]
  readonly ready: boolean
  readonly info: ModelInfo | null
  readonly onRun: () => void
  readonly onCancel: () => void
}

/** Progress counts texts; the layers are those of the text at hand. */
function similarityWords(t: TFunction<'attention'>, run: LookRun): string {
  if (run.phase !== 'running' || run.progress === null) return runWords(t, run)
  const { done, total, layer } = run.progress
  const text = { n: Math.min(done + 1, total), texts: total }
  return layer === undefined
    ? t('similarity.textOf', text)
    : t('similarity.layerOf', { ...text, done: layer.done, total: layer.total })
}

/** After which layer two texts move apart. */
export function Similarity({ attention, changes, ready, info, onRun, onCancel }: SimilarityProps) {
  const { similarity, similarityRun: run } = attention
  const { t } = useTranslation('attention')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const whole = info?.execution.kind === 'whole'
  const pooling = similarity?.value.pooling ?? null
  const rows = Array.from(similarity?.value.cls ?? [], (cls, layer) => ({
    layer,
    cls,
    mean: similarity!.value.mean[layer]!,
  }))
  return (
    <Section
      title={t('similarity.title')}
      actions={
        <>
          <span
            className={stale ? 'amber' : 'muted'}
            role="status"
            data-testid="similarity-status"
            data-phase={run.phase}
            data-stale={stale}
          >
            {similarityWords(t, run)}
            {run.phase !== 'running' && staleText}
          </span>
          {run.phase === 'running' ? (
            <Button size="small" onClick={onCancel}>
              {t('cancel')}
            </Button>
          ) : (
            <Button size="small" disabled={!ready || whole} data-testid="similarity-run" onClick={onRun}>
              {t('similarity.run')}
            </Button>
          )}
        </>
      }
    >
      {whole && <Unavailable reason="hidden-states-inside" />}
      {run.phase === 'failed' && <ErrorBox error={run.error} />}
      {similarity === null ? (
        <p className={css.note}>{t('similarity.what')}</p>
      ) : (
        <div className={css.similarity} data-stale={stale}>
          <div className={css.chart} style={{ height: CHART_HEIGHT }}>
            <Suspense fallback={null}>
              <SimilarityLines rows={rows} pooling={pooling} />
            </Suspense>
          </div>
          <table className={css.layers}>
            <thead>
              <tr>
                <th>{t('layer')}</th>
                <th>
                  {'<s>'} {pooling === 'cls' && '★'}
                </th>
                <th>
                  {t('similarity.mean')} {pooling === 'mean' && '★'}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ layer, cls, mean }) => (
                <tr
                  key={layer}
                  data-testid="similarity-layer"
                  data-layer={layer}
                  data-cls={cls}
                  data-mean={mean}
                >
                  <td className="num muted">{layer === 0 ? t('similarity.embeddings') : layer}</td>
                  <td>
                    <Num value={cls} />
                  </td>
                  <td>
                    <Num value={mean} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={css.note}>
            {t(pooling === null ? 'similarity.noPooling' : 'similarity.pooled', {
              pooling: pooling === 'cls' ? '<s>' : t('similarity.mean'),
            })}
          </p>
        </div>
      )}
    </Section>
  )
}

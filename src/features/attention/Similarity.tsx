import type { SimilarityProps } from './similarity-props'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section'
import { Unavailable } from '../../ui/Unavailable'
import { ErrorBox } from '../../ui/ErrorBox'
import { onDemand } from '../../ui/on-demand'
import { SimilarityTable, type SimilarityRow } from './SimilarityTable'
import { SimilarityTools } from './SimilarityTools'
import css from './attention.module.css'

const SimilarityLines = onDemand(async () => (await import('./SimilarityLines')).SimilarityLines)

const CHART_HEIGHT = 220

/** How alike the hidden states of the two texts are after each layer. */
export function Similarity(props: SimilarityProps) {
  const { attention, changes, info } = props
  const { similarity, similarityRun: run } = attention
  const { t } = useTranslation('attention')
  const stale = changes.length > 0
  const whole = info?.execution.kind === 'whole'
  const pooling = similarity?.value.pooling ?? null
  const rows = Array.from(similarity?.value.cls ?? [], (cls, layer): SimilarityRow => ({
    layer,
    cls,
    mean: similarity!.value.mean[layer]!,
  }))
  return (
    <Section title={t('similarity.title')} actions={<SimilarityTools {...props} />}>
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
          <SimilarityTable rows={rows} pooling={pooling} />
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

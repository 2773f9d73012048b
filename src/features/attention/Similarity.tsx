import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../core/react'
import { Unavailable } from '../../ui/Unavailable'
import { ErrorBox } from '../../ui/ErrorBox'
import { onDemand } from '../../ui/on-demand'
import { SimilarityTable, type SimilarityRow } from './SimilarityTable'
import { similarityStaleness } from './staleness'
import css from './attention.module.css'

const SimilarityLines = onDemand(async () => (await import('./SimilarityLines')).SimilarityLines)

const CHART_HEIGHT = 280

/** How alike the hidden states of the two texts are after each layer. */
export function Similarity() {
  const { t } = useTranslation('attention')
  const similarity = useAppState(({ attention }) => attention.similarity)
  const failed = useAppState(({ attention: { similarityRun: run } }) => (run.phase === 'failed' ? run : null))
  const isStale = useAppState((state) => similarityStaleness(state).length > 0)
  const isWhole = useAppState(({ model }) => model.phase === 'ready' && model.info.execution.kind === 'whole')
  const pooling = similarity?.value.pooling ?? null
  const rows = Array.from(similarity?.value.cls ?? [], (cls, layer): SimilarityRow => ({
    layer,
    cls,
    mean: similarity!.value.mean[layer]!,
  }))
  return (
    <>
      <h2 className={css.heading}>{t('similarity.title')}</h2>
      {isWhole && <Unavailable reason="hidden-states-inside" />}
      {failed && <ErrorBox error={failed.error} />}
      {similarity === null ? (
        <p className={css.note}>{t('similarity.what')}</p>
      ) : (
        <div className={css.similarity} data-stale={isStale}>
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
    </>
  )
}

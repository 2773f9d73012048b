import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { onDemand } from '../../ui/on-demand'
import type { DimensionRow } from './dense'

const ROW_HEIGHT = 16

const ContributionBars = onDemand(async () => (await import('./ContributionBars')).ContributionBars)

/** One bar for each dimension, largest first. Bars to the right raise the score, bars to the left lower it. */
export function ContributionChart({ rows }: { readonly rows: readonly DimensionRow[] }) {
  const { t } = useTranslation('scores')
  return (
    // The height is set here, so that nothing below moves when the chart has been loaded.
    <div
      role="img"
      aria-label={t('dense.chart', { n: rows.length })}
      style={{ height: rows.length * ROW_HEIGHT + 8 }}
    >
      <Suspense fallback={null}>
        <ContributionBars rows={rows} />
      </Suspense>
    </div>
  )
}

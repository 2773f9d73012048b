import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DenseExplanation } from '../../engine/score/types'
import { CopyButton } from '../../ui/CopyButton'
import { Formula } from '../../ui/Formula'
import { Section } from '../../ui/Section'
import { ContributionChart } from './ContributionChart'
import { dimensionRows, dimensionTsv, largestRows, type DimensionRow } from './dense'
import { DenseFacts } from './DenseFacts'
import { DimensionTable } from './DimensionTable'
import { Check, Note } from '../../ui/score-parts'
import { percent } from '../../ui/share'
import { shareOf } from '../../engine/score/share'
import type { BreakdownProps } from './types'
import { signed } from '../../ui/tsv'
import css from './scores.module.css'

const TOP = 20

export function DenseBreakdown({ reply, info }: BreakdownProps) {
  const { dense } = reply.explanation
  const a = reply.a.encoded.denseVecs
  const b = reply.b.encoded.denseVecs
  if (dense.state === 'unavailable' || a.state === 'unavailable' || b.state === 'unavailable') return null
  return <Opened dense={dense.value} a={a.value} b={b.value} made={{ reply, info }} />
}

interface OpenedProps {
  readonly dense: DenseExplanation
  readonly a: Float32Array
  readonly b: Float32Array
  readonly made: Pick<BreakdownProps, 'info' | 'reply'>
}

function Opened({ dense, a, b, made }: OpenedProps) {
  const { normalize } = made.reply.a.encoded.settings
  const { t } = useTranslation('scores')
  const rows = useMemo(() => dimensionRows(a, b, dense), [a, b, dense])
  const top = useMemo(() => largestRows(rows, TOP), [rows])
  return (
    <>
      <Formula parts={[`dense = q·p = Σ aᵢ·bᵢ  (i = 0 … ${dense.dimension - 1})  = `, dense.dot]} />
      <Formula
        parts={[
          'cosine = q·p ÷ (‖q‖·‖p‖) = ',
          dense.dot,
          ' ÷ (',
          dense.normA,
          ' × ',
          dense.normB,
          ') = ',
          dense.cosine,
        ]}
      />
      {!normalize && <Note>{t('dense.notNormalised')}</Note>}
      <div className={css.columns}>
        <div>
          <DenseFacts dense={dense} a={a} b={b} />
          <Section title={t('dense.chart', { n: top.length })}>
            <ContributionChart rows={top} />
            <Note>
              {t('dense.coverage', {
                n: top.length,
                dimension: dense.dimension,
                share: percent(shareOf(sumOf(top), dense.dot))?.toFixed(1) ?? '–',
              })}
            </Note>
          </Section>
        </div>
        <Section
          title={t('dense.table', { dimension: dense.dimension })}
          actions={
            <>
              <CopyButton label={t('copyTsv')} text={() => signed(dimensionTsv(rows), made)} />
              <CopyButton label={t('dense.copyA')} text={() => JSON.stringify(Array.from(a))} />
              <CopyButton label={t('dense.copyB')} text={() => JSON.stringify(Array.from(b))} />
            </>
          }
        >
          <DimensionTable rows={rows} />
          <Check what="Σ aᵢ·bᵢ" sum={sumOf(rows)} score={dense.dot} />
        </Section>
      </div>
    </>
  )
}

const sumOf = (rows: readonly DimensionRow[]) => rows.reduce((sum, row) => sum + row.product, 0)

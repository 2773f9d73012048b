import type { TableProps } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompareResult } from './state-types'
import { SIDES, type Side } from '../../core/state'
import { CopyButton } from '../../ui/CopyButton'
import { DataTable } from '../../ui/DataTable'
import { KeyValue } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { Note, SideMark } from '../../ui/score-parts'
import { Difference, DifferenceCheck, NotComparable } from './parts'
import { dimensionTsv } from './rows'
import { cosineBetween, dimensionChanges, sumOf, type DimensionChange } from '../../engine/compare/changes'
import type { DetailProps } from './types'

const TOP = 20

export function DenseCompared({ result, difference }: DetailProps) {
  const { t } = useTranslation('compare')
  const changes = useMemo(() => dimensionChanges(result), [result])
  return (
    <>
      <Section title={t('dense.cosines')}>
        <Cosines result={result} />
        <Note>{t('dense.family')}</Note>
      </Section>
      {changes.state === 'comparable' && (
        <Section
          title={t('dense.dimensions', {
            n: Math.min(TOP, changes.value.length),
            dimension: changes.value.length,
          })}
          actions={<CopyButton label={t('copyTsv')} text={() => dimensionTsv(changes.value)} />}
        >
          <DimensionTable rows={changes.value.slice(0, TOP)} />
          {difference !== null && (
            <DifferenceCheck
              what="Σ (aᵢ·bᵢ)₂ − (aᵢ·bᵢ)₁"
              sum={sumOf(changes.value)}
              difference={difference}
            />
          )}
        </Section>
      )}
    </>
  )
}

function Cosines({ result }: { readonly result: CompareResult }) {
  const { t } = useTranslation('compare')
  const fact = (side: Side) => {
    const cosine = cosineBetween(result, side)
    return {
      key: side,
      label: (
        <>
          <SideMark side={side} /> {t('dense.cosine')}
        </>
      ),
      value:
        cosine.state === 'comparable' ? (
          <span data-testid={`compare-cosine-${side}`} data-value={cosine.value}>
            <Num value={cosine.value} digits={6} />
          </span>
        ) : (
          <NotComparable why={cosine} />
        ),
    }
  }
  return <KeyValue facts={SIDES.map(fact)} />
}

function DimensionTable({ rows }: { readonly rows: readonly DimensionChange[] }) {
  const { t } = useTranslation('compare')
  const product = (key: 'first' | 'second', n: number) => ({
    title: `${t('dense.product')} · ${t('model', { n })}`,
    key,
    width: 132,
    align: 'right' as const,
    render: (_: unknown, row: DimensionChange) => <Num value={row[key]} digits={6} />,
  })
  const columns: NonNullable<TableProps<DimensionChange>['columns']> = [
    {
      title: t('dense.dim'),
      key: 'dim',
      width: 64,
      align: 'right',
      render: (_, row) => <Num value={row.dim} digits={0} />,
    },
    product('first', 1),
    product('second', 2),
    {
      title: t('difference'),
      key: 'difference',
      width: 128,
      align: 'right',
      render: (_, row) => <Difference value={row.difference} digits={6} />,
    },
  ]
  return (
    <DataTable
      label={t('details.dense')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.dim}
      width={456}
    />
  )
}

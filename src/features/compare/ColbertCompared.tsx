import { Segmented, type TableProps } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/CopyButton'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import { Note, SideMark } from '../../ui/score-parts'
import { Difference, DifferenceCheck, NotComparable } from './parts'
import { matchTsv } from './rows'
import { matchChanges, sumOf, type MatchChange } from '../../engine/compare/changes'
import type { DetailProps } from './types'

const FILTERS = ['all', 'movedOnly'] as const
type Filter = (typeof FILTERS)[number]

export function ColbertCompared({ result, difference }: DetailProps) {
  const { t } = useTranslation('compare')
  const [filter, setFilter] = useState<Filter>('all')
  const changes = useMemo(() => matchChanges(result), [result])
  if (changes.state !== 'comparable') return <NotComparable why={changes} />
  const rows = changes.value
  const moved = rows.filter((row) => row.moved)
  return (
    <Section
      title={t('colbert.title')}
      actions={
        <>
          <Segmented<Filter>
            size="small"
            value={filter}
            onChange={setFilter}
            options={FILTERS.map((value) => ({ value, label: t(`colbert.${value}`) }))}
          />
          <CopyButton label={t('copyTsv')} text={() => matchTsv(rows)} />
        </>
      }
    >
      <Note>{t('colbert.moved', { moved: moved.length, rows: rows.length })}</Note>
      <MatchTable rows={filter === 'all' ? rows : moved} />
      <Note>{t('colbert.note')}</Note>
      {difference !== null && (
        <DifferenceCheck what="Σ (max₂ − max₁) ÷ |q|" sum={sumOf(rows)} difference={difference} />
      )}
    </Section>
  )
}

function MatchTable({ rows }: { readonly rows: readonly MatchChange[] }) {
  const { t } = useTranslation('compare')
  const model = (
    best: 'firstBest' | 'secondBest',
    similarity: `${'first' | 'second'}Similarity`,
    n: number,
  ) => ({
    title: t('model', { n }),
    key: best,
    children: [
      {
        title: (
          <>
            {t('colbert.best')} <SideMark side="b" />
          </>
        ),
        key: `${best}-token`,
        width: 136,
        render: (_: unknown, row: MatchChange) => (
          <>
            <span className="muted">#{row[best].index}</span> <TokenText token={row[best].token} side="b" />
            {n === 2 && row.moved && <b title={t('colbert.movedTitle')}> ≠</b>}
          </>
        ),
      },
      {
        title: t('colbert.similarity'),
        key: `${best}-similarity`,
        width: 84,
        align: 'right' as const,
        sorter: (x: MatchChange, y: MatchChange) => x[similarity] - y[similarity],
        render: (_: unknown, row: MatchChange) => <Num value={row[similarity]} />,
      },
    ],
  })
  const columns: NonNullable<TableProps<MatchChange>['columns']> = [
    {
      title: '#',
      key: 'index',
      width: 56,
      align: 'right',
      sorter: (x, y) => x.query.index - y.query.index,
      render: (_, row) => <Num value={row.query.index} digits={0} />,
    },
    {
      title: (
        <>
          {t('colbert.query')} <SideMark side="a" />
        </>
      ),
      key: 'query',
      width: 112,
      render: (_, row) => <TokenText token={row.query.token} side="a" />,
    },
    model('firstBest', 'firstSimilarity', 1),
    model('secondBest', 'secondSimilarity', 2),
    {
      title: t('colbert.contribution'),
      key: 'difference',
      width: 104,
      align: 'right',
      sorter: (x, y) => x.difference - y.difference,
      render: (_, row) => <Difference value={row.difference} digits={5} />,
    },
  ]
  return (
    <DataTable
      label={t('details.colbert')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.query.index}
      width={712}
    />
  )
}

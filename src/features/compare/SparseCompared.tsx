import type { TableProps } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharedToken } from '../../engine/score/types'
import { CopyButton } from '../../ui/CopyButton'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import { Note } from '../../ui/score-parts'
import { Difference, DifferenceCheck, NotComparable } from './parts'
import { termTsv } from './rows'
import { sumOf, termChanges, type TermChange } from '../../engine/compare/changes'
import type { DetailProps } from './types'

export function SparseCompared({ result, difference }: DetailProps) {
  const { t } = useTranslation('compare')
  const changes = useMemo(() => termChanges(result), [result])
  if (changes.state !== 'comparable') return <NotComparable why={changes} />
  const rows = changes.value
  const count = (change: TermChange['change']) => rows.filter((row) => row.change === change).length
  return (
    <Section
      title={t('sparse.title', { count: rows.length })}
      actions={rows.length > 0 && <CopyButton label={t('copyTsv')} text={() => termTsv(rows)} />}
    >
      {rows.length === 0 ? (
        <Note>{t('sparse.none')}</Note>
      ) : (
        <>
          <Note>
            {t('sparse.counts', {
              both: count('both'),
              appears: count('appears'),
              vanishes: count('vanishes'),
            })}
          </Note>
          <TermTable rows={rows} />
          <Note>{t('sparse.note')}</Note>
        </>
      )}
      {difference !== null && (
        <DifferenceCheck what="Σ (wA·wB)₂ − (wA·wB)₁" sum={sumOf(rows)} difference={difference} />
      )}
    </Section>
  )
}

function TermTable({ rows }: { readonly rows: readonly TermChange[] }) {
  const { t } = useTranslation('compare')
  const model = (key: 'first' | 'second', n: number) => ({
    title: t('model', { n }),
    key,
    children: [
      {
        title: t('sparse.weights'),
        key: `${key}-weights`,
        width: 116,
        align: 'right' as const,
        render: (_: unknown, row: TermChange) => <WeightsOf term={row[key]} />,
      },
      {
        title: t('sparse.product'),
        key: `${key}-product`,
        width: 76,
        align: 'right' as const,
        sorter: (x: TermChange, y: TermChange) => (x[key]?.product ?? 0) - (y[key]?.product ?? 0),
        render: (_: unknown, row: TermChange) =>
          row[key] === null ? <span className="muted">–</span> : <Num value={row[key].product} />,
      },
    ],
  })
  const columns: NonNullable<TableProps<TermChange>['columns']> = [
    {
      title: t('sparse.token'),
      key: 'token',
      width: 112,
      render: (_, row) => <TokenText token={row.token} />,
    },
    {
      title: t('sparse.id'),
      key: 'id',
      width: 64,
      align: 'right',
      render: (_, row) => <Num value={row.id} digits={0} />,
    },
    model('first', 1),
    model('second', 2),
    {
      title: t('difference'),
      key: 'difference',
      width: 104,
      align: 'right',
      sorter: (x, y) => x.difference - y.difference,
      render: (_, row) => <Difference value={row.difference} />,
    },
    {
      title: t('sparse.change'),
      key: 'change',
      width: 76,
      render: (_, row) => (
        <span className={row.change === 'both' ? 'muted' : undefined} data-change={row.change}>
          {t(`sparse.${row.change}`)}
        </span>
      ),
    },
  ]
  return (
    <DataTable
      label={t('details.sparse')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      width={740}
    />
  )
}

function WeightsOf({ term }: { readonly term: SharedToken | null }) {
  if (term === null) return <span className="muted">–</span>
  return (
    <>
      <Num value={term.weightA} /> × <Num value={term.weightB} />
    </>
  )
}

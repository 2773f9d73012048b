import type { TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RankedDocument } from '../../engine/compare/ranking'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'
import { Difference } from './parts'

export function RankingTable({ rows }: { readonly rows: readonly RankedDocument[] }) {
  const { t } = useTranslation('compare')
  const model = (key: 'first' | 'second', n: number) => ({
    title: t('model', { n }),
    key,
    children: [
      {
        title: t('ranking.rank'),
        key: `${key}-rank`,
        width: 60,
        align: 'right' as const,
        render: (_: unknown, row: RankedDocument) => <Num value={row[`${key}Rank`]} digits={0} />,
      },
      {
        title: t('ranking.score'),
        key: `${key}-score`,
        width: 76,
        align: 'right' as const,
        render: (_: unknown, row: RankedDocument) => <Num value={row[key]} />,
      },
    ],
  })
  const columns: NonNullable<TableProps<RankedDocument>['columns']> = [
    {
      title: t('ranking.line'),
      key: 'line',
      width: 52,
      align: 'right',
      render: (_, row) => <span className="muted">{row.index + 1}</span>,
    },
    {
      title: t('ranking.document'),
      key: 'document',
      width: 240,
      ellipsis: true,
      render: (_, row) => <bdi title={row.text}>{row.text}</bdi>,
    },
    model('first', 1),
    model('second', 2),
    {
      title: t('ranking.change'),
      key: 'change',
      width: 68,
      align: 'right',
      render: (_, row) => <RankChange change={row.change} />,
    },
    {
      title: t('difference'),
      key: 'difference',
      width: 92,
      align: 'right',
      render: (_, row) => <Difference value={row.difference} />,
    },
  ]
  return (
    <div data-testid="compare-ranking">
      <DataTable
        label={t('details.ranking')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.index}
        width={724}
      />
    </div>
  )
}

function RankChange({ change }: { readonly change: number }) {
  const { t } = useTranslation('compare')
  const places = Math.abs(change)
  const title =
    change === 0 ? t('ranking.stays') : t(change > 0 ? 'ranking.rises' : 'ranking.falls', { count: places })
  return (
    <span className={change === 0 ? 'muted' : 'num'} title={title} aria-label={title}>
      {change === 0 ? '–' : `${change > 0 ? '▲' : '▼'}${places}`}
    </span>
  )
}

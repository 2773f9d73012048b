import type { TableProps } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import type { DimensionRow } from './dense'
import { percent } from '../../ui/share'

type Columns = NonNullable<TableProps<DimensionRow>['columns']>

export function DimensionTable({ rows }: { readonly rows: readonly DimensionRow[] }) {
  const { t } = useTranslation('scores')
  const columns = useMemo<Columns>(() => {
    const number = (key: 'a' | 'b' | 'product', title: string) => ({
      title,
      key,
      width: 96,
      align: 'right' as const,
      sorter: (x: DimensionRow, y: DimensionRow) => x[key] - y[key],
      render: (_: unknown, row: DimensionRow) => <Num value={row[key]} digits={6} />,
    })
    return [
      {
        title: t('dense.dim'),
        key: 'dim',
        width: 64,
        align: 'right',
        sorter: (x, y) => x.dim - y.dim,
        render: (_, row) => <Num value={row.dim} digits={0} />,
      },
      number('a', 'aᵢ'),
      number('b', 'bᵢ'),
      number('product', 'aᵢ·bᵢ'),
      {
        title: t('dense.magnitude'),
        key: 'magnitude',
        width: 96,
        align: 'right',
        defaultSortOrder: 'descend',
        sorter: (x, y) => Math.abs(x.product) - Math.abs(y.product),
        render: (_, row) => <Num value={Math.abs(row.product)} digits={6} />,
      },
      {
        title: t('dense.share'),
        key: 'share',
        width: 96,
        align: 'right',
        render: (_, row) => <MaybeNum value={percent(row.share)} digits={2} />,
      },
    ]
  }, [t])
  return (
    <DataTable
      label={t('dense.table', { dimension: rows.length })}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.dim}
      width={560}
      height={480}
    />
  )
}

import { Popover, Table, type TableProps } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import { percent } from '../../ui/share'
import type { Occurrence, SharedRow } from '../../engine/score/terms'
import css from './scores.module.css'

type Columns = NonNullable<TableProps<SharedRow>['columns']>

interface SharedTableProps {
  readonly rows: readonly SharedRow[]
  readonly sum: number
}

export function SharedTable({ rows, sum }: SharedTableProps) {
  const { t } = useTranslation('scores')
  const columns = useMemo<Columns>(() => {
    const number = (key: 'weightA' | 'weightB' | 'product', title: string) => ({
      title,
      key,
      width: 84,
      align: 'right' as const,
      sorter: (x: SharedRow, y: SharedRow) => x[key] - y[key],
      render: (_: unknown, row: SharedRow) => <Num value={row[key]} />,
    })
    const times = (key: 'inA' | 'inB', title: string) => ({
      title,
      key,
      width: 56,
      align: 'right' as const,
      render: (_: unknown, row: SharedRow) => <Times occurrences={row[key]} />,
    })
    return [
      { title: 'token', key: 'token', width: 120, render: (_, row) => <TokenText token={row.token} /> },
      {
        title: 'id',
        key: 'id',
        width: 72,
        align: 'right',
        sorter: (x, y) => x.id - y.id,
        render: (_, row) => <Num value={row.id} digits={0} />,
      },
      times('inA', t('sparse.timesA')),
      number('weightA', t('sparse.weightA')),
      times('inB', t('sparse.timesB')),
      number('weightB', t('sparse.weightB')),
      number('product', t('sparse.product')),
      {
        title: t('share'),
        key: 'share',
        width: 72,
        align: 'right',
        render: (_, row) => <MaybeNum value={percent(row.share)} digits={1} />,
      },
    ]
  }, [t])
  const summary = (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0} colSpan={6}>
          <b>{t('sparse.sum')}</b>
        </Table.Summary.Cell>
        <Table.Summary.Cell index={6} align="right">
          <b>
            <Num value={sum} />
          </b>
        </Table.Summary.Cell>
        <Table.Summary.Cell index={7} align="right">
          {sum !== 0 && <Num value={100} digits={1} />}
        </Table.Summary.Cell>
      </Table.Summary.Row>
    </Table.Summary>
  )
  return (
    <DataTable
      label={t('sparse.shared', { n: rows.length })}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      width={628}
      summary={summary}
    />
  )
}

/**
 * Shows how often the token occurs in the text. A click opens the list of its positions and weights; the largest
 * weight is used.
 */
function Times({ occurrences }: { readonly occurrences: readonly Occurrence[] }) {
  const { t } = useTranslation('scores')
  const list = (
    <ul className={css.occurrences}>
      {occurrences.map(({ index, weight }) => (
        <li key={index}>
          {t('sparse.at', { index })} <MaybeNum value={weight} />
        </li>
      ))}
    </ul>
  )
  return (
    <Popover content={list} title={t('sparse.occurrences')} trigger={['hover', 'click']}>
      <button type="button" className="num-button" tabIndex={-1}>
        {occurrences.length}
      </button>
    </Popover>
  )
}

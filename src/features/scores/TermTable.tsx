import { Table, type TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../ui/DataTable'
import { decimalsOf } from '../../ui/format'
import { MaybeNum, Num } from '../../ui/Num'
import type { Fusion, FusionTerm } from '../../engine/score/fusion'
import { percent } from '../../ui/share'
import css from './scores.module.css'

interface TermTableProps {
  readonly fusion: Fusion
  readonly score: number
}

/** The contribution of each head to a fused score. The contributions add up to the score. */
export function TermTable({ fusion, score }: TermTableProps) {
  const { t } = useTranslation('scores')
  const reach = Math.max(...fusion.terms.map((term) => Math.abs(term.contribution)))
  const number = (key: 'score' | 'product' | 'contribution', title: string) => ({
    title,
    key,
    width: 96,
    align: 'right' as const,
    render: (_: unknown, term: FusionTerm) => <Num value={term[key]} />,
  })
  const columns: NonNullable<TableProps<FusionTerm>['columns']> = [
    { title: t('fusion.head'), key: 'head', width: 112, render: (_, term) => t(`heads.${term.head}`) },
    {
      title: t('fusion.weight'),
      key: 'weight',
      width: 96,
      align: 'right',
      render: (_, term) => (
        <>
          <span className="muted">w{term.place} </span>
          <Num value={term.weight} digits={decimalsOf(term.weight)} />
        </>
      ),
    },
    number('score', t('fusion.score')),
    number('product', t('fusion.product')),
    number('contribution', t('fusion.contribution')),
    {
      title: t('share'),
      key: 'share',
      width: 72,
      align: 'right',
      render: (_, term) => <MaybeNum value={percent(term.share)} digits={1} />,
    },
    {
      title: t('fusion.bar'),
      key: 'bar',
      width: 160,
      render: (_, term) => (
        <span
          className={css.bar}
          data-sign={term.contribution < 0 ? 'negative' : 'positive'}
          style={{ width: reach === 0 ? 0 : `${(Math.abs(term.contribution) / reach) * 100}%` }}
        />
      ),
    },
  ]
  const summary = (
    <Table.Summary>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0} colSpan={4}>
          <b>{t('fusion.sum')}</b>
        </Table.Summary.Cell>
        <Table.Summary.Cell index={4} align="right">
          <b>
            <Num value={score} />
          </b>
        </Table.Summary.Cell>
        <Table.Summary.Cell index={5} colSpan={2} />
      </Table.Summary.Row>
    </Table.Summary>
  )
  return (
    <DataTable
      label={t('fusion.terms')}
      columns={columns}
      rows={fusion.terms}
      rowKey={(term) => term.head}
      width={728}
      summary={summary}
    />
  )
}

import { Table, type TableProps } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColbertDirection } from '../../engine/score/types'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum, Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import type { MatchRow, TokenAt } from '../../engine/score/matches'
import { SideMark, type Side } from '../../ui/score-parts'
import { percent } from '../../ui/share'

type Columns = NonNullable<TableProps<MatchRow>['columns']>

interface MatchTableProps {
  readonly rows: readonly MatchRow[]
  readonly direction: ColbertDirection
  readonly asking: Side
  readonly answering: Side
  readonly queryText: string
  readonly otherText: string
}

export function MatchTable({ rows, direction, asking, answering, queryText, otherText }: MatchTableProps) {
  const { t } = useTranslation('scores')
  const columns = useMemo<Columns>(() => {
    const token = (key: 'query' | 'best', side: Side, text: string, title: string): Columns => [
      {
        title: '#',
        key: `${key}-index`,
        width: 52,
        align: 'right',
        render: (_, row) => <Num value={row[key].index} digits={0} />,
      },
      {
        title: (
          <>
            {title} <SideMark side={side} />
          </>
        ),
        key,
        width: 132,
        render: (_, row) => <TokenText token={row[key].token} side={side} />,
      },
      {
        title: t('colbert.range'),
        key: `${key}-range`,
        width: 92,
        render: (_, row) => <Range at={row[key]} text={text} />,
      },
    ]
    const number = (key: 'similarity' | 'running', title: string) => ({
      title,
      key,
      width: 92,
      align: 'right' as const,
      render: (_: unknown, row: MatchRow) => <Num value={row[key]} />,
    })
    return [
      ...token('query', asking, queryText, t('colbert.query')),
      ...token('best', answering, otherText, t('colbert.best')),
      number('similarity', t('colbert.similarity')),
      {
        title: t('share'),
        key: 'share',
        width: 76,
        align: 'right',
        render: (_, row) => <MaybeNum value={percent(row.share)} digits={2} />,
      },
      number('running', t('colbert.running')),
    ]
  }, [t, asking, answering, queryText, otherText])
  const summary = (
    <Table.Summary fixed>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0} colSpan={6}>
          <b>{t('colbert.footer')}</b>
        </Table.Summary.Cell>
        <Table.Summary.Cell index={6} align="right" colSpan={3}>
          <b>
            <Num value={direction.sum} /> ÷ <Num value={direction.rows} digits={0} /> ={' '}
            <Num value={direction.score} />
          </b>
        </Table.Summary.Cell>
      </Table.Summary.Row>
    </Table.Summary>
  )
  return (
    <DataTable
      label={t('colbert.query')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.query.index}
      width={812}
      height={440}
      summary={summary}
    />
  )
}

/** The token's range in the text that the user typed. The tooltip shows the text of the range. */
function Range({ at, text }: { readonly at: TokenAt; readonly text: string }) {
  if (at.range === null) return <span className="muted">–</span>
  const [start, end] = at.range
  return (
    <span className="num" title={JSON.stringify(text.slice(start, end))}>
      {start}–{end}
    </span>
  )
}

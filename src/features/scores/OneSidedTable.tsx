import type { TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OneSidedToken } from '../../engine/score/types'
import { CopyButton } from '../../ui/CopyButton'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import { SideMark, type Side } from '../../ui/score-parts'
import { oneSidedTsv } from './sparse'
import { signed } from '../../ui/tsv'
import type { BreakdownProps } from './types'

const COLUMNS: NonNullable<TableProps<OneSidedToken>['columns']> = [
  { title: 'token', key: 'token', render: (_, row) => <TokenText token={row.token} /> },
  {
    title: 'id',
    key: 'id',
    width: 72,
    align: 'right',
    render: (_, row) => <Num value={row.id} digits={0} />,
  },
]

interface OneSidedTableProps {
  readonly side: Side
  readonly tokens: readonly OneSidedToken[]
  readonly made: Pick<BreakdownProps, 'info' | 'reply'>
}

/** Tokens that only one text has. Their weights add nothing to the score. */
export function OneSidedTable({ side, tokens, made }: OneSidedTableProps) {
  const { t } = useTranslation('scores')
  const weight = {
    title: t('sparse.weight'),
    key: 'weight',
    width: 72,
    align: 'right' as const,
    render: (_: unknown, row: OneSidedToken) => <Num value={row.weight} />,
  }
  return (
    <Section
      title={
        <>
          {t('sparse.only')} <SideMark side={side} /> · {tokens.length}
        </>
      }
      actions={<CopyButton iconOnly label={t('copyTsv')} text={() => signed(oneSidedTsv(tokens), made)} />}
    >
      <DataTable
        label={t('sparse.only') + ' ' + side.toUpperCase()}
        columns={[...COLUMNS, weight]}
        rows={tokens}
        rowKey={(row) => row.id}
        width={208}
        height={320}
      />
    </Section>
  )
}

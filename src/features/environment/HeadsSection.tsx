import type { TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  HEAD_NAMES,
  type Available,
  type HeadInfo,
  type HeadName,
  type ModelInfo,
} from '../../engine/model/types'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { sourceWords } from '../../ui/source-words'
import { Unavailable } from '../../ui/Unavailable'

interface HeadRow {
  readonly name: HeadName
  readonly head: Available<HeadInfo>
}

export function HeadsSection({ info }: { readonly info: ModelInfo }) {
  const { t } = useTranslation('environment')
  const { t: tCommon } = useTranslation('common')
  const rows: HeadRow[] = HEAD_NAMES.map((name) => ({ name, head: info.heads[name] }))
  const rest = { colSpan: 0 }
  const columns: NonNullable<TableProps<HeadRow>['columns']> = [
    { title: t('heads.head'), key: 'name', width: 88, render: (_, { name }) => t(`heads.names.${name}`) },
    {
      title: t('heads.source'),
      key: 'source',
      width: 150,
      onCell: ({ head }) => (head.state === 'unavailable' ? { colSpan: 4 } : {}),
      render: (_, { head }) =>
        head.state === 'available' ? (
          <span className="num">{sourceWords(tCommon, head.value)}</span>
        ) : (
          <Unavailable reason={head.reason} />
        ),
    },
    {
      title: t('heads.shape'),
      key: 'shape',
      width: 150,
      onCell: ({ head }) => (head.state === 'unavailable' ? rest : {}),
      render: (_, { head }) =>
        head.state === 'available' && <span className="num">[{head.value.shape.join(', ')}]</span>,
    },
    {
      title: t('heads.dimension'),
      key: 'dimension',
      width: 72,
      align: 'right',
      onCell: ({ head }) => (head.state === 'unavailable' ? rest : {}),
      render: (_, { head }) => head.state === 'available' && <Num value={head.value.dimension} digits={0} />,
    },
    {
      title: t('heads.normalised'),
      key: 'normalised',
      width: 150,
      onCell: ({ head }) => (head.state === 'unavailable' ? rest : {}),
      render: (_, { head }) => {
        if (head.state === 'unavailable') return null
        const { normalisedInGraph } = head.value
        if (normalisedInGraph === null) return t('heads.never')
        return t(normalisedInGraph ? 'heads.inGraph' : 'heads.byUs')
      },
    },
  ]
  return (
    <Section title={t('heads.title')}>
      <DataTable
        label={t('heads.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.name}
        width={610}
      />
    </Section>
  )
}

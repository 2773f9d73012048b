import { Table, type TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ModelFile, ModelInfo } from '../../engine/model/types'
import { DataTable } from '../../ui/DataTable'
import { HashText } from '../../ui/HashText'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'

export function FilesSection({ info }: { readonly info: ModelInfo }) {
  const { t } = useTranslation('environment')
  const columns: NonNullable<TableProps<ModelFile>['columns']> = [
    {
      title: t('files.name'),
      key: 'name',
      render: (_, file) => <span className="num">{file.name}</span>,
    },
    {
      title: t('files.bytes'),
      key: 'bytes',
      width: 120,
      align: 'right',
      sorter: (x, y) => x.bytes - y.bytes,
      render: (_, file) => <Num value={file.bytes} digits={0} />,
    },
    {
      title: t('files.sha256'),
      key: 'sha256',
      width: 130,
      render: (_, file) => <HashText hash={file.sha256} label={t('files.copyHash', { file: file.name })} />,
    },
    {
      title: t('files.origin'),
      key: 'origin',
      width: 110,
      render: (_, file) => t(`files.origins.${file.origin}`),
    },
  ]
  const summary = (
    <Table.Summary>
      <Table.Summary.Row>
        <Table.Summary.Cell index={0}>{t('files.total')}</Table.Summary.Cell>
        <Table.Summary.Cell index={1} align="right">
          <Num value={info.totalBytes} digits={0} />
        </Table.Summary.Cell>
        <Table.Summary.Cell index={2} colSpan={2} />
      </Table.Summary.Row>
    </Table.Summary>
  )
  return (
    <Section title={t('files.title')}>
      <DataTable
        label={t('files.title')}
        columns={columns}
        rows={info.files}
        rowKey={(file) => file.name}
        width={580}
        summary={summary}
      />
    </Section>
  )
}

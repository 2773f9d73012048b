import { useState } from 'react'
import { Button, type TableProps } from 'antd'
import { DownloadOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import type { SkippedRow } from '../../../engine/validate/types'
import { DataTable } from '../../../ui/DataTable'
import { download } from '../../../ui/download'
import { skippedFile } from './skipped-file'
import css from './data.module.css'

interface Row extends SkippedRow {
  readonly at: number
}

/** Every row that takes no part, and why. */
export function SkippedRows() {
  const { t } = useTranslation('validate')
  const skipped = useAppState(({ validate }) => validate.data.read?.skipped) ?? NONE
  const names = useAppState(({ validate }) => validate.data.names)
  const [isBusy, setBusy] = useState(false)
  const said = ({ reason, value }: SkippedRow) => t(`data.skipped.reasons.${reason}`, { value })
  const save = async () => {
    setBusy(true)
    download(`${names[0] ?? 'validation'}.skipped.csv`, await skippedFile(skipped), 'text/csv')
    setBusy(false)
  }
  return (
    <>
      <header className={css.head}>
        <h3>{t('data.skipped.title')}</h3>
        {skipped.length > 0 && (
          <Button
            size="small"
            icon={<DownloadOutlined />}
            data-testid="validate-skipped-download"
            loading={isBusy}
            onClick={() => void save()}
          >
            {t('data.skipped.download')}
          </Button>
        )}
        <span className="muted">
          {skipped.length > 0 ? t('data.skipped.rowNote') : t('data.skipped.none')}
        </span>
      </header>
      {skipped.length > 0 && <SkippedTable skipped={skipped} said={said} />}
    </>
  )
}

const NONE: readonly SkippedRow[] = []

function SkippedTable({
  skipped,
  said,
}: {
  readonly skipped: readonly SkippedRow[]
  readonly said: (row: SkippedRow) => string
}) {
  const { t } = useTranslation('validate')
  const hasFiles = skipped.some(({ file }) => file !== undefined)
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('data.skipped.row'), dataIndex: 'row', width: 80, align: 'right' },
    ...(hasFiles ? [{ title: t('data.skipped.file'), dataIndex: 'file', width: 160, ellipsis: true }] : []),
    { title: t('data.skipped.reason'), width: 260, render: (_: unknown, row: Row) => said(row) },
    // The sentence of a double pair has its row already.
    {
      title: t('data.skipped.value'),
      ellipsis: true,
      render: (_: unknown, { reason, value }: Row) => (reason === 'duplicate-pair' ? '' : value),
    },
  ]
  return (
    <DataTable
      label={t('data.skipped.title')}
      columns={columns}
      rows={skipped.map((row, at) => ({ ...row, at }))}
      rowKey={({ at }) => at}
      width={640}
      stretch
      height={240}
    />
  )
}

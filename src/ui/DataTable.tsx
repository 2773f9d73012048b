import { Table } from 'antd'
import type { TableProps } from 'antd'
import type { ReactElement } from 'react'
import { NumGrid } from './NumGrid'

/** From here on only the rows in sight are in the page. */
const VIRTUAL_FROM = 80

/** Wider than this, and the eye loses the row between two columns. */
const STRETCH = 1.4

interface DataTableProps<Row extends object> {
  readonly label: string
  readonly columns: NonNullable<TableProps<Row>['columns']>
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string | number
  /** Width below which the table scrolls inside itself. */
  readonly width: number
  /** Height of the body once the table is virtual. */
  readonly height?: number
  /** A Table.Summary with `fixed`, so that it stays in sight. */
  readonly summary?: ReactElement
}

/** Every table of numbers: small, virtual when long, walked with arrow keys. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, width, height = 420, summary } = props
  const virtual = rows.length > VIRTUAL_FROM
  return (
    <NumGrid label={label}>
      <Table<Row>
        classNames={{ section: 'tabular' }}
        style={{ maxWidth: width * STRETCH }}
        size="small"
        columns={columns}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        showSorterTooltip={false}
        virtual={virtual}
        scroll={virtual ? { x: width, y: height } : { x: width }}
        {...(summary ? { summary: () => summary } : {})}
      />
    </NumGrid>
  )
}

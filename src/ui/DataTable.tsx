import { Table } from 'antd'
import type { TableProps } from 'antd'
import type { ReactElement } from 'react'
import { NumGrid } from './NumGrid'

/** From this number of rows on, only the visible rows are in the page. */
const VIRTUAL_FROM = 80

/** In a wider table the reader loses the row between two columns. */
const STRETCH = 1.4

interface DataTableProps<Row extends object> {
  readonly label: string
  readonly columns: NonNullable<TableProps<Row>['columns']>
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string | number
  /** If there is less room than this width, the table scrolls horizontally. */
  readonly width: number
  /** Whether the table takes all the width that there is: for text, not for numbers. */
  readonly stretch?: boolean
  /** Height of the body when the table is virtual. */
  readonly height?: number
  /** A Table.Summary with `fixed`, so that it stays visible. */
  readonly summary?: ReactElement
}

/** The table for numbers: compact, virtual when it is long, with arrow keys between the numbers. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, width, stretch = false, height = 420, summary } = props
  const virtual = rows.length > VIRTUAL_FROM
  return (
    <NumGrid label={label}>
      <Table<Row>
        classNames={{ section: 'tabular' }}
        style={stretch ? {} : { maxWidth: width * STRETCH }}
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

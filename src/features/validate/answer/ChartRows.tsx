import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../ui/format'
import { NumGrid } from '../../../ui/NumGrid'
import { CopyNumber } from './CopyNumber'
import type { Cell, ChartTable } from './table-file'
import css from './answer.module.css'

export interface RowAction {
  readonly label: string
  readonly run: (at: number) => void
}

interface Props {
  readonly table: ChartTable
  readonly label: string
  readonly action: RowAction | null
}

/** More rows than this are only in the file: a plain table of so many costs a few milliseconds. */
const SHOWN = 200

/** The table behind a chart. */
export function ChartRows({ table, label, action }: Props) {
  const { t } = useTranslation('validate')
  const shown = Math.min(table.count, SHOWN)
  return (
    <div className={css.cardTable}>
      <NumGrid label={label}>
        <table className={css.metrics}>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              {action && (
                <th scope="col">
                  <span className={css.hidden}>{action.label}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: shown }, (_, at) => (
              <tr key={at}>
                {table.row(at).map((cell, column) => (
                  <td key={column}>
                    <CellView cell={cell} />
                  </td>
                ))}
                {action && (
                  <td>
                    <Button size="small" type="link" onClick={() => action.run(at)}>
                      {action.label}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </NumGrid>
      {shown < table.count && (
        <p className="muted">
          {t('answer.card.more', { shown: shown.toLocaleString(), count: table.count.toLocaleString() })}
        </p>
      )}
    </div>
  )
}

function CellView({ cell }: { readonly cell: Cell }) {
  if (cell === null) return <span className="muted">–</span>
  if (typeof cell === 'string') return cell
  return (
    <CopyNumber value={cell}>
      {Number.isInteger(cell) ? cell.toLocaleString() : formatNumber(cell, 4)}
    </CopyNumber>
  )
}

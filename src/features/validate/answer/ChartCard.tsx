import { useRef, useState, type ReactNode } from 'react'
import { Button, theme } from 'antd'
import { TableOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { download } from '../../../ui/download'
import { svgOf } from './svg-file'
import { ChartRows, type RowAction } from './ChartRows'
import { csvOf, type ChartTable } from './table-file'
import css from './answer.module.css'

interface Props {
  /** Also the name of its files. */
  readonly name: string
  readonly title: string
  /** What made it: shown beside the title. */
  readonly made?: ReactNode
  readonly tools?: ReactNode
  readonly testId: string
  /** Made when it is opened or saved. */
  readonly table: () => ChartTable
  /** Button of a table's row, as the keyboard's way to what is a gesture on the chart. */
  readonly rowAction?: RowAction
  /** False: it is a table already. */
  readonly hasPicture?: boolean
  readonly children: ReactNode
}

/** A chart with the table behind it and its files. */
export function ChartCard(props: Props) {
  const { name, title, made, tools, testId, table, rowAction, hasPicture = true, children } = props
  const { t } = useTranslation('validate')
  const { token } = theme.useToken()
  const [asTable, setAsTable] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const saveSvg = () => {
    const svg = box.current?.querySelector('svg')
    if (svg) download(`${name}.svg`, svgOf(svg, title, token.colorBgContainer), 'image/svg+xml')
  }
  return (
    <section className={css.card} data-testid={testId} aria-label={title}>
      <header className={css.cardHead}>
        <h3>{title}</h3>
        <span className={css.made}>{made}</span>
        {tools}
        <span className={css.files}>
          {hasPicture && (
            <Button
              size="small"
              type="text"
              aria-pressed={asTable}
              data-testid={`${testId}-table`}
              onClick={() => setAsTable(!asTable)}
              aria-label={t('answer.card.table')}
              title={t('answer.card.table')}
              icon={<TableOutlined />}
            />
          )}
          <Button
            size="small"
            type="text"
            data-testid={`${testId}-csv`}
            onClick={() => void csvOf(table()).then((blob) => download(`${name}.csv`, blob))}
          >
            CSV
          </Button>
          {hasPicture && (
            <Button
              size="small"
              type="text"
              disabled={asTable}
              data-testid={`${testId}-svg`}
              onClick={saveSvg}
            >
              SVG
            </Button>
          )}
        </span>
      </header>
      {asTable ? (
        <ChartRows table={table()} label={title} action={rowAction ?? null} />
      ) : (
        <div ref={box} className={css.cardBody}>
          {children}
        </div>
      )}
    </section>
  )
}

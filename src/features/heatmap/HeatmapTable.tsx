import { Table, type TableProps as AntTableProps } from 'antd'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { SteadyResult, Unit } from './types'
import { cellColour } from '../../ui/matrix/cell-colour'
import { css, textOn } from '../../ui/matrix/colours'
import type { Cell } from '../../ui/matrix/geometry'
import { formatNumber } from '../../ui/format'
import { NumGrid } from '../../ui/NumGrid'
import { useTheme } from '../../ui/matrix/use-theme'
import { useAppState } from '../../core/react'
import { maximaOf } from '../../ui/matrix/maxima'
import { useParentSize } from '../../ui/matrix/use-size'
import { metadataOf } from './people'
import { unitName, type HeatmapPicture } from './picture'
import { columnSide, steadyResult } from './selectors'
import { pictureNow } from './shown'
import styles from './heatmap.module.css'

interface TableProps {
  readonly onOpen: (cell: Cell) => void
}

interface TableViewProps extends TableProps {
  readonly result: SteadyResult
  readonly picture: HeatmapPicture
}

interface Row {
  readonly i: number
}

const CELL_WIDTH = 76
const NAME_WIDTH = 240
/** Of a virtual table's body: what the view has, and at least some rows. */
const HEIGHT = { head: 28, least: 240 }
/** A larger table is virtual: only its visible cells are in the DOM. */
const VIRTUAL = { rows: 60, cols: 30 }

const whole = (unit: Unit, isChunk: boolean): string =>
  [metadataOf(unit, isChunk), unit.text].filter(Boolean).join('\n')

/**
 * Shows the numbers of the heatmap as a table. The name of a cell gives its position in the texts, whatever the sort
 * order is. Unlike the canvas, it is rendered again when rows arrive.
 */
export function HeatmapTable({ onOpen }: TableProps) {
  const result = useAppState(steadyResult)
  const picture = useAppState(pictureNow)
  if (result === null || picture?.state !== 'available') return null
  return <Cells result={result} picture={picture.value} onOpen={onOpen} />
}

function Cells({ result, picture, onOpen }: TableViewProps) {
  const { t } = useTranslation('heatmap')
  const isDark = useTheme()
  const { rows, cols } = picture
  const side = columnSide(result.inputs)
  const columns = useMemo<NonNullable<AntTableProps<Row>['columns']>>(() => {
    const { data, threshold, rowParts } = picture
    const isChunk = result.inputs.unit === 'chunk'
    const { bestCols } = maximaOf(picture)
    const order = picture.colOrder ?? Array.from({ length: cols }, (_, j) => j)
    const value = (i: number, j: number) => data[i * cols + j]!
    return [
      {
        title: t(`unit.${result.inputs.unit}`),
        key: 'name',
        width: NAME_WIDTH,
        fixed: 'start' as const,
        ellipsis: true,
        render: (_: unknown, { i }: Row) => (
          <span title={whole(result.a[i]!, isChunk)}>
            <b className="side-name" data-side="a">
              {unitName('a', i)}
            </b>{' '}
            {rowParts.meta(i) !== '' && <span className="muted">{rowParts.meta(i)} </span>}
            {result.a[i]!.text}
          </span>
        ),
      },
      ...order.map((j) => ({
        title: (
          <span className="side-name" data-side={side} title={whole(result.b[j]!, isChunk)}>
            {unitName(side, j)}
          </span>
        ),
        key: j,
        width: CELL_WIDTH,
        align: 'right' as const,
        onCell: ({ i }: Row) => {
          const at = value(i, j)
          const colour = cellColour(picture, { i, j }, at, isDark)
          const faint = threshold !== null && at < threshold
          return Number.isNaN(at) || faint
            ? {}
            : { style: { background: css(colour), color: textOn(colour) } }
        },
        render: (_: unknown, { i }: Row) => (
          <button
            type="button"
            className={styles.cell}
            tabIndex={-1}
            data-testid={`heatmap-cell-${i}-${j}`}
            data-value={Number.isNaN(value(i, j)) ? '' : value(i, j)}
            data-best={bestCols[i] === j}
            title={Number.isNaN(value(i, j)) ? t('card.cut') : String(value(i, j))}
            onClick={() => onOpen({ i, j })}
          >
            {Number.isNaN(value(i, j)) ? '–' : formatNumber(value(i, j), 4)}
          </button>
        ),
      })),
    ]
  }, [picture, cols, result, side, isDark, t, onOpen])
  const list = useMemo<Row[]>(
    () => Array.from({ length: rows }, (_, at) => ({ i: picture.rowOrder?.[at] ?? at })),
    [rows, picture.rowOrder],
  )
  const place = useRef<HTMLDivElement>(null)
  const room = useParentSize(place).height - HEIGHT.head
  const virtual = rows > VIRTUAL.rows || cols > VIRTUAL.cols
  const width = NAME_WIDTH + cols * CELL_WIDTH
  return (
    <div ref={place} className={styles.table} data-testid="heatmap-table" data-virtual={virtual}>
      <NumGrid label={t('mapLabel', { rows, cols })}>
        <Table<Row>
          classNames={{ section: 'tabular', body: { wrapper: clsx(styles.rows) } }}
          size="small"
          columns={columns}
          dataSource={list}
          rowKey="i"
          pagination={false}
          virtual={virtual}
          scroll={virtual ? { x: width, y: Math.max(HEIGHT.least, room) } : { x: width }}
        />
      </NumGrid>
    </div>
  )
}

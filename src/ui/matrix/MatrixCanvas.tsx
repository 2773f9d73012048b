import {
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { cardPlace, cellAt, reveal, stepped, WHOLE, type Cell, type Frame, type Point } from './geometry'
import { dataCell, shownCell, type Picture } from './picture'
import { usePaint, type Growing } from './use-paint'
import { useParentWidth } from './use-width'
import { useZoom } from './use-zoom'
import { ZoomTools } from './ZoomTools'
import css from './matrix.module.css'

interface MatrixProps {
  readonly picture: Picture
  /** Rows of the picture that arrive later. The same object in each render. */
  readonly growing?: Growing
  /** Custom properties that hold the colours of the labels. */
  readonly rowHue: string
  readonly colHue: string
  readonly label: string
  readonly testId: string
  /** Prefix of the buttons' test ids. */
  readonly name: string
  readonly height: number
  readonly labelWidth?: number
  readonly data?: Readonly<Record<`data-${string}`, string | number | boolean>>
  /** A cell of the data, like all cells that the callbacks get. */
  readonly pinned?: Cell | null
  readonly onOpen?: (cell: Cell) => void
  readonly onRelease?: () => void
  readonly onCursor?: (cell: Cell | null) => void
  /** The content of the card beside the pointer. */
  readonly describe: (cell: Cell) => ReactNode
}

const MARGIN = { top: 22, right: 18, bottom: 18 }

/** A matrix of numbers as a picture: zoom, pan, crosshair, keys. */
export function MatrixCanvas(props: MatrixProps) {
  const { picture, rowHue, colHue, label, testId, name, height, labelWidth = 150, pinned = null } = props
  const { rows, cols } = picture
  const canvas = useRef<HTMLCanvasElement>(null)
  const [cursor, setCursor] = useState<Cell | null>(null)
  const [pointer, setPointer] = useState<Point | null>(null)
  const width = useParentWidth(canvas)
  const frame = useMemo<Frame>(
    () => ({ width, height, rows, cols, left: Math.min(labelWidth, width / 3), ...MARGIN }),
    [width, height, rows, cols, labelWidth],
  )
  const { view, transformTo, scale } = useZoom(canvas, frame)
  const shown = cursor !== null && cursor.i < rows && cursor.j < cols ? cursor : null
  const pinnedShown = useMemo(() => pinned && shownCell(picture, pinned), [picture, pinned])
  const hues = { rows: rowHue, cols: colHue }
  usePaint(canvas, { picture, growing: props.growing, hues, frame, view, cursor: shown, pinned: pinnedShown })

  // The card of a cell says its value, which may arrive while it is open.
  const { growing } = props
  const [, renderAgain] = useReducer((times: number) => times + 1, 0)
  const isOnCell = shown !== null
  useEffect(() => (isOnCell ? growing?.follow(renderAgain) : undefined), [growing, isOnCell])

  const moveTo = (cell: Cell | null) => {
    setCursor(cell)
    props.onCursor?.(cell && dataCell(picture, cell))
  }
  const keys = (event: KeyboardEvent) => {
    const next = stepped(event.key, shown ?? { i: -1, j: -1 }, rows, cols)
    if (next) {
      setPointer(null)
      const first = shown === null ? { i: 0, j: 0 } : next
      moveTo(first)
      transformTo(reveal(frame, view, first))
    } else if (event.key === 'Enter' && shown) props.onOpen?.(dataCell(picture, shown))
    else if (event.key === 'Escape') {
      moveTo(null)
      props.onRelease?.()
    } else if (event.key === '+' || event.key === '=') scale(1.5)
    else if (event.key === '-') scale(1 / 1.5)
    else if (event.key === '0') transformTo(WHOLE)
    else return
    event.preventDefault()
  }
  const cell = shown && dataCell(picture, shown)
  const value = cell ? picture.data[cell.i * cols + cell.j]! : NaN
  return (
    <div>
      <ZoomTools name={name} onScale={scale} onFit={() => transformTo(WHOLE)} />
      <div className={css.plot} style={{ height }}>
        <canvas
          ref={canvas}
          role="application"
          tabIndex={0}
          aria-label={label}
          data-testid={testId}
          data-rows={rows}
          data-cols={cols}
          {...props.data}
          style={{ width: '100%', height }}
          onKeyDown={keys}
          onBlur={() => moveTo(null)}
          onPointerLeave={() => {
            setPointer(null)
            if (document.activeElement !== canvas.current) moveTo(null)
          }}
          onPointerMove={(event) => {
            const at = pointOf(event)
            setPointer(at)
            moveTo(cellAt(frame, view, at.x, at.y))
          }}
          onClick={(event) => {
            const at = pointOf(event)
            const hit = cellAt(frame, view, at.x, at.y)
            if (hit) props.onOpen?.(dataCell(picture, hit))
          }}
        />
        {cell && (
          <div
            className={css.card}
            role="status"
            data-testid={`${name}-hover`}
            data-i={cell.i}
            data-j={cell.j}
            data-value={Number.isNaN(value) ? '' : value}
            style={cardPlace(pointer, frame)}
          >
            {props.describe(cell)}
          </div>
        )}
      </div>
    </div>
  )
}

/** Where the event is, in pixels of the canvas. */
function pointOf(event: MouseEvent): Point {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}

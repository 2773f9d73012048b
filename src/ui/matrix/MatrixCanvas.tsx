import { Button } from 'antd'
import { select } from 'd3-selection'
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useTheme } from './use-theme'
import { cellAt, cellSize, reveal, WHOLE, type Cell, type Frame, type View } from './geometry'
import { bitmapOf, dataCell, paint, type Picture } from './paint'
import { inksOf } from './inks'
import css from './matrix.module.css'

export interface MatrixProps {
  /** Without `isDark`, which the page knows. Changes of the data in place need another object. */
  readonly picture: Omit<Picture, 'isDark' | 'rowColour' | 'colColour'>
  /** Custom properties of the labels' colours. */
  readonly rowHue: string
  readonly colHue: string
  readonly label: string
  readonly testId: string
  /** Prefix of the buttons' test ids. */
  readonly name: string
  readonly height: number
  readonly labelWidth?: number
  readonly data?: Readonly<Record<`data-${string}`, string | number | boolean>>
  /** In the order of the data. */
  readonly pinned?: Cell | null
  readonly onOpen?: (cell: Cell) => void
  readonly onRelease?: () => void
  readonly onCursor?: (cell: Cell | null) => void
  /** Stands beside the pointer. */
  readonly describe: (cell: Cell) => ReactNode
}

const MARGIN = { top: 22, right: 18, bottom: 18 }
const MAX_ZOOM = 200

/** A matrix of numbers as a picture: zoom, pan, crosshair, keys. Its numbers are also in a table beside it. */
export function MatrixCanvas(props: MatrixProps) {
  const {
    picture: given,
    rowHue,
    colHue,
    label,
    testId,
    name,
    height,
    labelWidth = 150,
    pinned = null,
  } = props
  const { t } = useTranslation('common')
  const isDark = useTheme()
  const canvas = useRef<HTMLCanvasElement>(null)
  const zooming = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null)
  const [width, setWidth] = useState(0)
  const [view, setView] = useState<View>(WHOLE)
  const [cursor, setCursor] = useState<Cell | null>(null)
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null)

  const picture = useMemo<Picture>(() => {
    const hue = (property: string) => getComputedStyle(document.documentElement).getPropertyValue(property)
    return { ...given, isDark, rowColour: hue(rowHue), colColour: hue(colHue) }
  }, [given, isDark, rowHue, colHue])
  const { rows, cols } = picture
  const bitmap = useMemo(() => bitmapOf(picture), [picture])
  const frame = useMemo<Frame>(
    () => ({ width, height, rows, cols, left: Math.min(labelWidth, width / 3), ...MARGIN }),
    [width, height, rows, cols, labelWidth],
  )
  const shown = cursor !== null && cursor.i < rows && cursor.j < cols ? cursor : null
  const pinnedShown = useMemo(() => pinned && shownCell(picture, pinned), [picture, pinned])

  useEffect(() => {
    const element = canvas.current?.parentElement
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const element = canvas.current
    if (!element || width === 0) return
    const behavior = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([1, MAX_ZOOM])
      .translateExtent([
        [0, 0],
        [cellSize(frame).width * cols, cellSize(frame).height * rows],
      ])
      .extent([
        [0, 0],
        [width - frame.left - frame.right, height - frame.top - frame.bottom],
      ])
      // A wheel alone scrolls the page.
      .filter((event: WheelEvent | PointerEvent) =>
        event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.button,
      )
      .on('zoom', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) =>
        setView({ k: transform.k, x: transform.x, y: transform.y }),
      )
    zooming.current = behavior
    select(element).call(behavior).on('dblclick.zoom', null)
    return () => void select(element).on('.zoom', null)
  }, [frame, width, height, rows, cols])

  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || width === 0) return
    const request = requestAnimationFrame(() => {
      const ratio = window.devicePixelRatio || 1
      element.width = Math.round(width * ratio)
      element.height = Math.round(height * ratio)
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      paint(context, picture, bitmap, frame, view, shown, pinnedShown, inksOf(element))
    })
    return () => cancelAnimationFrame(request)
  }, [picture, bitmap, frame, view, shown, pinnedShown, width, height])

  const moveTo = (cell: Cell | null) => {
    setCursor(cell)
    props.onCursor?.(cell && dataCell(picture, cell))
  }
  const transformTo = (next: View) => {
    const element = canvas.current
    if (element && zooming.current)
      select(element).call(zooming.current.transform, zoomIdentity.translate(next.x, next.y).scale(next.k))
  }
  const scale = (by: number) => {
    if (canvas.current && zooming.current) select(canvas.current).call(zooming.current.scaleBy, by)
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
      <div className={css.tools}>
        <Button
          size="small"
          data-testid={`${name}-zoom-in`}
          aria-label={t('matrix.zoomIn')}
          title={t('matrix.zoomIn')}
          onClick={() => scale(1.5)}
        >
          +
        </Button>
        <Button
          size="small"
          data-testid={`${name}-zoom-out`}
          aria-label={t('matrix.zoomOut')}
          title={t('matrix.zoomOut')}
          onClick={() => scale(1 / 1.5)}
        >
          −
        </Button>
        <Button
          size="small"
          data-testid={`${name}-zoom-fit`}
          title={t('matrix.fit')}
          onClick={() => transformTo(WHOLE)}
        >
          {t('matrix.fitShort')}
        </Button>
        <span className={clsx('muted', css.hint)}>{t('matrix.hint')}</span>
      </div>
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
            const box = event.currentTarget.getBoundingClientRect()
            const at = { x: event.clientX - box.left, y: event.clientY - box.top }
            setPointer(at)
            moveTo(cellAt(frame, view, at.x, at.y))
          }}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect()
            const hit = cellAt(frame, view, event.clientX - box.left, event.clientY - box.top)
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

/** The shown place of a cell of the data. */
function shownCell({ rowOrder, colOrder }: Picture, { i, j }: Cell): Cell {
  return { i: rowOrder?.indexOf(i) ?? i, j: colOrder?.indexOf(j) ?? j }
}

function stepped(key: string, { i, j }: Cell, rows: number, cols: number): Cell | null {
  const page = 10
  const moves: Readonly<Record<string, Cell>> = {
    ArrowDown: { i: i + 1, j },
    ArrowUp: { i: i - 1, j },
    ArrowRight: { i, j: j + 1 },
    ArrowLeft: { i, j: j - 1 },
    PageDown: { i: i + page, j },
    PageUp: { i: i - page, j },
    Home: { i, j: 0 },
    End: { i, j: cols - 1 },
  }
  const next = moves[key]
  const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at))
  return next ? { i: within(next.i, rows), j: within(next.j, cols) } : null
}

/** Beside the pointer, on the side with more room; for the keyboard at the corner. */
function cardPlace(pointer: { x: number; y: number } | null, { width, height }: Frame) {
  if (pointer === null) return { right: 8, top: 8 }
  const horizontal = pointer.x < width / 2 ? { left: pointer.x + 16 } : { right: width - pointer.x + 16 }
  const vertical = pointer.y < height / 2 ? { top: pointer.y + 12 } : { bottom: height - pointer.y + 12 }
  return { ...horizontal, ...vertical }
}

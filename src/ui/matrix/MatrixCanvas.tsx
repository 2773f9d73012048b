import { useEffect, useMemo, useReducer, useRef, useState, type ReactNode } from 'react'
import { clsx } from 'clsx'
import { cellAt, labelAt, reveal, stepped, WHOLE, type Cell, type Label, type View } from './geometry'
import { MatrixCard } from './MatrixCard'
import { dataCell, shownCell, type Picture } from './picture'
import { useFrame } from './use-frame'
import { usePaint, type Growing } from './use-paint'
import { placeOf, usePointer } from './use-pointer'
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
  /** In CSS pixels; 'fill': that of the flex box that it stands in, with the zoom buttons in the corner. */
  readonly height: number | 'fill'
  /** Of a picture without parts of its labels. */
  readonly labelWidth?: number
  readonly data?: Readonly<Record<`data-${string}`, string | number | boolean>>
  /** A cell of the data, like all cells that the callbacks get. */
  readonly pinned?: Cell | null
  /** Whether the pinned cell is told elsewhere, so that it has no card. */
  readonly isPinnedTold?: boolean
  readonly onOpen?: (cell: Cell) => void
  readonly onRelease?: () => void
  readonly onCursor?: (cell: Cell | null) => void
  /** The content of the card beside the pointer. */
  readonly describe: (cell: Cell) => ReactNode
  /** The same for a label, which may be cut. `at` is an index of the data. */
  readonly describeLabel?: (label: Label) => ReactNode
}

/** A matrix of numbers as a picture: zoom, pan, crosshair, keys. */
export function MatrixCanvas(props: MatrixProps) {
  const {
    picture,
    growing,
    rowHue,
    colHue,
    testId,
    name,
    height,
    pinned = null,
    isPinnedTold = false,
  } = props
  const { rows, cols } = picture
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useRef<View>(WHOLE)
  const [cursor, setCursor] = useState<Cell | null>(null)
  const pointer = usePointer()
  const frame = useFrame(canvas, picture, height, props.labelWidth)
  const shown = cursor !== null && cursor.i < rows && cursor.j < cols ? cursor : null
  const pinnedShown = useMemo(() => pinned && shownCell(picture, pinned), [picture, pinned])
  const hues = { rows: rowHue, cols: colHue }
  const repaint = usePaint(canvas, {
    picture,
    growing,
    hues,
    frame,
    view,
    cursor: shown,
    pinned: pinnedShown,
  })
  const { transformTo, scale } = useZoom(canvas, frame, view, repaint)
  useRenderWhileShown(growing, shown !== null)

  const moveTo = (cell: Cell | null) => {
    // The same cell is the same object, so that nothing is rendered or painted for it.
    if (cell?.i === cursor?.i && cell?.j === cursor?.j) return
    setCursor(cell)
    props.onCursor?.(cell && dataCell(picture, cell))
  }
  const fit = useMemo(() => () => transformTo(WHOLE), [transformTo])
  const fills = height === 'fill'
  const isAtPinned = shown !== null && shown.i === pinnedShown?.i && shown.j === pinnedShown.j
  return (
    <div className={clsx(fills && css.fill)}>
      <ZoomTools name={name} isInCorner={fills} onScale={scale} onFit={fit} />
      <div className={css.plot} style={fills ? {} : { height }}>
        <canvas
          ref={canvas}
          role="application"
          tabIndex={0}
          aria-label={props.label}
          data-testid={testId}
          data-rows={rows}
          data-cols={cols}
          {...props.data}
          style={{ width: '100%', height: fills ? '100%' : height }}
          onKeyDown={(event) => {
            const done = pressed(event.key, shown, props, {
              moveTo(cell) {
                pointer.leave()
                moveTo(cell)
                transformTo(reveal(frame, view.current, cell))
              },
              release() {
                moveTo(null)
                props.onRelease?.()
              },
              scale,
              fit,
            })
            if (done) event.preventDefault()
          }}
          onBlur={() => moveTo(null)}
          onPointerLeave={() => {
            pointer.leave()
            if (document.activeElement !== canvas.current) moveTo(null)
          }}
          onPointerMove={(event) => {
            const { x, y } = placeOf(event)
            pointer.move(event, props.describeLabel ? labelAt(frame, view.current, x, y) : null)
            moveTo(cellAt(frame, view.current, x, y))
          }}
          onClick={(event) => {
            const { x, y } = placeOf(event)
            const hit = cellAt(frame, view.current, x, y)
            if (hit) props.onOpen?.(dataCell(picture, hit))
          }}
        />
        <MatrixCard
          name={name}
          picture={picture}
          at={isPinnedTold && isAtPinned ? null : (shown ?? pointer.label)}
          pointer={pointer.at}
          describe={props.describe}
          describeLabel={props.describeLabel}
        />
      </div>
    </div>
  )
}

/** The card of a cell says its value, which may arrive while it is open. */
function useRenderWhileShown(growing: Growing | undefined, isShown: boolean): void {
  const [, renderAgain] = useReducer((times: number) => times + 1, 0)
  useEffect(() => (isShown ? growing?.follow(renderAgain) : undefined), [growing, isShown])
}

interface KeyActions {
  readonly moveTo: (cell: Cell) => void
  readonly release: () => void
  readonly scale: (by: number) => void
  readonly fit: () => void
}

/** Does what a key means. @param shown the cursor @returns false: the key means nothing here */
function pressed(
  key: string,
  shown: Cell | null,
  { picture, onOpen }: Pick<MatrixProps, 'picture' | 'onOpen'>,
  actions: KeyActions,
): boolean {
  const next = stepped(key, shown ?? { i: -1, j: -1 }, picture.rows, picture.cols)
  if (next) actions.moveTo(shown === null ? { i: 0, j: 0 } : next)
  else if (key === 'Enter' && shown) onOpen?.(dataCell(picture, shown))
  else if (key === 'Escape') actions.release()
  else if (key === '+' || key === '=') actions.scale(1.5)
  else if (key === '-') actions.scale(1 / 1.5)
  else if (key === '0') actions.fit()
  else return false
  return true
}

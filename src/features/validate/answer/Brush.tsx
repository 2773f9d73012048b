import { useRef, useState, type PointerEvent } from 'react'
import { PLOT } from './plot-room'
import css from './answer.module.css'

export interface Point {
  readonly x: number
  readonly y: number
}

interface Props {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** Only a range of x is chosen, over the whole height. */
  readonly upright?: boolean
  readonly label: string
  /** Where the pointer is; null: it left. */
  readonly onHover: (at: Point | null) => void
  /** A stretch was dragged: its corners, the lower values first. */
  readonly onBrush: (from: Point, to: Point) => void
}

interface Drag {
  readonly from: Point
  readonly to: Point
}

/** A dragged distance below this is a click. */
const CLICK = 0.01

/** Lies over a chart and takes what is dragged on it. What it does can also be done in the chart's table or sliders. */
export function Brush({ x, y, upright = false, label, onHover, onBrush }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  /** Shares of width and height, from the top left. */
  const shareAt = (event: PointerEvent): Point => {
    const { left, top, width, height } = box.current!.getBoundingClientRect()
    const inside = (share: number) => Math.min(1, Math.max(0, share))
    return { x: inside((event.clientX - left) / width), y: inside((event.clientY - top) / height) }
  }
  const valueAt = (share: Point): Point => ({
    x: x[0] + share.x * (x[1] - x[0]),
    y: y[1] - share.y * (y[1] - y[0]),
  })
  const end = () => {
    if (drag && Math.abs(drag.to.x - drag.from.x) >= CLICK) {
      const [a, b] = [valueAt(drag.from), valueAt(drag.to)]
      onBrush(
        { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) },
        { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) },
      )
    }
    setDrag(null)
  }
  return (
    <div
      ref={box}
      className={css.brush}
      title={label}
      style={{ left: PLOT.left, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === 'touch') return // a finger scrolls the page
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = shareAt(event)
        setDrag({ from: at, to: at })
      }}
      onPointerMove={(event) => {
        const at = shareAt(event)
        onHover(valueAt(at))
        if (drag) setDrag({ ...drag, to: at })
      }}
      onPointerLeave={() => onHover(null)}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {drag && <div className={css.brushed} style={rectangle(drag, upright)} />}
    </div>
  )
}

const rectangle = ({ from, to }: Drag, upright: boolean) => ({
  left: `${100 * Math.min(from.x, to.x)}%`,
  width: `${100 * Math.abs(to.x - from.x)}%`,
  top: upright ? 0 : `${100 * Math.min(from.y, to.y)}%`,
  height: upright ? '100%' : `${100 * Math.abs(to.y - from.y)}%`,
})

import { select } from 'd3-selection'
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { cellSize, WHOLE, type Frame, type View } from './geometry'

const MAX_ZOOM = 200

/** Zoom and pan of a matrix: by wheel with Ctrl, by dragging, and by the functions that it returns. */
export function useZoom(canvas: RefObject<HTMLCanvasElement | null>, frame: Frame) {
  const behavior = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null)
  const [view, setView] = useState<View>(WHOLE)

  useEffect(() => {
    const element = canvas.current
    const { width, height, rows, cols } = frame
    if (!element || width === 0) return
    const size = cellSize(frame)
    behavior.current = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent([1, MAX_ZOOM])
      .translateExtent([
        [0, 0],
        [size.width * cols, size.height * rows],
      ])
      .extent([
        [0, 0],
        [width - frame.left - frame.right, height - frame.top - frame.bottom],
      ])
      // The wheel without Ctrl scrolls the page.
      .filter((event: WheelEvent | PointerEvent) =>
        event.type === 'wheel' ? event.ctrlKey || event.metaKey : !event.button,
      )
      .on('zoom', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) =>
        setView({ k: transform.k, x: transform.x, y: transform.y }),
      )
    select(element).call(behavior.current).on('dblclick.zoom', null)
    return () => void select(element).on('.zoom', null)
  }, [canvas, frame])

  const transformTo = (next: View) => {
    if (canvas.current && behavior.current)
      select(canvas.current).call(
        behavior.current.transform,
        zoomIdentity.translate(next.x, next.y).scale(next.k),
      )
  }
  const scale = (by: number) => {
    if (canvas.current && behavior.current) select(canvas.current).call(behavior.current.scaleBy, by)
  }
  return { view, transformTo, scale }
}

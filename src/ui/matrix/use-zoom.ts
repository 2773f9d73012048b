import { select } from 'd3-selection'
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom'
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import { cellSize, type Frame, type View } from './geometry'

const MAX_ZOOM = 200

interface Zoom {
  readonly transformTo: (next: View) => void
  readonly scale: (by: number) => void
}

/**
 * Zoom and pan of a matrix: by wheel with Ctrl, by dragging, and by the functions that it returns. The view is written into
 * `view` and `changed` is called: nothing is rendered for it.
 */
export function useZoom(
  canvas: RefObject<HTMLCanvasElement | null>,
  frame: Frame,
  view: RefObject<View>,
  changed: () => void,
): Zoom {
  const behavior = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null)

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
      .on('zoom', ({ transform }: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
        view.current = { k: transform.k, x: transform.x, y: transform.y }
        // A finger scrolls the page past a matrix that is shown whole, and pans one that is not.
        element.style.touchAction = transform.k > 1 ? 'none' : 'pan-y'
        changed()
      })
    select(element).call(behavior.current).on('dblclick.zoom', null)
    element.style.touchAction = view.current.k > 1 ? 'none' : 'pan-y'
    return () => void select(element).on('.zoom', null)
  }, [canvas, frame, view, changed])

  return useMemo(
    () => ({
      transformTo(next) {
        if (canvas.current && behavior.current)
          select(canvas.current).call(
            behavior.current.transform,
            zoomIdentity.translate(next.x, next.y).scale(next.k),
          )
      },
      scale(by) {
        if (canvas.current && behavior.current) select(canvas.current).call(behavior.current.scaleBy, by)
      },
    }),
    [canvas],
  )
}

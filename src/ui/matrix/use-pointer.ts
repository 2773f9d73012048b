import { useMemo, useState, type MouseEvent } from 'react'
import type { Label, Point } from './geometry'

interface Pointed {
  /** In the window. */
  readonly at: Point | null
  /** The label under it. */
  readonly label: Label | null
}

const AWAY: Pointed = { at: null, label: null }

/** Where the pointer is over a matrix, for its card. */
export function usePointer() {
  const [pointed, setPointed] = useState<Pointed>(AWAY)
  const moves = useMemo(
    () => ({
      move: ({ clientX: x, clientY: y }: MouseEvent, label: Label | null) =>
        setPointed({ at: { x, y }, label }),
      leave: () => setPointed(AWAY),
    }),
    [],
  )
  return { ...pointed, ...moves }
}

/** Where the event is, in pixels of the canvas. */
export function placeOf(event: MouseEvent): Point {
  const box = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - box.left, y: event.clientY - box.top }
}

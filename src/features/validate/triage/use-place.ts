/** Keeps the rows where the user sees them, while others come or the order changes by itself. */
import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react'
import type { App } from '../../../core/react'
import type { Rows } from './row-keeper'

/** Scroll positions, so that the tab is left and found again as it was. */
const places = new WeakMap<
  App['store'],
  { readonly set: string; readonly top: number; readonly outer: number }
>()

/** What scrolls around the table. */
function outerOf(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement)
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent
  return null
}

export const placeOf = (store: App['store'], set: string | undefined): number => {
  const known = places.get(store)
  return known !== undefined && known.set === set ? known.top : 0
}

interface Placed {
  readonly store: App['store']
  readonly box: RefObject<HTMLElement | null>
  readonly rows: Rows
  readonly height: number
  /** The pair that the user has selected. */
  readonly chosen: number | null
}

interface Moved {
  /** Positions of pairs, before and now. */
  readonly old: Int32Array
  readonly now: Int32Array
  /** Pixels: how far the box is scrolled, what it shows, one row. */
  readonly top: number
  readonly view: number
  readonly height: number
  readonly chosen: number | null
}

/** Where the box is scrolled to, so that the row that the eye is on stays: the selected one if it is in sight, else the first one. */
export function topOf({ old, now, top, view, height, chosen }: Moved): number {
  // Nobody has looked for a row yet: the first of the order is what is to be seen.
  if (top === 0 && chosen === null) return 0
  const first = Math.floor(top / height)
  const last = Math.ceil((top + view) / height)
  const place = chosen === null ? -1 : old.indexOf(chosen)
  const at = place >= first && place < last ? place : first
  const pair = old[at]
  const next = pair === undefined ? -1 : now.indexOf(pair)
  return next < 0 ? 0 : Math.max(0, next * height + (top - at * height))
}

/** @returns to be called when the box scrolls */
export function useKeptPlace({ store, box, rows, height, chosen }: Placed): () => void {
  const before = useRef<Int32Array>(rows.rows)
  const set = rows.source?.set.hash ?? ''
  const shown = useRef(set)

  useLayoutEffect(() => {
    const old = before.current
    const isOther = shown.current !== set
    before.current = rows.rows
    shown.current = set
    const element = box.current
    if (element === null || old === rows.rows || old.length === 0) return
    const { scrollTop, clientHeight } = element
    const top = isOther
      ? 0
      : topOf({ old, now: rows.rows, top: scrollTop, view: clientHeight, height, chosen })
    if (top !== scrollTop) element.scrollTop = top
  }, [rows.rows, set, box, height, chosen])

  const keep = useCallback(() => {
    const element = box.current
    if (element !== null)
      places.set(store, { set, top: element.scrollTop, outer: outerOf(element)?.scrollTop ?? 0 })
  }, [store, box, set])

  useLayoutEffect(() => {
    const outer = box.current === null ? null : outerOf(box.current)
    const known = places.get(store)
    if (outer !== null && known?.set === set) outer.scrollTop = known.outer
    outer?.addEventListener('scroll', keep)
    return () => outer?.removeEventListener('scroll', keep)
  }, [store, box, set, keep])

  return keep
}

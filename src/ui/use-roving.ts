import { useRef, type KeyboardEvent, type RefObject } from 'react'

interface Walk {
  /** Numbers of all items (their `data-index`), in the order of the walk. */
  readonly order: readonly number[]
  /** Number of the first item that is drawn, and whether an item is drawn: of a long list, one page is. */
  readonly first: number | undefined
  readonly isDrawn: (index: number) => boolean
  /** The item that the keys have reached, or the pinned one; null: none yet. */
  readonly at: number | null
  readonly onWalk: (index: number) => void
  /** Enter or Space. */
  readonly onPin: (index: number) => void
  /** Escape. */
  readonly onRelease: () => void
}

export interface Roving<E extends HTMLElement> {
  readonly box: RefObject<E | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** Moves the focus to the item that the walk has reached. For an effect of the list after each of its renders. */
  readonly follow: () => void
  /** The one item that Tab reaches. */
  readonly stop: number | undefined
}

/**
 * One Tab stop for a list of many items: arrows, Home and End walk, Enter and Space pin, Escape releases. The focus goes with
 * the walk. An item has `data-index`, and `tabIndex={index === stop ? 0 : -1}`.
 */
export function useRoving<E extends HTMLElement>(walk: Walk): Roving<E> {
  const { order, first, isDrawn, at, onWalk, onPin, onRelease } = walk
  const box = useRef<E>(null)
  const follows = useRef(false)
  // An item of another page is drawn later than the walk has reached it.
  const follow = () => {
    if (!follows.current || at === null) return
    const item = box.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)
    if (!item) return
    follows.current = false
    item.focus()
  }

  const here = at !== null && isDrawn(at) ? at : null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Escape') onRelease()
    else if (event.key === 'Enter' || event.key === ' ') {
      const item = here ?? first
      if (item !== undefined) onPin(item)
    } else {
      // Before the first step, the walk stands in front of the first item that is drawn.
      const place = here === null ? order.indexOf(first ?? -1) - 1 : order.indexOf(here)
      const next = order[nextPlace(event.key, place, order.length) ?? -1]
      if (next === undefined) return
      follows.current = true
      onWalk(next)
    }
    event.preventDefault()
  }
  return { box, onKeyDown, follow, stop: here ?? first }
}

function nextPlace(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, place + 1)
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, place - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

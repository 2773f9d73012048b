import { useCallback, useState, type KeyboardEvent } from 'react'

/** Number of tokens on one page. With more, hovering would be slow. */
export const PAGE = 1_000

export interface TokenChoice {
  /** Index of the active token: the hovered one, else the pinned one; null: none. */
  readonly active: number | null
  readonly pinned: number | null
  readonly page: number
  /** The page shows the tokens [first, last). */
  readonly first: number
  readonly last: number
  readonly setPage: (page: number) => void
  readonly hover: (index: number | null) => void
  /** Pins a token, or unpins it if it is pinned. */
  readonly toggle: (index: number) => void
  readonly pin: (index: number | null) => void
  /** Handles keys: arrows, Home and End pin another token; Escape unpins. */
  readonly keys: (event: KeyboardEvent) => void
}

/**
 * State of the active token and of the page.
 * @param source identifies the tokens: when it changes, no token is pinned
 * @param count number of tokens
 */
export function useTokenChoice(source: object, count: number): TokenChoice {
  const [hovered, hover] = useState<number | null>(null)
  const [pinned, setPinned] = useState<number | null>(null)
  const [wanted, setPage] = useState(1)
  const [before, setBefore] = useState(source)
  if (before !== source) {
    setBefore(source)
    hover(null)
    setPinned(null)
  }
  const page = Math.min(wanted, Math.max(1, Math.ceil(count / PAGE)))
  const first = (page - 1) * PAGE

  const pin = useCallback((index: number | null) => {
    setPinned(index)
    hover(null)
    if (index !== null) setPage(Math.floor(index / PAGE) + 1)
  }, [])
  const toggle = useCallback((index: number) => setPinned((now) => (now === index ? null : index)), [])
  const keys = (event: KeyboardEvent) => {
    const at = pinned ?? first - 1
    const next =
      event.key === 'ArrowRight' || event.key === 'ArrowDown' ? Math.min(count - 1, at + 1)
      : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? Math.max(0, at - 1)
      : event.key === 'Home' ? 0
      : event.key === 'End' ? count - 1
      : event.key === 'Escape' ? null
      : undefined // oxfmt-ignore
    if (next === undefined) return
    event.preventDefault()
    pin(next)
  }
  return {
    active: hovered ?? pinned,
    pinned,
    page,
    first,
    last: Math.min(count, first + PAGE),
    setPage,
    hover,
    toggle,
    pin,
    keys,
  }
}

/** Scrolls the box, and no element around it, until the child is visible. */
export function keepInView(box: HTMLElement | null, child: Element | null | undefined): void {
  if (!box || !child) return
  const frame = box.getBoundingClientRect()
  const { top, bottom } = child.getBoundingClientRect()
  if (top < frame.top) box.scrollTop -= frame.top - top
  else if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom
}

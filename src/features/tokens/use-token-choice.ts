import { useCallback, useState, type KeyboardEvent } from 'react'

/** Tokens of one page: more of them at once would make hovering slow. */
export const PAGE = 1_000

export interface TokenChoice {
  /** The token that is looked at: the hovered one, else the pinned one. */
  readonly active: number | null
  readonly pinned: number | null
  readonly page: number
  /** Tokens [first, last) are on the page. */
  readonly first: number
  readonly last: number
  readonly setPage: (page: number) => void
  readonly hover: (index: number | null) => void
  /** Pins, or releases what is pinned already. */
  readonly toggle: (index: number) => void
  readonly pin: (index: number | null) => void
  /** Arrow keys, Home and End walk; Escape releases. */
  readonly keys: (event: KeyboardEvent) => void
}

/** Which token is looked at. @param source what the tokens are of: with another one nothing is pinned */
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
      : undefined // prettier-ignore
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

/** Scrolls a box, and nothing around it, so far that a child is seen. */
export function keepInView(box: HTMLElement | null, child: Element | null | undefined): void {
  if (!box || !child) return
  const frame = box.getBoundingClientRect()
  const { top, bottom } = child.getBoundingClientRect()
  if (top < frame.top) box.scrollTop -= frame.top - top
  else if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom
}

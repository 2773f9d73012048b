import { useCallback, useMemo, useState } from 'react'
import { useGrowing } from '../../ui/use-growing'
import { useRoving, type Roving } from '../../ui/use-roving'

/** Number of tokens on one page. With more, hovering would be slow. */
export const PAGE = 1_000
/** Drawn in one task. */
const PART = 150

export interface TokenChoice {
  /** Index of the active token: the hovered one, else the one that the keys have reached, else the pinned one. */
  readonly active: number | null
  readonly pinned: number | null
  /** Counts the choices that were made elsewhere (a link, a word), so that the lists scroll to them. */
  readonly asked: number
  readonly page: number
  /** The page shows the tokens [first, last); while it is being drawn, `last` grows. */
  readonly first: number
  readonly last: number
  readonly setPage: (page: number) => void
  readonly hover: (index: number | null) => void
  /** Pins a token, or unpins it if it is pinned. */
  readonly toggle: (index: number) => void
  /** Pins a token and brings it into view. */
  readonly pin: (index: number) => void
  /** Arrows, Home and End walk; Enter and Space pin; Escape releases. */
  readonly roving: Roving<HTMLDivElement>
}

/**
 * State of the active token and of the page.
 * @param source identifies the tokens: when it changes, no token is pinned
 * @param count number of tokens
 */
export function useTokenChoice(source: object, count: number): TokenChoice {
  const [hovered, hover] = useState<number | null>(null)
  const [walked, setWalked] = useState<number | null>(null)
  const [pinned, setPinned] = useState<number | null>(null)
  const [asked, setAsked] = useState(0)
  const [wanted, setPage] = useState(1)
  const [before, setBefore] = useState(source)
  if (before !== source) {
    setBefore(source)
    hover(null)
    setWalked(null)
    setPinned(null)
  }
  const page = Math.min(wanted, Math.max(1, Math.ceil(count / PAGE)))
  const first = (page - 1) * PAGE
  const ofPage = Math.min(count - first, PAGE)
  const last = first + useGrowing(ofPage, PART)

  const show = (index: number) => setPage(Math.floor(index / PAGE) + 1)
  const pin = useCallback((index: number) => {
    setPinned(index)
    setWalked(null)
    hover(null)
    show(index)
    setAsked((times) => times + 1)
  }, [])
  const toggle = useCallback((index: number) => {
    setPinned((now) => (now === index ? null : index))
    setWalked(null)
  }, [])
  const order = useMemo(() => Array.from({ length: count }, (_, index) => index), [count])
  const roving = useRoving<HTMLDivElement>({
    order,
    first: count === 0 ? undefined : first,
    isDrawn: (index) => index >= first && index < first + ofPage,
    at: walked ?? pinned,
    onWalk: (index) => {
      setWalked(index)
      hover(null)
      show(index)
    },
    onPin: (index) => setPinned((now) => (now === index ? null : index)),
    onRelease: () => {
      setWalked(null)
      setPinned(null)
    },
  })
  return {
    active: hovered ?? walked ?? pinned,
    pinned,
    asked,
    page,
    first,
    last,
    setPage,
    hover,
    toggle,
    pin,
    roving,
  }
}

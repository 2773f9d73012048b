import { useEffect, useRef } from 'react'

/**
 * Gives the focus back to where it was when a pair was opened, if it would be lost with the pair's view.
 * @param isOpen whether a pair is open
 */
export function useReturnedFocus(isOpen: boolean): void {
  const last = useRef<HTMLElement | null>(null)
  // What has the focus while nothing is open, such as the map: when something opens, its view may have taken it already.
  useEffect(() => {
    if (isOpen) return
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) last.current = target
    }
    if (document.activeElement instanceof HTMLElement) last.current = document.activeElement
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [isOpen])
  useEffect(() => {
    if (!isOpen) return
    return () => {
      // The view is gone after this effect.
      requestAnimationFrame(() => {
        const now = document.activeElement
        if (now === null || now === document.body) last.current?.focus({ preventScroll: true })
      })
    }
  }, [isOpen])
}

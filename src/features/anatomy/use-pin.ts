import { useEffect, useState } from 'react'
import type { At } from './marks'

/** The token that stays marked after a click. Escape releases it. */
export function usePin() {
  const [pinned, setPinned] = useState<At | null>(null)
  useEffect(() => {
    const release = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || pinned === null) return
      setPinned(null)
      event.preventDefault() // this Escape has done its work: it does not close the view too
    }
    window.addEventListener('keydown', release)
    return () => window.removeEventListener('keydown', release)
  }, [pinned])
  /** A second click on the same token releases it. */
  const togglePin = (at: At) =>
    setPinned((now) => (now?.side === at.side && now.index === at.index ? null : at))
  return { pinned, setPinned, togglePin }
}

import { useCallback, useState } from 'react'

/**
 * An element that moves between two places of the page. React makes a component anew, without its state, when its
 * parent changes; a portal into this element keeps the component.
 * @returns `element` for `createPortal`, and `place`, the ref of each place
 */
export function useMovable() {
  const [element] = useState(() => {
    const made = document.createElement('div')
    // The layout of its place applies to what it holds.
    made.style.display = 'contents'
    return made
  })
  const place = useCallback(
    (parent: HTMLElement | null) => {
      parent?.append(element)
    },
    [element],
  )
  return { element, place }
}

import { useCallback, useRef, useState } from 'react'

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
  // An element that leaves the document loses the focus, also if it comes back in the same step.
  const focused = useRef<HTMLElement | null>(null)
  const place = useCallback(
    (parent: HTMLElement | null) => {
      if (parent === null) {
        const { activeElement } = document
        focused.current =
          activeElement instanceof HTMLElement && element.contains(activeElement) ? activeElement : null
        return
      }
      parent.append(element)
      focused.current?.focus({ preventScroll: true })
      focused.current = null
    },
    [element],
  )
  return { element, place }
}

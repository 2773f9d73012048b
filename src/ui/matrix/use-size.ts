import { useEffect, useState, type RefObject } from 'react'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Size of an element's parent in CSS pixels, without its padding; 0 × 0 until it has been measured. */
export function useParentSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const parent = ref.current?.parentElement
    if (!parent) return
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = parent
      setSize((now) => (now.width === width && now.height === height ? now : { width, height }))
    })
    observer.observe(parent)
    return () => observer.disconnect()
  }, [ref])
  return size
}

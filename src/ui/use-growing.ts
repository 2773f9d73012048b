import { startTransition, useEffect, useState } from 'react'

/**
 * How many of many items to draw: a first part at once, more after each pause of the page, so that no single task is long. What was
 * drawn stays drawn.
 * @param count items in all
 * @param step items in a part
 */
export function useGrowing(count: number, step: number): number {
  const [drawn, setDrawn] = useState(step)
  useEffect(() => {
    if (drawn >= count) return
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn + step)))
    return () => clearTimeout(timer)
  }, [drawn, count, step])
  return Math.min(count, drawn)
}

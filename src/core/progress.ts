/** Progress as a page can draw it. Texts that are in the cache are done faster than the page can draw, and React stops when it gets too many updates. */
import type { CountProgress } from '../host/calls'

/** Milliseconds between two reports of the same step. */
const INTERVAL = 50

/**
 * @param now milliseconds, monotonic
 * @returns whether to report a step: at once when it is another step than before, else every INTERVAL
 */
export function throttle(now: () => number): (step: string) => boolean {
  let at = -Infinity
  let last: string | null = null
  return (step) => {
    if (step === last && now() - at < INTERVAL) return false
    last = step
    at = now()
    return true
  }
}

/** How much of a run is done, in percent: texts, and the layers of the one under way. Null: nothing to measure. */
export function percentOf({ done, total, layer }: CountProgress): number | null {
  if (total === 0) return null
  const ofText = layer === undefined || layer.total === 0 ? 0 : layer.done / layer.total
  return (100 * Math.min(total, done + ofText)) / total
}

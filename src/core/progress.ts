/** Progress as a page can draw it: known texts are done faster than that, and React gives up on the rest. */
import type { CountProgress } from '../host/calls'

/** Milliseconds between two reports of the same thing. */
const PACE = 50

/** @param now milliseconds, monotonic @returns whether to report `what`: when it is new at once, else every PACE */
export function pacer(now: () => number): (what: string) => boolean {
  let at = -Infinity
  let last: string | null = null
  return (what) => {
    if (what === last && now() - at < PACE) return false
    last = what
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

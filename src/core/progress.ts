/**
 * Throttles progress reports. Cached texts are finished faster than the page can render, and React throws an error
 * when an update triggers too many others.
 */
import type { CountProgress } from '../host/calls'

/** Minimum time between two reports of the same step, in milliseconds. */
const INTERVAL = 100

/**
 * @param now milliseconds, monotonic
 * @returns a function that says whether to report a step: always when the step has changed, else at most once per
 *   INTERVAL
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

/**
 * The progress of a run in percent: finished texts, plus the share of finished layers of the current text. Null: the
 * total is 0.
 */
export function percentOf({ done, total, layer }: CountProgress): number | null {
  if (total === 0) return null
  const ofText = layer === undefined || layer.total === 0 ? 0 : layer.done / layer.total
  return (100 * Math.min(total, done + ofText)) / total
}

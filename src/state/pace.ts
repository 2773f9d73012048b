/** Progress as a page can draw it: known texts are done faster than that, and React gives up on the rest. */

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

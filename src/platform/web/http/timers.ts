/** Time as a port, so that tests do not have to wait. */
export interface Timers {
  /** Milliseconds. */
  now(): number
  /** Calls `callback` after `ms` milliseconds. @returns a function that cancels it */
  after(ms: number, callback: () => void): () => void
}

export const realTimers: Timers = {
  now: () => performance.now(),
  after(ms, callback) {
    const id = setTimeout(callback, ms)
    return () => clearTimeout(id)
  },
}

/** Waits `ms` milliseconds, or until the signal aborts. */
export function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = timers.after(ms, end)
    signal.addEventListener('abort', end)
  })
}

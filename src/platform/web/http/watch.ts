/** Ends one connection: when the user cancels, or when no bytes arrive for too long. */
import type { Timers } from './timers'

export class Watch {
  private readonly abort = new AbortController()
  hasStalled = false

  constructor(
    private readonly timers: Timers,
    /** Milliseconds. */
    private readonly limit: number,
    cancel: AbortSignal,
  ) {
    if (cancel.aborted) this.abort.abort()
    cancel.addEventListener('abort', () => this.abort.abort(), { once: true, signal: this.abort.signal })
  }

  get signal(): AbortSignal {
    return this.abort.signal
  }

  /** @throws what `promise` throws; after too long a wait this is an AbortError */
  async wait<T>(promise: Promise<T>): Promise<T> {
    const disarm = this.timers.after(this.limit, () => {
      this.hasStalled = true
      this.abort.abort()
    })
    try {
      return await promise
    } finally {
      disarm()
    }
  }

  /** Closes the connection. */
  close(): void {
    this.abort.abort()
  }
}

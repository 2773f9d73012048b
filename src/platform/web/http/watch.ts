/** The end of one connection: by the user, or because nothing came for too long. */
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

  /** @throws what `promise` throws, and that is an AbortError when it took too long */
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

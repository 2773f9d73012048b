/** Reports progress at most a few times a second (throttled), however many chunks arrive. */
import type { ReadOptions, ReadProgress } from '../../../engine/model/ports'
import type { Timers } from './timers'

/** Milliseconds. */
const INTERVAL = 100

export class Progress {
  private last = -Infinity
  private waiting: ReadProgress | null = null

  constructor(
    private readonly timers: Timers,
    private readonly options: ReadOptions,
  ) {}

  report(progress: ReadProgress): void {
    this.waiting = progress
    const now = this.timers.now()
    if (now - this.last < INTERVAL) return
    this.last = now
    this.flush()
  }

  /** Reports the last progress that was held back. */
  flush(): void {
    if (this.waiting) this.options.onProgress?.(this.waiting)
    this.waiting = null
  }
}

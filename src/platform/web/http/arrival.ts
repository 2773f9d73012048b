/** How far a file has come, and who waits for more of it. */
import { EngineError } from '../../../engine/errors'

interface Waiting {
  readonly end: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class Arrival {
  private waiting: Waiting[] = []
  private failure: { readonly error: unknown } | null = null

  /** @param loaded bytes so far; may go back when a download starts over */
  constructor(private readonly loaded: () => number) {}

  /** More bytes are there. */
  grown(): void {
    const loaded = this.loaded()
    const ready = this.waiting.filter(({ end }) => end <= loaded)
    if (ready.length === 0) return
    this.waiting = this.waiting.filter(({ end }) => end > loaded)
    for (const { resolve } of ready) resolve()
  }

  /** No more will come. After a cancel, what has arrived is as good as before. */
  fail(error: unknown): void {
    this.failure ??= { error }
    for (const { reject } of this.waiting.splice(0)) reject(error)
  }

  /** Resolves when the bytes before `end` are there. */
  until(end: number): Promise<void> {
    const isThere = end <= this.loaded()
    if (this.failure && !(isThere && isCancel(this.failure.error))) return Promise.reject(this.failure.error)
    if (isThere) return Promise.resolve()
    return new Promise((resolve, reject) => this.waiting.push({ end, resolve, reject }))
  }
}

const isCancel = (error: unknown) => error instanceof EngineError && error.code === 'run/cancelled'

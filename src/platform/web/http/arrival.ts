/** How many bytes of a file have arrived, and which readers wait for more. */
import { EngineError } from '../../../engine/errors'

interface Waiting {
  readonly end: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class Arrival {
  private waiting: Waiting[] = []
  private failure: { readonly error: unknown } | null = null

  /** @param loaded gives the number of bytes so far; it becomes smaller when a download starts again */
  constructor(private readonly loaded: () => number) {}

  /** To be called when more bytes have arrived. */
  grown(): void {
    const loaded = this.loaded()
    const ready = this.waiting.filter(({ end }) => end <= loaded)
    if (ready.length === 0) return
    this.waiting = this.waiting.filter(({ end }) => end > loaded)
    for (const { resolve } of ready) resolve()
  }

  /** No more bytes will arrive. After a cancel, the bytes that have arrived stay readable. */
  fail(error: unknown): void {
    this.failure ??= { error }
    for (const { reject } of this.waiting.splice(0)) reject(error)
  }

  /** Resolves when all bytes before `end` have arrived. */
  until(end: number): Promise<void> {
    const isThere = end <= this.loaded()
    if (this.failure && !(isThere && isCancel(this.failure.error))) return Promise.reject(this.failure.error)
    if (isThere) return Promise.resolve()
    return new Promise((resolve, reject) => this.waiting.push({ end, resolve, reject }))
  }
}

const isCancel = (error: unknown) => error instanceof EngineError && error.code === 'run/cancelled'

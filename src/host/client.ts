/** Turns calls into messages, and messages into results: for a worker and in process. */
import { cancelled, fromErrorData, type EngineError } from '../engine/errors'
import type { CallName, CallOptions, Calls, EngineClient, EngineWatch, FromEngine, ToEngine } from './calls'

interface Waiter {
  readonly resolve: (out: never) => void
  readonly reject: (error: EngineError) => void
  readonly onProgress: ((progress: never) => void) | undefined
  readonly detach: () => void
}

export class MessageClient implements EngineClient {
  private readonly waiting = new Map<number, Waiter>()
  private nextId = 1

  constructor(
    private readonly post: (message: ToEngine) => void,
    private readonly watch?: EngineWatch,
  ) {}

  get busy(): boolean {
    return this.waiting.size > 0
  }

  call<K extends CallName>(
    name: K,
    input: Calls[K]['in'],
    options: CallOptions<K> = {},
  ): Promise<Calls[K]['out']> {
    const { signal, onProgress } = options
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(cancelled())
        return
      }
      const id = this.nextId++
      // The caller gets run/cancelled at once. The engine stops at its next checkpoint; its late reply is ignored.
      const abort = () => {
        this.post({ type: 'cancel', id })
        this.settle(id)?.reject(cancelled())
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.waiting.set(id, {
        resolve,
        reject,
        onProgress: onProgress as Waiter['onProgress'],
        detach: () => signal?.removeEventListener('abort', abort),
      })
      this.post({ type: 'call', id, name, in: input } as ToEngine)
    })
  }

  /** Handles a message from the engine. */
  receive(message: FromEngine): void {
    if (message.observed) this.watch?.observed(message.observed)
    if (message.type === 'failed') this.watch?.failed(message.error.code)
    if (message.type === 'progress') this.waiting.get(message.id)?.onProgress?.(message.progress as never)
    else if (message.type === 'done') this.settle(message.id)?.resolve(message.out as never)
    else this.settle(message.id)?.reject(fromErrorData(message.error))
  }

  /** Rejects all waiting calls. */
  rejectAll(error: EngineError): void {
    for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(error)
  }

  dispose(): void {
    this.rejectAll(cancelled())
  }

  private settle(id: number): Waiter | undefined {
    const waiter = this.waiting.get(id)
    this.waiting.delete(id)
    waiter?.detach()
    return waiter
  }
}

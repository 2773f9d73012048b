/** Work that can be superseded: of one task, only the latest run counts. */
import { toErrorData, type ErrorData } from '../engine/errors'

/** How a run ended without a value. It is a phase of every run that the page shows. */
export type Unfinished =
  { readonly phase: 'cancelled' } | { readonly phase: 'failed'; readonly error: ErrorData }
export type Ended<T> = { readonly phase: 'done'; readonly value: T } | Unfinished

export interface Task {
  readonly isRunning: boolean
  /**
   * Aborts the run under way, if there is one, and starts another. `end` is called once, unless the run has been superseded or
   * aborted: whoever did that says what the page shows. Never rejects.
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>, end: (ended: Ended<T>) => void): Promise<void>
  /** Aborts the run under way without a call of its `end`. @returns false: nothing was running */
  abort(): boolean
  /** Aborts the run under way; its `end` hears of it as soon as the work has stopped. */
  cancel(): void
}

export function createTask(): Task {
  let current: AbortController | null = null

  function abort(): boolean {
    const aborted = current
    current = null
    aborted?.abort()
    return aborted !== null
  }

  return {
    get isRunning() {
      return current !== null
    },
    abort,
    cancel: () => current?.abort(),
    async run(work, end) {
      abort()
      const controller = new AbortController()
      current = controller
      const ended = await work(controller.signal).then(
        (value) => ({ phase: 'done', value }) as const,
        (error: unknown) => unfinished(toErrorData(error)),
      )
      if (current !== controller) return
      current = null
      end(ended)
    },
  }
}

const unfinished = (error: ErrorData): Unfinished =>
  error.code === 'run/cancelled' ? { phase: 'cancelled' } : { phase: 'failed', error }

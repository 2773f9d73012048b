/** A task runs one piece of work at a time: a new run supersedes the current one. */
import { toErrorData, type ErrorData } from '../engine/errors'

/** How a run ended without a value. The state of every run on the page uses these phases. */
export type Unfinished =
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: ErrorData }
export type Ended<T> = { readonly phase: 'done'; readonly value: T } | Unfinished

export interface Task {
  readonly isRunning: boolean
  /**
   * Aborts the current run, if there is one, and starts another. Never rejects.
   * @param end called once when the work has ended. It is not called if the run was superseded or aborted; the caller
   *   that did so sets the state that the page shows
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>, end: (ended: Ended<T>) => void): Promise<void>
  /** Aborts the current run and does not call its `end`. @returns false: no run was active */
  abort(): boolean
  /** Aborts the current run. Its `end` is called as soon as the work has stopped. */
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

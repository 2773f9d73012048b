import { cancelled, throwIfCancelled, type CancelSignal } from '../../../engine/errors'

/**
 * Rejects at once, whatever the work waits for; the work itself ends at its next step.
 * @throws EngineError run/cancelled
 */
export function untilCancelled<T>(
  signal: CancelSignal | undefined,
  work: (cancel: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal)
  const abort = new AbortController()
  return new Promise((resolve, reject) => {
    signal?.addEventListener?.(
      'abort',
      () => {
        reject(cancelled())
        abort.abort()
      },
      { once: true },
    )
    work(abort.signal).then(resolve, reject)
  })
}

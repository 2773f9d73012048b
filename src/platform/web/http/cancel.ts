import { cancelled, throwIfCancelled, type CancelSignal } from '../../../engine/errors'

/**
 * Runs `work`. After a cancel it rejects at once, also while the work waits; the work itself ends at its next step.
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

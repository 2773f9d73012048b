/** The page's end of the worker for long texts. */
import { browserSaid, worded, type Detail } from '../engine/detail-words'
import { cancelled, EngineError, fromErrorData, type ErrorData } from '../engine/errors'
import { receivedWork, type SentWork, type TextJob, type WorkedText } from '../engine/text/work'
import { watchLifeline } from './lifeline'

export type FromTextWorker = { readonly work: SentWork } | { readonly error: ErrorData }

export interface TextClient {
  /**
   * Works on one text. The work cannot be interrupted, so an abort ends the worker; the next job starts another one. One job
   * at a time: abort the present one before the next.
   * @throws EngineError run/cancelled, text/work-failed, worker/unavailable, or the error of the work
   */
  work(job: TextJob, signal: AbortSignal): Promise<WorkedText>
  dispose(): void
}

const spawnText = () =>
  new Worker(new URL('./text-worker.ts', import.meta.url), { type: 'module', name: 'm3scope-text' })

export function createTextClient(spawn: () => Worker = spawnText): TextClient {
  let idle: Worker | null = null

  function started(): Worker {
    try {
      return spawn()
    } catch (error) {
      const detail = browserSaid(error)
      throw new EngineError('worker/unavailable', `The browser cannot start a worker: ${detail.text}`, {
        detail,
      })
    }
  }

  return {
    async work(job, signal) {
      if (signal.aborted) throw cancelled()
      const worker = idle ?? started()
      idle = null
      const listening = new AbortController()
      const on = { signal: listening.signal }
      let stopWatching = () => undefined as void
      try {
        const message = await new Promise<FromTextWorker>((resolve, reject) => {
          const died = (detail: Detail) =>
            reject(
              new EngineError('text/work-failed', `The worker for texts ended: ${detail.text}`, { detail }),
            )
          worker.addEventListener('message', ({ data }: MessageEvent<FromTextWorker>) => resolve(data), on)
          worker.addEventListener(
            'error',
            ({ message: said }) =>
              died(
                said
                  ? browserSaid(said)
                  : worded('its script could not be loaded or failed', 'worker-script'),
              ),
            on,
          )
          worker.addEventListener(
            'messageerror',
            () => died(worded('a message could not be read', 'worker-message')),
            on,
          )
          stopWatching = watchLifeline(worker, () =>
            died(worded('it was closed or ran out of memory', 'worker-closed')),
          )
          signal.addEventListener('abort', () => reject(cancelled()), { ...on, once: true })
          worker.postMessage(job)
        })
        idle = worker
        if ('error' in message) throw fromErrorData(message.error)
        return receivedWork(job, message.work)
      } finally {
        listening.abort()
        stopWatching()
        if (idle !== worker) worker.terminate()
      }
    },
    dispose() {
      idle?.terminate()
      idle = null
    },
  }
}

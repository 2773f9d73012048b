/** The client of an engine in a dedicated worker. */
import { browserSaid, worded, type Detail } from '../engine/detail-words'
import { EngineError } from '../engine/errors'
import type { CallName, CallOptions, Calls, EngineClient, EngineWatch, FromEngine } from './calls'
import { MessageClient } from './client'
import { watchLifeline } from './lifeline'

export interface WorkerClient extends EngineClient {
  /** Ends the worker; this is not a crash. The next call starts a new worker, for example with another number of threads. */
  restart(): void
}

export interface WorkerClientOptions {
  readonly onCrash?: (error: EngineError) => void
  readonly watch?: EngineWatch | undefined
  readonly spawn?: () => Worker
}

interface Running {
  readonly worker: Worker
  readonly client: MessageClient
  readonly stopWatching: () => void
}

const spawnEngine = () =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'm3scope-engine' })

/**
 * The first call starts the worker. When the worker dies, every waiting call is rejected with worker/crashed, and
 * `onCrash` is called. The next call starts a new worker, which has no model: load one first.
 */
export function createWorkerClient({
  onCrash,
  watch,
  spawn = spawnEngine,
}: WorkerClientOptions = {}): WorkerClient {
  let running: Running | null = null

  const stop = (): Running | null => {
    const stopped = running
    running = null
    stopped?.stopWatching()
    stopped?.worker.terminate()
    return stopped
  }
  const start = (): Running => {
    let worker: Worker
    try {
      worker = spawn()
    } catch (error) {
      const detail = browserSaid(error)
      throw new EngineError('worker/unavailable', `The browser cannot start a worker: ${detail.text}`, {
        detail,
      })
    }
    const client = new MessageClient((message) => worker.postMessage(message), watch)
    const crash = (detail: Detail) => {
      if (running?.worker !== worker) return
      stop()
      const error = new EngineError('worker/crashed', `The engine's worker ended: ${detail.text}`, { detail })
      client.rejectAll(error)
      onCrash?.(error)
    }
    worker.addEventListener('message', (event: MessageEvent<FromEngine>) => client.receive(event.data))
    worker.addEventListener('error', (event) =>
      crash(
        event.message
          ? browserSaid(event.message)
          : worded('its script could not be loaded or failed', 'worker-script'),
      ),
    )
    worker.addEventListener('messageerror', () =>
      crash(worded('a message could not be read', 'worker-message')),
    )
    const stopWatching = watchLifeline(worker, () =>
      crash(worded('it was closed or ran out of memory', 'worker-closed')),
    )
    return { worker, client, stopWatching }
  }

  return {
    async call<K extends CallName>(
      name: K,
      input: Calls[K]['in'],
      options?: CallOptions<K>,
    ): Promise<Calls[K]['out']> {
      running ??= start()
      return running.client.call(name, input, options)
    },
    restart() {
      stop()?.client.dispose()
    },
    dispose() {
      stop()?.client.rejectAll(
        new EngineError('worker/crashed', 'The engine was shut down.', {
          detail: worded('shut down', 'worker-shut'),
        }),
      )
    },
  }
}

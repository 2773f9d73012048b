/**
 * An engine in a thread of its own: a long text keeps that thread busy, and this one goes on answering. A cancel reaches
 * the engine at its next layer or text.
 */
import { Worker } from 'node:worker_threads'
import { worded, type Detail } from '../../src/engine/detail-words'
import { EngineError } from '../../src/engine/errors'
import type {
  CallName,
  CallOptions,
  Calls,
  EngineClient,
  EngineWatch,
  FromEngine,
} from '../../src/host/calls'
import { MessageClient } from '../../src/host/client'

export interface ThreadClientOptions {
  /** The thread has ended by itself. Every waiting call has been rejected with worker/crashed, as every later one will be. */
  readonly onCrash?: (error: EngineError) => void
  readonly watch?: EngineWatch | undefined
  readonly spawn?: () => Worker
}

const spawnEngine = () =>
  new Worker(new URL('../../bin/engine-thread.mjs', import.meta.url), { name: 'm3scope-engine' })

export function createThreadClient({
  onCrash,
  watch,
  spawn = spawnEngine,
}: ThreadClientOptions = {}): EngineClient {
  const worker = spawn()
  const client = new MessageClient((message) => worker.postMessage(message), watch)
  let ended: EngineError | null = null

  const end = (error: EngineError) => {
    ended = error
    client.rejectAll(error)
  }
  const crash = (detail: Detail | string) => {
    if (ended) return
    const text = typeof detail === 'string' ? detail : detail.text
    end(new EngineError('worker/crashed', `The engine's thread ended: ${text}`, { detail }))
    onCrash?.(ended!)
  }
  worker.on('message', (message: FromEngine) => client.receive(message))
  worker.on('messageerror', () => crash(worded('a message could not be read', 'worker-message')))
  worker.on('error', (error) => crash(error instanceof Error ? error.message : String(error)))
  worker.on('exit', () => crash(worded('it was closed or ran out of memory', 'worker-closed')))

  return {
    async call<K extends CallName>(
      name: K,
      input: Calls[K]['in'],
      options?: CallOptions<K>,
    ): Promise<Calls[K]['out']> {
      if (ended) throw ended
      return client.call(name, input, options)
    },
    dispose() {
      if (ended) return
      end(
        new EngineError('worker/crashed', 'The engine was shut down.', {
          detail: worded('shut down', 'worker-shut'),
        }),
      )
      void worker.terminate()
    },
  }
}

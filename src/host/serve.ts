/** The engine's end of the wire: runs the handler of each request, and posts progress and reply. */
import { cancelled, toErrorData } from '../engine/errors'
import type { AnyProgress, CallName, Calls, FromEngine, Request, ToEngine } from './calls'
import type { Handlers } from './handlers'

export function serve(handlers: Handlers, post: (message: FromEngine) => void): (message: ToEngine) => void {
  const running = new Map<number, AbortController>()

  const run = async (request: Request): Promise<void> => {
    const { id } = request
    const abort = new AbortController()
    running.set(id, abort)
    try {
      // The table guarantees that `in` belongs to `name`. TypeScript cannot prove it, because `request` is a union.
      const handler = handlers[request.name] as (
        input: unknown,
        context: unknown,
      ) => Promise<Calls[CallName]['out']>
      const progress = (value: AnyProgress) => {
        if (!abort.signal.aborted) post({ type: 'progress', id, progress: value })
      }
      const out = await handler(request.in, { signal: abort.signal, progress })
      if (abort.signal.aborted) throw cancelled()
      post({ type: 'done', id, out })
    } catch (error) {
      post({ type: 'failed', id, error: toErrorData(abort.signal.aborted ? cancelled() : error) })
    } finally {
      running.delete(id)
    }
  }

  return (message) => {
    if (message.type === 'cancel') running.get(message.id)?.abort()
    else void run(message)
  }
}

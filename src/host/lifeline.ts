/**
 * Shows the page that its worker has died: by self.close(), out of memory, or ended by the browser. The Worker object
 * fires no event then. There are two signals, and each browser has at least one of them:
 * - A MessagePort fires `close` when its other end lay in the worker and the worker ends (Chrome 122).
 * - A Web Lock that the worker holds is granted to the page when the worker ends (all browsers, but not on plain HTTP).
 */

const held: MessagePort[] = [] // the garbage collector must not free a port

// The unit tests run in Node 20, which has no navigator.
const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)

/** To be called in the worker. */
export function holdLifeline(port: MessagePort): void {
  held.push(port)
  port.start()
  if (!locks) return
  // The promise never settles, so the worker holds the lock as long as it lives.
  port.onmessage = (event: MessageEvent<string>) =>
    void locks.request(event.data, () => {
      port.postMessage('held')
      return new Promise<never>(() => undefined)
    })
}

let counter = 0

/** To be called in the page. @returns a function that stops watching */
export function watchLifeline(worker: Worker, onDeath: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  const stop = new AbortController()
  const died = () => {
    if (stop.signal.aborted) return
    stop.abort()
    onDeath()
  }
  port1.addEventListener('close', died)
  port1.start()
  worker.postMessage({ type: 'lifeline' }, [port2])
  if (locks) {
    const name = `m3scope-worker-${Date.now()}-${Math.random()}-${counter++}`
    port1.addEventListener('message', () => {
      // The page requests the lock only when the worker holds it.
      locks.request(name, { signal: stop.signal }, died).catch(() => undefined)
    })
    port1.postMessage(name)
  }
  return () => {
    stop.abort()
    port1.close()
  }
}

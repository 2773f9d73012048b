/**
 * How the page learns that its worker died without a word (self.close(), out of memory, killed by the browser):
 * no event says so on the Worker object. Two signals, whichever the browser has:
 * - a MessagePort whose other end lies in the worker fires `close` when the worker goes (Chrome 122);
 * - a Web Lock that the worker holds is granted to the page when the worker goes (all browsers, but not on plain
 *   HTTP).
 */

const held: MessagePort[] = [] // kept from the garbage collector

// Node 20, where the unit tests run, has no navigator.
const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)

/** In the worker. */
export function holdLifeline(port: MessagePort): void {
  held.push(port)
  port.start()
  if (!locks) return
  // Held for life: the promise never settles.
  port.onmessage = (event: MessageEvent<string>) =>
    void locks.request(event.data, () => {
      port.postMessage('held')
      return new Promise<never>(() => undefined)
    })
}

let counter = 0

/** In the page. @returns a function that stops watching */
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
      // Asked for only once the worker holds it.
      locks.request(name, { signal: stop.signal }, died).catch(() => undefined)
    })
    port1.postMessage(name)
  }
  return () => {
    stop.abort()
    port1.close()
  }
}

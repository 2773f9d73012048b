/** Keeps what the engine tells of its work until somebody wants to see it: the code that adds it up is fetched then. */
import type { Monitor } from '../engine/monitor/monitor'
import type { EngineWatch } from '../host/calls'

export interface Collector {
  readonly watch: EngineWatch & {
    /** The engine's worker was started again. */
    restarted(): void
  }
  /** The monitor with everything so far. It goes on counting. */
  open(): Promise<Monitor>
  /** @returns a function that ends it */
  subscribe(listener: () => void): () => void
}

type Note = (monitor: Monitor) => void

/** Notes that may wait. A long run would fill the memory with them, so from here on they are added up. */
const WAITING = 500

export function createCollector(): Collector {
  let waiting: Note[] = []
  let monitor: Monitor | null = null
  const listeners = new Set<() => void>()

  async function open(): Promise<Monitor> {
    const { Monitor: Made } = await import('../engine/monitor/monitor')
    monitor ??= new Made()
    for (const note of waiting) note(monitor)
    waiting = []
    return monitor
  }
  function take(note: Note): void {
    if (monitor) note(monitor)
    else if (waiting.push(note) % WAITING === 0) open().catch(() => undefined)
    for (const listener of listeners) listener()
  }
  return {
    watch: {
      observed: (observed) => take((to) => to.observed(observed)),
      failed: (code) => take((to) => to.failed(code)),
      restarted: () => take((to) => to.restarted()),
    },
    open,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What runs inside the page before its own scripts: it writes down long tasks, calls of the worker and frames. */

export interface Watched {
  /** Durations of the tasks of the main thread over 50 ms, wall time. */
  long: number[]
  /** The worker's own time of the last reply that has one, milliseconds. */
  workerTime: number
  /** Messages from the worker, by kind. */
  messages: number
  /** When the last call was sent and its reply arrived, milliseconds since the page was opened. */
  sent: number
  replied: number
  /** Replies to the call `heatmap` are made here, of random numbers: the model does not run. */
  synthetic: boolean
}

declare global {
  var watched: Watched
}

interface Call {
  readonly type: string
  readonly id: number
  readonly name: string
  readonly in: {
    readonly a: { readonly units: readonly unknown[] }
    readonly b: { readonly units: readonly unknown[] }
  }
}

/** Has no access to anything outside of itself: its text is sent to the browser. */
export function instrument(): void {
  const seen: Watched = {
    long: [],
    workerTime: 0,
    messages: 0,
    sent: 0,
    replied: 0,
    synthetic: false,
  }
  globalThis.watched = seen
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.long.push(duration)
  }).observe({ type: 'longtask', buffered: true })

  const random = (count: number) => Float64Array.from({ length: count }, () => Math.random())
  const answer = (worker: Worker, { id, in: { a, b } }: Call) => {
    const [rows, columns] = [a.units.length, b.units.length]
    const values = { dense: random(rows * columns), sparse: random(rows * columns), colbert: null }
    const facts = (count: number) => ({ tokens: new Int32Array(count).fill(12), truncated: [] })
    const available = { state: 'available', value: true }
    const none = { state: 'unavailable', reason: { kind: 'no-head' } }
    const say = (data: unknown) => worker.dispatchEvent(new MessageEvent('message', { data }))
    say({ type: 'progress', id, progress: { done: 1, total: 1, rows: { from: 0, count: rows, values } } })
    const out = {
      heads: { dense: available, sparse: available, colbert: none },
      a: facts(rows),
      b: facts(columns),
      encoded: 0,
      time: 0,
    }
    say({ type: 'done', id, out })
  }
  const Native = globalThis.Worker
  globalThis.Worker = class extends Native {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given)
      this.addEventListener(
        'message',
        ({ data }: MessageEvent<{ type?: string; out?: { time?: number } }>) => {
          seen.messages++
          if (data.type !== 'done' || typeof data.out?.time !== 'number') return
          seen.workerTime = data.out.time
          seen.replied = performance.now()
        },
      )
    }
    override postMessage(message: unknown, ...more: unknown[]): void {
      const call = message as Call
      if (call.type === 'call') seen.sent = performance.now()
      if (seen.synthetic && call.name === 'heatmap') answer(this, call)
      else (super.postMessage as (...all: unknown[]) => void)(message, ...more)
    }
  }
}

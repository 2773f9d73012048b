import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AnyProgress, FromEngine } from '../../../src/host/calls'
import { coalesce, PROGRESS_MS } from '../../../src/host/coalesce'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function wire() {
  const posted: FromEngine[] = []
  const send = coalesce((message) => posted.push(message))
  const progress = (value: object, id = 1) => send({ type: 'progress', id, progress: value as AnyProgress })
  const done = (id = 1) => send({ type: 'done', id, out: {} as never })
  const seen = () => posted.map((message) => (message.type === 'progress' ? message.progress : message.type))
  return { progress, done, seen, posted }
}

const rows = (from: number) => ({ done: from, total: 9, rows: { from, count: 1, values: {} } })

describe('progress on the wire', () => {
  it('is at most ten messages a second, and the newest', () => {
    const { progress, seen } = wire()
    for (let done = 0; done < 1000; done++) {
      progress({ done, total: 1000 })
      vi.advanceTimersByTime(1)
    }
    expect(seen().length).toBeLessThanOrEqual(11) // one at the start
    vi.advanceTimersByTime(PROGRESS_MS)
    expect(seen().at(-1)).toEqual({ done: 999, total: 1000 })
  })

  it('sends what was reached before the reply, and nothing after it', () => {
    const { progress, done, seen } = wire()
    for (let at = 0; at <= 5; at++) progress({ done: at, total: 5 })
    done()
    vi.advanceTimersByTime(10 * PROGRESS_MS)
    expect(seen()).toEqual([{ done: 0, total: 5 }, { done: 5, total: 5 }, 'done'])
  })

  it('never holds or drops a result, and keeps the order', () => {
    const { progress, seen } = wire()
    progress({ done: 0, total: 9 })
    progress({ done: 1, total: 9 })
    for (const from of [1, 2, 3]) progress(rows(from))
    expect(seen()).toEqual([{ done: 0, total: 9 }, rows(1), rows(2), rows(3)])
    progress({ done: 5, total: 9, part: { index: 0 } })
    expect(seen()).toHaveLength(5)
    vi.advanceTimersByTime(10 * PROGRESS_MS)
    // The message that was held before the rows is older than they are.
    expect(seen()).toHaveLength(5)
  })

  it('shows every stage and file of a load, each as far as it came', () => {
    const { progress, done, seen } = wire()
    const file = (name: string, loaded: number) => ({
      stage: 'files',
      file: name,
      loaded,
      total: 9,
      origin: 'network',
    })
    for (let loaded = 0; loaded <= 9; loaded++) {
      progress(file('a', loaded))
      progress({ stage: 'layers', done: loaded, total: 9 })
    }
    progress({ stage: 'warm-up' })
    done()
    const all = seen() as { stage?: string; loaded?: number; done?: number }[]
    expect(all.filter(({ stage }) => stage === 'files').map(({ loaded }) => loaded)).toEqual([0, 9])
    expect(all.filter(({ stage }) => stage === 'layers').map((each) => each.done)).toEqual([0, 9])
    // A stage that has ended is not told again after the next one.
    expect(all.map(({ stage }) => stage).slice(-1)).toEqual([undefined])
    expect(all.at(-2)?.stage).toBe('warm-up')
  })

  it('keeps two calls apart', () => {
    const { progress, seen, done } = wire()
    progress({ done: 1, total: 2 }, 1)
    progress({ done: 1, total: 3 }, 2)
    expect(seen()).toHaveLength(2)
    done(1)
    progress({ done: 2, total: 3 }, 2)
    done(2)
    expect(seen().slice(2)).toEqual(['done', { done: 2, total: 3 }, 'done'])
  })
})

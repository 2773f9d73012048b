import { expect, it } from 'vitest'
import { cancelled, EngineError } from '../../../src/engine/errors'
import { createTask, type Ended } from '../../../src/core/task'

function deferred<T>() {
  let resolve!: (value: T) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]))
  return { promise, resolve, reject }
}

function bench() {
  const task = createTask()
  const ends: Ended<string>[] = []
  const signals: AbortSignal[] = []
  const start = () => {
    const work = deferred<string>()
    const ran = task.run(
      (signal) => {
        signals.push(signal)
        return work.promise
      },
      (ended) => ends.push(ended),
    )
    return { ...work, ran }
  }
  return { task, ends, signals, start }
}

it('tells the value, a failure and a cancel of the work', async () => {
  const { task, ends, start } = bench()
  const first = start()
  expect(task.isRunning).toBe(true)
  first.resolve('value')
  await first.ran
  expect(task.isRunning).toBe(false)
  const second = start()
  second.reject(new EngineError('network/failed', 'No network.', { url: 'x', detail: 'y' } as never))
  await second.ran
  const third = start()
  third.reject(cancelled())
  await third.ran
  expect(ends).toMatchObject([
    { phase: 'done', value: 'value' },
    { phase: 'failed', error: { code: 'network/failed' } },
    { phase: 'cancelled' },
  ])
})

it('a run that is superseded is aborted and never told, whatever comes of it', async () => {
  const { task, ends, signals, start } = bench()
  const first = start()
  const second = start()
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  second.resolve('second')
  await second.ran
  first.resolve('first')
  await first.ran
  expect(ends).toEqual([{ phase: 'done', value: 'second' }])
  expect(task.isRunning).toBe(false)
})

it('an aborted run is not told; a cancelled one is, once its work has stopped', async () => {
  const { task, ends, signals, start } = bench()
  expect(task.abort()).toBe(false)
  const first = start()
  expect(task.abort()).toBe(true)
  first.reject(cancelled())
  await first.ran
  expect(ends).toEqual([])
  const second = start()
  task.cancel()
  expect(signals[1]!.aborted).toBe(true)
  expect(task.isRunning).toBe(true)
  second.reject(cancelled())
  await second.ran
  expect(ends).toEqual([{ phase: 'cancelled' }])
})

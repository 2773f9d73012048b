import { describe, expect, it } from 'vitest'
import { EngineError, toErrorData } from '../../../src/engine/errors'
import { NO_EDITS } from '../../../src/engine/text/sentences/types'
import { tryPrepare, workOn, type TextJob } from '../../../src/engine/text/work'
import { splitSentences } from '../../../src/engine/text/sentences/split'
import { createTextClient, type FromTextWorker } from '../../../src/host/text-client'

const RULES = JSON.stringify([
  { id: 'l', kind: 'lower-case', enabled: true },
  { id: 'h', kind: 'html', enabled: true },
  { id: 'w', kind: 'whitespace', enabled: true, newlines: 'space' },
])

const job = (text: string, over: Partial<TextJob> = {}): TextJob => ({
  text,
  edits: NO_EDITS,
  metadata: 'out',
  rules: RULES,
  leaveOutMetadata: false,
  ...over,
})

/** Answers when it is told to. */
class FakeWorker extends EventTarget {
  readonly jobs: TextJob[] = []
  terminated = false
  postMessage(message: TextJob | { type: 'lifeline' }): void {
    if (!('type' in message)) this.jobs.push(structuredClone(message))
  }
  terminate(): void {
    this.terminated = true
  }
  answer(message: FromTextWorker = { work: workOn(this.jobs.at(-1)!) }): void {
    this.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }))
  }
}

function client() {
  const workers: FakeWorker[] = []
  const texts = createTextClient(() => {
    const worker = new FakeWorker()
    workers.push(worker)
    return worker as unknown as Worker
  })
  const never = new AbortController().signal
  return { texts, workers, never }
}

const CHAT = `2026-02-07 16:43:16 张三\n您好，<b>订单</b>没到。\n2026-02-07 16:44:02 李四\nHELLO  there.`

describe('the client of the worker for texts', () => {
  it.each([
    ['prose', job('One  <i>TWO</i>. Three &amp; four.')],
    ['a conversation without its names', job(CHAT, { leaveOutMetadata: true })],
    ['a conversation with its names', job(CHAT, { metadata: 'in' })],
  ])('gives what would be computed here: %s', async (_, asked) => {
    const { texts, workers, never } = client()
    const work = texts.work(asked, never)
    workers[0]!.answer()
    const { split, prepared } = await work
    expect(split).toEqual(splitSentences(asked.text, { edits: asked.edits, metadata: asked.metadata }))
    const here = tryPrepare(asked.text, asked.rules, asked.leaveOutMetadata)
    expect(prepared.mapped).toEqual(here.mapped)
    expect(prepared.turns).toBe(here.turns)
    expect(prepared.problem).toBeNull()
    expect(prepared.effects).toHaveLength(3)
    for (const [at, { rule, before, after, count, first, changes }] of prepared.effects.entries()) {
      const same = here.effects[at]!
      expect({ rule, before, after, count }).toEqual({
        rule: same.rule,
        before: same.before,
        after: same.after,
        count: same.count,
      })
      expect(first).toEqual(same.changes.slice(0, first.length))
      expect(changes).toEqual(same.changes)
    }
  })

  it('uses one worker for one job after the other', async () => {
    const { texts, workers, never } = client()
    for (const text of ['One.', 'Two.']) {
      const work = texts.work(job(text), never)
      workers[0]!.answer()
      expect((await work).split.sentences[0]!.text).toBe(text)
    }
    expect(workers).toHaveLength(1)
    texts.dispose()
    expect(workers[0]!.terminated).toBe(true)
  })

  it('ends the worker of a job that is aborted; the next job has a new one', async () => {
    const { texts, workers, never } = client()
    const stop = new AbortController()
    const first = texts.work(job('One.'), stop.signal)
    stop.abort()
    await expect(first).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(workers[0]!.terminated).toBe(true)
    const second = texts.work(job('Two.'), never)
    workers[0]!.answer()
    workers[1]!.answer()
    expect((await second).split.sentences[0]!.text).toBe('Two.')
  })

  it('names what failed: the work, the worker, its start', async () => {
    const { texts, workers, never } = client()
    const failed = texts.work(job('One.'), never)
    workers[0]!.answer({ error: toErrorData(new EngineError('file/binary', 'x', { kind: 'x' })) })
    await expect(failed).rejects.toMatchObject({ code: 'file/binary' })

    const died = texts.work(job('One.'), never)
    workers[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }))
    await expect(died).rejects.toMatchObject({ code: 'text/work-failed' })
    expect(workers[0]!.terminated).toBe(true)

    const none = createTextClient(thrower)
    await expect(none.work(job('One.'), never)).rejects.toMatchObject({ code: 'worker/unavailable' })
  })
})

const thrower = (): Worker => {
  throw new Error('no workers')
}

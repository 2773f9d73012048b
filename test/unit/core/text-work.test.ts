import { describe, expect, it, vi } from 'vitest'
import { sideProblem, textInputs } from '../../../src/core/selectors'
import { LONG_TEXT } from '../../../src/core/limits'
import { isPending, preparedNow } from '../../../src/core/text/long-texts'
import { preparedSide } from '../../../src/core/prepared'
import { sentenceUnits, sentenceUnitsNow, splitNow, splitOf } from '../../../src/core/units'
import { heatmapStaleness } from '../../../src/features/heatmap/selectors'
import { cancelled, EngineError } from '../../../src/engine/errors'
import { receivedWork, workOn, type TextJob, type WorkedText } from '../../../src/engine/text/work'
import type { TextClient } from '../../../src/host/text-client'
import { bench, MemoryStorage, type Bench } from '../app/app'
import { reply, settle } from '../app/fake-client'

const long = (word: string) => `${word} is one line.\n`.repeat(LONG_TEXT / 10)

interface Job {
  readonly job: TextJob
  readonly signal: AbortSignal
  answer(): void
  fail(error: EngineError): void
}

/** Does no work until it is told to. */
class FakeTexts implements TextClient {
  readonly jobs: Job[] = []
  disposed = 0
  work(job: TextJob, signal: AbortSignal): Promise<WorkedText> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(cancelled()))
      this.jobs.push({
        job,
        signal,
        answer: () => resolve(receivedWork(job, structuredClone(workOn(job)))),
        fail: reject,
      })
    })
  }
  dispose(): void {
    this.disposed++
  }
}

async function page(): Promise<{ app: Bench; texts: FakeTexts; next: (n: number) => Promise<Job> }> {
  const texts = new FakeTexts()
  const app = bench(new MemoryStorage(), undefined, { createTextClient: () => Promise.resolve(texts) })
  await app.load()
  const next = (n: number) =>
    vi.waitFor(() => {
      const job = texts.jobs[n - 1]
      if (job === undefined) throw new Error(`no job ${n}`)
      return job
    })
  return { app, texts, next }
}

describe('a long text', () => {
  it('is split and prepared by the worker, and only there', async () => {
    const { app, next } = await page()
    app.actions.type('a', long('Apple'))
    const state = () => app.store.getState()
    expect(state().longTexts.a.run.phase).toBe('working')
    expect(isPending(state(), 'a')).toBe(true)
    expect(splitNow(state(), 'a').sentences).toEqual([])
    expect(sentenceUnitsNow(state(), 'a')).toEqual([])
    expect(preparedNow(state(), 'a')).toBeNull()
    expect(sideProblem(state(), 'a')).toMatchObject({ code: 'text/not-ready' })

    ;(await next(1)).answer()
    await vi.waitFor(() => expect(isPending(state(), 'a')).toBe(false))
    const { split, prepared } = state().longTexts.a.done!
    expect(state().longTexts.a.run.phase).toBe('idle')
    // Whoever computes it at once finds what the worker made: the same objects.
    expect(splitOf(state(), 'a')).toBe(split)
    expect(preparedSide(textInputs(state()), 'a')).toBe(prepared)
    expect(sentenceUnitsNow(state(), 'a')).toBe(sentenceUnits(state(), 'a'))
    expect(split.sentences).toHaveLength(LONG_TEXT / 10)
    expect(sideProblem(state(), 'a')).toBeNull()
  })

  it('stays known while a short one is typed beside it', async () => {
    const { app, next } = await page()
    app.actions.type('a', long('Apple'))
    ;(await next(1)).answer()
    await vi.waitFor(() => expect(isPending(app.store.getState(), 'a')).toBe(false))
    const { split, prepared } = app.store.getState().longTexts.a.done!
    for (let at = 1; at < 40; at++) {
      app.actions.type('b', 'x'.repeat(at))
      sentenceUnitsNow(app.store.getState(), 'b')
      preparedNow(app.store.getState(), 'b')
    }
    expect(splitOf(app.store.getState(), 'a')).toBe(split)
    expect(preparedSide(textInputs(app.store.getState()), 'a')).toBe(prepared)
  })

  it('that is short asks no worker', async () => {
    const { app, texts } = await page()
    app.actions.type('a', 'One. Two.')
    await settle()
    expect(app.store.getState().longTexts.a).toEqual({ run: { phase: 'idle' }, done: null })
    expect(sentenceUnitsNow(app.store.getState(), 'a')).toHaveLength(2)
    expect(texts.jobs).toEqual([])
  })

  it('that replaces another supersedes its work, and a late reply is dropped', async () => {
    const { app, next } = await page()
    app.actions.type('a', long('Apple'))
    const first = await next(1)
    app.actions.type('a', long('Pear'))
    const second = await next(2)
    expect(first.signal.aborted).toBe(true)
    first.answer()
    await settle()
    expect(isPending(app.store.getState(), 'a')).toBe(true)
    second.answer()
    await vi.waitFor(() => expect(isPending(app.store.getState(), 'a')).toBe(false))
    expect(splitNow(app.store.getState(), 'a').sentences[0]!.text).toBe('Pear is one line.')
  })

  it('that becomes short ends its worker', async () => {
    const { app, texts, next } = await page()
    app.actions.type('a', long('Apple'))
    const { signal } = await next(1)
    app.actions.type('a', 'Short.')
    await settle()
    expect(signal.aborted).toBe(true)
    expect(texts.disposed).toBe(1)
    expect(app.store.getState().longTexts.a).toEqual({ run: { phase: 'idle' }, done: null })
    expect(sentenceUnitsNow(app.store.getState(), 'a')).toHaveLength(1)
  })

  it('keeps its last sentences while its split changes, and nothing is computed with them', async () => {
    const { app, next } = await page()
    app.actions.type('a', long('Apple'))
    ;(await next(1)).answer()
    await vi.waitFor(() => expect(isPending(app.store.getState(), 'a')).toBe(false))
    const before = splitNow(app.store.getState(), 'a')
    app.actions.joinSentence('a', before.sentences[1]!.start)
    expect(isPending(app.store.getState(), 'a')).toBe(true)
    expect(splitNow(app.store.getState(), 'a')).toBe(before)
    expect(sideProblem(app.store.getState(), 'a')).toMatchObject({ code: 'text/not-ready' })
    ;(await next(2)).answer()
    await vi.waitFor(() => expect(isPending(app.store.getState(), 'a')).toBe(false))
    expect(splitNow(app.store.getState(), 'a').sentences).toHaveLength(before.sentences.length - 1)
    expect(heatmapStaleness(app.store.getState())).toEqual([])
  })

  it('is known on the other side when the texts are swapped', async () => {
    const { app, texts, next } = await page()
    app.actions.type('a', long('Apple'))
    ;(await next(1)).answer()
    await vi.waitFor(() => expect(isPending(app.store.getState(), 'a')).toBe(false))
    app.actions.swap()
    expect(isPending(app.store.getState(), 'b')).toBe(false)
    expect(splitNow(app.store.getState(), 'b').sentences).toHaveLength(LONG_TEXT / 10)
    await settle()
    expect(texts.jobs).toHaveLength(1)
  })
})

describe('work that is cancelled or fails', () => {
  it('cancelled: the text stays, the worker is told, and it can be started again', async () => {
    const { app, next } = await page()
    app.actions.type('a', long('Apple'))
    const { signal } = await next(1)
    app.actions.cancelTextWork('a')
    expect(signal.aborted).toBe(true)
    expect(app.store.getState().longTexts.a.run).toEqual({ phase: 'cancelled' })
    expect(app.store.getState().a.text).toBe(long('Apple'))
    expect(splitNow(app.store.getState(), 'a').sentences).toEqual([])
    app.actions.workOnText('a')
    ;(await next(2)).answer()
    await vi.waitFor(() => expect(isPending(app.store.getState(), 'a')).toBe(false))
  })

  it('failed: the error is in the state, and a run that waits for it fails with it', async () => {
    const { app, next } = await page()
    app.actions.type('a', long('Apple'))
    app.actions.type('b', 'two')
    const run = app.actions.analyze()
    ;(await next(1)).fail(new EngineError('text/work-failed', 'gone', { detail: 'gone' }))
    await run
    expect(app.store.getState().longTexts.a.run).toMatchObject({
      phase: 'failed',
      error: { code: 'text/work-failed' },
    })
    expect(app.store.getState().run).toMatchObject({ phase: 'failed', error: { code: 'text/work-failed' } })
  })

  it('rules that were stopped arrive as the reason, like those of a short text', async () => {
    const { app, next } = await page()
    app.actions.setRules({
      rules: Array.from({ length: 24 }, (_, at) => ({
        id: `r${at}`,
        kind: 'abbreviations' as const,
        enabled: true,
        match: 'plain' as const,
        caseSensitive: true,
        entries: [{ from: 'p', to: 'pp' }],
      })),
      examples: [],
    })
    app.actions.type('a', long('Apple'))
    ;(await next(1)).answer()
    await vi.waitFor(() => expect(isPending(app.store.getState(), 'a')).toBe(false))
    expect(preparedNow(app.store.getState(), 'a')).toMatchObject({ problem: { code: 'rules/too-much' } })
    expect(sideProblem(app.store.getState(), 'a')).toMatchObject({ code: 'rules/too-much' })
  })
})

describe('Analyze', () => {
  it('waits for a long text, then sends what the worker made of it', async () => {
    const { app, next } = await page()
    app.actions.setRules({ rules: [{ id: 'l', kind: 'lower-case', enabled: true }], examples: [] })
    app.actions.type('a', long('Apple'))
    app.actions.type('b', 'two')
    const run = app.actions.analyze({ only: ['scores'] })
    expect(app.store.getState().run).toMatchObject({ phase: 'running', progress: null })
    await settle()
    expect(app.client.of('analyze')).toHaveLength(0)
    ;(await next(1)).answer()
    await vi.waitFor(() => expect(app.client.of('analyze')).toHaveLength(1))
    expect(app.client.last('analyze').in).toMatchObject({ a: long('apple'), b: 'two' })
    app.client.last('analyze').resolve(reply())
    await run
    expect(app.store.getState().run.phase).toBe('done')
  })

  it('starts again what was cancelled, and ends when it is cancelled itself', async () => {
    const { app, next } = await page()
    app.actions.type('a', long('Apple'))
    app.actions.type('b', 'two')
    await next(1)
    app.actions.cancelTextWork('a')
    const run = app.actions.analyze()
    expect(app.store.getState().longTexts.a.run.phase).toBe('working')
    await next(2)
    app.actions.cancelTextWork('a')
    await run
    expect(app.store.getState().run.phase).toBe('cancelled')
    expect(app.client.of('analyze')).toHaveLength(0)
  })
})

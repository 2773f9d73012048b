import { describe, expect, it } from 'vitest'
import { asGiven } from '../../../src/core/as-given'
import { modelInput } from '../../../src/core/selectors'
import { isStale } from '../../../src/core/staleness'
import { sentenceUnits, splitOf } from '../../../src/core/units'
import { bench, MemoryStorage } from '../app/app'
import { settle } from '../app/fake-client'

const texts = (app: ReturnType<typeof bench>, side: 'a' | 'b' = 'a') =>
  sentenceUnits(app.store.getState(), side).map(({ text }) => text)

describe('the split of a text', () => {
  it('is edited, keeps the edit through a change elsewhere, and comes back after a reload', () => {
    const storage = new MemoryStorage()
    const app = bench(storage)
    app.actions.type('a', '甲。乙。丙。')
    app.actions.joinSentence('a', 2)
    expect(texts(app)).toEqual(['甲。乙。', '丙。'])
    app.actions.type('a', '甲。乙。丙。丁。')
    expect(texts(app)).toEqual(['甲。乙。', '丙。', '丁。'])
    app.flush()
    expect(texts(bench(storage))).toEqual(['甲。乙。', '丙。', '丁。'])
    app.actions.resetSplit('a')
    expect(texts(app)).toEqual(['甲。', '乙。', '丙。', '丁。'])
  })

  it('changes sides with the texts, and comes back with undo', () => {
    const app = bench()
    app.actions.type('a', 'one two')
    app.actions.type('b', 'three')
    app.actions.cutSentence('a', 4)
    expect(texts(app)).toEqual(['one', 'two'])
    app.actions.swap()
    expect(texts(app, 'b')).toEqual(['one', 'two'])
    expect(texts(app, 'a')).toEqual(['three'])
    app.actions.undo()
    expect(texts(app, 'a')).toEqual(['one', 'two'])
    app.actions.clear('a')
    app.actions.undo()
    expect(texts(app, 'a')).toEqual(['one', 'two'])
  })

  it('keeps timestamps and speakers out of sentences, or in them by choice', () => {
    const app = bench()
    const chat = '2026-02-07 16:43:16 张三(10086)\n充不进电。\n\n2026-02-07 16:44:00 客服(9)\n请换线。'
    app.actions.type('a', chat)
    expect(sentenceUnits(app.store.getState(), 'a')).toMatchObject([
      { text: '充不进电。', timestamp: '2026-02-07 16:43:16', speaker: '张三(10086)' },
      { text: '请换线。', timestamp: '2026-02-07 16:44:00', speaker: '客服(9)' },
    ])
    expect(modelInput(app.store.getState(), 'a')).toBe(chat)
    app.actions.set({ metadata: 'out' })
    expect(modelInput(app.store.getState(), 'a')).toBe('充不进电。\n请换线。')
    app.actions.set({ metadata: 'in' })
    expect(modelInput(app.store.getState(), 'a')).toBe(chat)
    expect(texts(app)[0]).toContain('张三')
    expect(splitOf(app.store.getState(), 'a').dialogue?.turns).toHaveLength(2)
  })
})

const REMOVE = { id: 'x', kind: 'symbols', enabled: true, characters: '®™', replacement: '' } as const

describe('preprocessing rules', () => {
  it('change what the model gets, make the result stale, and are kept', async () => {
    const storage = new MemoryStorage()
    const app = bench(storage)
    await app.runOnce('a®b', 'c™')
    expect(isStale(app.store.getState())).toBe(false)
    app.actions.setRules({ rules: [REMOVE], examples: [{ input: '®', expected: '' }] })
    expect(isStale(app.store.getState())).toBe(true)
    const run = app.actions.analyze()
    await settle()
    expect(app.client.last('analyze').in).toMatchObject({ a: 'ab', b: 'c' })
    void run
    app.flush()
    expect(bench(storage).store.getState().rules).toEqual({
      rules: [REMOVE],
      examples: [{ input: '®', expected: '' }],
    })
  })

  it('that leave nothing of a text are named at its editor', async () => {
    const app = bench()
    await app.load()
    app.actions.setRules({ rules: [REMOVE], examples: [] })
    app.actions.type('a', '®™')
    app.actions.type('b', 'b')
    await app.actions.analyze()
    expect(app.store.getState().a.notice).toMatchObject({
      kind: 'error',
      error: { code: 'text/nothing-left', values: { rules: 'symbols' } },
    })
  })

  it('leave offsets that lead back to the text as given, prefix first', async () => {
    const app = bench()
    app.actions.set({ prefix: 'q: ' })
    app.actions.setRules({ rules: [REMOVE], examples: [] })
    await app.runOnce('®a™b', 'c')
    const result = app.store.getState().result!
    const tokenized = {
      text: 'q: ab',
      starts: Int32Array.of(0, 0, 3, 4, 0),
      ends: Int32Array.of(0, 2, 4, 5, 0),
      cut: 4,
    }
    const side = (value: object) => ({ encoded: { tokenized: value }, cached: false })
    const reply = { ...result.reply, a: side(tokenized), b: side({ text: 'c', starts: null, ends: null }) }
    const given = asGiven({ ...result, reply: reply as never }).a.encoded.tokenized
    expect(given.text).toBe('q: ®a™b')
    const slices = [...given.starts!].map((start, i) => given.text.slice(start, given.ends![i]))
    expect(slices).toEqual(['', 'q:', 'a', 'b', ''])
    expect(given.cut).toBe(5)
  })

  it('of a damaged storage cost themselves and nothing else', () => {
    const storage = new MemoryStorage()
    const app = bench(storage)
    app.actions.type('a', 'kept')
    app.flush()
    const [key, json] = [...storage.items][0]!
    const stored = JSON.parse(json)
    stored.state.rules = '{"format":"other"}'
    storage.items.set(key, JSON.stringify(stored))
    const { a, rules } = bench(storage).store.getState()
    expect(a.text).toBe('kept')
    expect(rules.rules.every(({ enabled }) => !enabled)).toBe(true)
  })
})

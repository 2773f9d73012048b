import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/core/settings/schema'
import { emptyText } from '../../../src/core/slice'
import { initialState } from '../app/slices'
import { cutInEditor, effectiveMaxLength, fusedScores, pageErrors } from '../../../src/core/selectors'
import { weightsProblem } from '../../../src/core/settings/table'
import { isStale, scoresStaleness } from '../../../src/core/staleness'
import { bench } from '../app/app'

describe('stale', () => {
  it.each([
    ['text A', (app: ReturnType<typeof bench>) => app.actions.type('a', 'x')],
    ['text B', (app: ReturnType<typeof bench>) => app.actions.type('b', 'x')],
    ['prefix', (app: ReturnType<typeof bench>) => app.actions.set({ prefix: 'q: ' })],
    ['max_length', (app: ReturnType<typeof bench>) => app.actions.set({ maxLength: 100 })],
    ['tokenizer mode', (app: ReturnType<typeof bench>) => app.actions.set({ tokenizerMode: 'hf5' })],
    ['normalisation', (app: ReturnType<typeof bench>) => app.actions.set({ normalize: false })],
  ])('marks at once after a change of %s', async (_what, change) => {
    const app = bench()
    await app.runOnce()
    expect(isStale(app.store.getState())).toBe(false)
    change(app)
    expect(isStale(app.store.getState())).toBe(true)
  })

  it('marks after a change of activations, of a model that has the choice', async () => {
    const app = bench()
    await app.load({ activations: ['published', 'faithful'] })
    await app.runOnce()
    app.actions.set({ activations: 'faithful' })
    expect(isStale(app.store.getState())).toBe(true)
    app.actions.modelLost(null) // known of the result before the model is loaded again
    expect(isStale(app.store.getState())).toBe(true)

    const other = bench()
    await other.runOnce()
    other.actions.set({ activations: 'faithful' })
    expect(isStale(other.store.getState())).toBe(false)
  })

  it('marks after a change of the int8 arithmetic, of a model that has the choice', async () => {
    const app = bench()
    await app.load({ arithmetics: ['exact', 'avx2'] })
    await app.runOnce()
    app.actions.set({ arithmetic: 'avx2' })
    expect(isStale(app.store.getState())).toBe(true)

    const other = bench()
    await other.load({ arithmetics: ['exact'] })
    await other.runOnce()
    other.actions.set({ arithmetic: 'avx2' })
    expect(isStale(other.store.getState())).toBe(false)
  })

  it.each([
    ['shortened from the front', 'textA', '申请退款？'],
    ['shortened from the end', 'textA', '如何申请'],
    ['emptied', 'textA', ''],
  ])('says that text A changed when it is %s', async (_, change, text) => {
    const app = bench()
    await app.runOnce('如何申请退款？', '点击申请售后')
    app.actions.type('a', text)
    expect(scoresStaleness(app.store.getState())).toEqual([change])
  })

  it('says all that changed, and returns equal lists as one object', async () => {
    const app = bench()
    await app.runOnce()
    app.actions.type('b', 'x')
    app.actions.set({ maxLength: 100, prefix: 'q: ' })
    const changes = scoresStaleness(app.store.getState())
    expect(changes).toEqual(['textB', 'prefix', 'maxLength'])
    app.actions.setMode('dense')
    expect(scoresStaleness(app.store.getState())).toBe(changes)
  })

  it('is fresh again when the change is taken back', async () => {
    const app = bench()
    await app.runOnce()
    app.actions.type('a', 'x')
    app.actions.type('a', 'one')
    expect(isStale(app.store.getState())).toBe(false)
  })

  it('is not concerned with a max_length that the model cannot take anyway', async () => {
    const app = bench()
    await app.runOnce()
    app.actions.set({ maxLength: 8192 })
    expect(isStale(app.store.getState())).toBe(false)
  })

  it('lets mode and weights re-fuse without a call', async () => {
    const app = bench()
    await app.runOnce()
    app.actions.setMode('all')
    app.actions.set({ weights: { dense: 3, sparse: 1, colbert: 0 } })
    const { result, settings, selectedScore } = app.store.getState()
    expect(isStale(app.store.getState())).toBe(false)
    expect(selectedScore).toBe('colbert+sparse+dense')
    const scores = fusedScores(result!, settings.weights)
    expect(scores?.['sparse+dense']).toMatchObject({ value: expect.closeTo((3 * 0.8 + 0.2) / 4, 12) })
    expect(fusedScores(result!, settings.weights)).toBe(scores)
    expect(app.client.of('analyze')).toHaveLength(1)
  })
})

describe('what is derived', () => {
  it('keeps max_length within the model, and says so', () => {
    expect(effectiveMaxLength(8192, null)).toEqual({ value: 8192, limitedBy: null })
    expect(effectiveMaxLength(8192, 512)).toEqual({ value: 512, limitedBy: 512 })
    expect(effectiveMaxLength(300, 512)).toEqual({ value: 300, limitedBy: null })
  })

  it('leads the cut back through prefix and rules', () => {
    const settings = { ...defaultSettings, prefix: 'query: ' }
    const text = (value: string) => ({ ...emptyText, text: value })
    const state = {
      ...initialState,
      settings,
      a: text('®® a long question'),
      b: text('a longer passage here'),
    }
    expect(cutInEditor(20, 'a', state)).toBe(13)
    expect(cutInEditor(3, 'a', state)).toBe(0)
    expect(cutInEditor(20, 'b', state)).toBe(20)
    expect(cutInEditor(null, 'a', state)).toBeNull()
    const rules = [{ id: 's', kind: 'symbols', enabled: true, characters: '®', replacement: '' }] as const
    expect(cutInEditor(10, 'a', { ...state, rules: { rules, examples: [] } })).toBe(5)
  })

  it('refuses weights that make no mean', () => {
    expect(weightsProblem({ dense: 0, sparse: 0, colbert: 1 })).toBe('zero-sum')
    expect(weightsProblem({ dense: -1, sparse: 2, colbert: 1 })).toBe('negative')
    expect(weightsProblem({ dense: 0.4, sparse: 0.2, colbert: 0.4 })).toBeNull()
  })

  it('says one thing once', () => {
    const error = { code: 'worker/crashed', message: '', values: {} } as const
    expect(
      pageErrors({ phase: 'failed', error }, { phase: 'failed', error, at: null, title: null }),
    ).toHaveLength(1)
    expect(pageErrors({ phase: 'idle' }, { phase: 'failed', error, at: 'a', title: null })).toHaveLength(0)
  })
})

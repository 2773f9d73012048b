import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/core/settings/schema'
import { STORE_KEY } from '../../../src/app/persistence'
import { bench, MemoryStorage } from './app'

const stored = (state: unknown, version = 1) => {
  const storage = new MemoryStorage()
  storage.items.set(STORE_KEY, typeof state === 'string' ? state : JSON.stringify({ state, version }))
  return storage
}

describe('persistence', () => {
  it('writes at once and reads back', () => {
    const storage = new MemoryStorage()
    const app = bench(storage)
    app.actions.type('a', 'one\r\u0000')
    app.actions.set({ prefix: 'q: ', weights: { dense: 0.4, sparse: 0.2, colbert: 0.4 } })
    app.actions.setMode('colbert')
    app.actions.set({ activations: 'faithful' })
    app.actions.setWhole(true)
    const again = bench(storage).store.getState()
    expect(again.a.text).toBe('one\r\u0000')
    expect(again.settings).toMatchObject({ prefix: 'q: ', weights: { sparse: 0.2 }, mode: 'colbert' })
    expect(again.settings).toMatchObject({ activations: 'faithful', whole: true })
    expect(again.model.phase).toBe('idle')
    expect(again.result).toBeNull()
  })

  it('writes only when something kept has changed', async () => {
    const app = bench()
    app.actions.type('a', 'one')
    const { writes } = app.storage
    await app.load()
    app.actions.setView('environment')
    expect(app.storage.writes).toBe(writes)
  })

  it('holds long texts back until a pause or the end', () => {
    const app = bench()
    const long = 'x'.repeat(300_000)
    app.actions.type('a', long)
    expect(app.storage.items.get(STORE_KEY) ?? '').not.toContain(long)
    app.flush()
    expect(app.storage.items.get(STORE_KEY)).toContain(long)
  })

  it.each([
    ['no JSON', '{"state":'],
    ['null', 'null'],
    ['a number', '5'],
    ['no fields', JSON.stringify({ state: {}, version: 1 })],
    ['wrong kinds', JSON.stringify({ state: { a: 5, b: null, settings: 'x' }, version: 1 })],
    ['another version', JSON.stringify({ state: { texts: [] }, version: 99 })],
  ])('survives a store with %s', (_what, text) => {
    const state = bench(stored(text)).store.getState()
    expect(state.a.text).toBe('')
    expect(state.settings).toEqual(defaultSettings)
  })

  it('reads a store that has a setting of an earlier version', () => {
    const state = bench(stored({ settings: { debug: false, prefix: 'q: ' } })).store.getState()
    expect(state.settings).toEqual({ ...defaultSettings, prefix: 'q: ' })
  })

  it('loses only the fields that are bad', () => {
    const state = bench(
      stored({
        a: { text: 'kept', file: { name: 'x.txt', encoding: 'klingon' } },
        b: { text: 7 },
        settings: {
          mode: 'nonsense',
          prefix: 'p',
          maxLength: -4,
          activations: 'rounded',
          whole: 'yes',
          weights: { dense: 0, sparse: 0, colbert: 1 },
        },
      }),
    ).store.getState()
    expect(state.a).toMatchObject({ text: 'kept', file: null })
    expect(state.b.text).toBe('')
    expect(state.settings).toEqual({ ...defaultSettings, prefix: 'p' })
  })

  it('says once that the storage is full, and goes on', () => {
    const storage = new MemoryStorage()
    storage.quota = 5000
    const app = bench(storage)
    app.actions.type('a', 'x'.repeat(10_000))
    expect(app.store.getState().storageFull).toBe(true)
    app.actions.dismissStorageFull()
    app.actions.type('a', 'x'.repeat(10_001))
    expect(app.store.getState().storageFull).toBe(false)
    expect(app.store.getState().a.text).toHaveLength(10_001)
    expect(JSON.parse(storage.items.get(STORE_KEY)!)).toMatchObject({
      state: { settings: { mode: 'hybrid' } },
    })
  })
})

it.each([null, 'acme/bge-m3'])('a page that is only opened writes nothing, asked for model %s', (asked) => {
  const storage = new MemoryStorage()
  const app = bench(storage, undefined, {}, {}, asked)
  expect(app.store.getState().chosenModel.asked).toBe(asked)
  expect(storage.writes).toBe(0)
})

describe('the chosen model', () => {
  const opened = (settings: object, chosenModel?: object) => {
    const storage = new MemoryStorage()
    const state = { settings, ...(chosenModel && { chosenModel }) }
    storage.setItem('m3scope', JSON.stringify({ state, version: 1 }))
    return bench(storage).store.getState().chosenModel
  }
  it.each([
    ['among the settings', { model: { kind: 'site', id: 'big' } }],
    ['as an id', { modelId: 'big' }],
  ])('is found where an earlier version kept it: %s', (_, settings) => {
    expect(opened(settings)).toEqual({ asked: null, kept: { kind: 'site', id: 'big' }, picked: null })
  })
  it('is found in its own place, and nowhere when it cannot be read', () => {
    expect(opened({}, { kind: 'site', id: 'own' }).kept).toEqual({ kind: 'site', id: 'own' })
    expect(opened({ model: 7 }).kept).toBeNull()
  })
})

import { beforeEach, describe, expect, it, vi } from 'vitest'
import { bench, type Bench } from '../../../app/app'
import { settle } from '../../../app/fake-client'
import { rowKeeper } from '../../../../../src/features/validate/triage/row-keeper'
import type { Validate } from '../../../../../src/features/validate/types'
import { answerOf, READ, RESULT, SET } from './fixtures'

let app: Bench
const triage = () => app.store.getState().validate.triage
const patch = <P extends keyof Validate>(part: P, change: Partial<Validate[P]>) =>
  app.store.setState(({ validate }) => ({
    validate: { ...validate, [part]: { ...validate[part], ...change } },
  }))
/** A busy machine may need more than one slice for six rows. */
const rows = async () => {
  await rowKeeper(app.store).settled()
  return [...rowKeeper(app.store).get().rows]
}

beforeEach(async () => {
  app = bench()
  await app.actions.clearFilters() // fetches the actions, as any first one does
  patch('data', { phase: 'read', read: READ })
  patch('run', { phase: 'done', result: RESULT })
  await settle()
})

describe('labels', () => {
  it('are given, taken back and given again', async () => {
    await app.actions.labelPairs([0, 1], { grade: 1, note: '' })
    expect(triage().labels.get('q1\td1')).toEqual({ grade: 1, note: '' })
    await app.actions.labelPairs([1], { grade: null, note: '' })
    await app.actions.undoLabel()
    expect(triage().labels.get('q1\td2')).toEqual({ grade: 1, note: '' })
    expect(triage().selected).toBe(1)
    await app.actions.undoLabel()
    expect(triage().labels.size).toBe(0)
    await app.actions.undoLabel() // there is no more
    await app.actions.redoLabel()
    await app.actions.redoLabel()
    expect(triage().labels.get('q1\td2')).toEqual({ grade: null, note: '' })
    await app.actions.undoLabel()
    await app.actions.labelPairs([2], { grade: 0, note: '' })
    expect(triage().future).toEqual([])
  })

  it('the same label again is no step', async () => {
    await app.actions.labelPairs([0], { grade: 1, note: '' })
    await app.actions.labelPairs([0], { grade: 1, note: '' })
    expect(triage().past).toHaveLength(1)
  })

  it('and notes do not touch each other', async () => {
    await app.actions.notePair(0, 'see ticket 12')
    expect(triage().labels.get('q1\td1')).toEqual({ grade: NaN, note: 'see ticket 12' })
    await app.actions.labelPairs([0], { grade: 0, note: '' })
    expect(triage().labels.get('q1\td1')).toEqual({ grade: 0, note: 'see ticket 12' })
    await app.actions.labelPairs([0], null)
    expect(triage().labels.get('q1\td1')).toEqual({ grade: NaN, note: 'see ticket 12' })
    await app.actions.notePair(0, '')
    expect(triage().labels.size).toBe(0)
  })

  it('another file has none of them', async () => {
    await app.actions.labelPairs([0], { grade: 1, note: '' })
    await app.actions.toggleFilter({ kind: 'label', label: 'yes' })
    const set = { ...SET, hash: 'set-2' }
    patch('run', { phase: 'idle', result: null })
    patch('data', { read: { ...READ, set } })
    await settle()
    expect(triage().labels.size).toBe(0)
    expect(triage().filters).toEqual([])
    expect(triage().past).toEqual([])
  })

  it('say that the browser does not keep them, and stay on the page', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await app.actions.labelPairs([0], { grade: 1, note: '' })
    await vi.waitFor(() => expect(triage().unkept?.code).toBe('validation/labels-not-kept'))
    // A write of the test before may still be kept: only this label is looked at.
    expect(triage().labels.get('q1\td1')).toMatchObject({ grade: 1 })
  })
})

describe('filters and order', () => {
  it('a filter is put, taken away and undone', async () => {
    const filter = { kind: 'label', label: 'yes' } as const
    await app.actions.toggleFilter(filter)
    expect(await rows()).toEqual([1, 3])
    await app.actions.toggleFilter({ kind: 'text', text: 'how' })
    expect(await rows()).toEqual([1])
    await app.actions.replaceFilter({ kind: 'text', text: 'zzz' })
    expect(triage().filters).toHaveLength(2)
    expect(await rows()).toEqual([])
    await app.actions.undoFilter()
    await app.actions.undoFilter()
    expect(await rows()).toEqual([1, 3])
    await app.actions.toggleFilter(filter)
    expect(await rows()).toHaveLength(6)
    await app.actions.undoFilter()
    await app.actions.clearFilters()
    expect(triage().filters).toEqual([])
  })

  it('a header sorts, and again the other way', async () => {
    await app.actions.sortRows('dense')
    expect(await rows()).toEqual([1, 4, 0, 3, 5, 2])
    await app.actions.sortRows('dense')
    expect(await rows()).toEqual([2, 5, 3, 0, 4, 1])
    await app.actions.sortRows('query')
    expect(triage().sort).toEqual({ by: 'query', descending: false })
  })

  it('the worst queries come first when the answer arrives; a label moves no row', async () => {
    expect(await rows()).toEqual([0, 1, 2, 3, 4, 5])
    expect(rowKeeper(app.store).get().fellBack).toBe(true)
    patch('answer', { answer: answerOf([0.63, 0.2, NaN]) })
    expect(await rows()).toEqual([3, 4, 1, 0, 2, 5])
    await app.actions.labelPairs([3], { grade: 0, note: '' })
    patch('answer', { answer: answerOf([0.1, 0.2, NaN]) })
    expect(await rows()).toEqual([3, 4, 1, 0, 2, 5])
    expect(rowKeeper(app.store).get().outdated).toBe(true)
    await app.actions.refreshRows()
    expect(await rows()).toEqual([1, 0, 2, 3, 4, 5])
    expect(rowKeeper(app.store).get().outdated).toBe(false)
  })

  it('scores that arrive during a run move no row', async () => {
    await app.actions.sortRows('dense')
    patch('run', { phase: 'running', result: { ...RESULT, version: 2 } })
    const before = await rows()
    const heads = { ...RESULT.heads, dense: Float64Array.from(RESULT.heads.dense, (value) => 1 - value) }
    patch('run', { result: { ...RESULT, version: 3, heads } })
    expect(await rows()).toEqual(before)
    patch('run', { phase: 'done' })
    expect(await rows()).toEqual([2, 5, 3, 0, 4, 1])
  })

  it('pairs that a search finds come at the end', async () => {
    vi.useFakeTimers()
    try {
      const few = { ...RESULT.pairs, count: 4 }
      patch('run', { phase: 'running', result: { ...RESULT, pairs: few } })
      await app.actions.sortRows('dense')
      expect([...rowKeeper(app.store).get().rows]).toEqual([1, 0, 3, 2])
      patch('run', { result: { ...RESULT, version: 2 } })
      vi.advanceTimersByTime(600)
      expect([...rowKeeper(app.store).get().rows]).toEqual([1, 0, 3, 2, 4, 5])
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('a pair in A and B', () => {
  it('goes there with the settings of the run, and back', async () => {
    await app.load()
    app.actions.type('a', 'mine')
    app.actions.type('b', 'also mine')
    app.actions.set({ prefix: 'other ', maxLength: 512 })
    void app.actions.openPair(4)
    await settle()
    const state = app.store.getState()
    expect([state.a.text, state.b.text]).toEqual(['手机充不进电', 'USB接口有灰尘'])
    expect(state.settings).toMatchObject({ prefix: 'query: ', maxLength: 256 })
    expect(state.view).toBe('scores')
    expect(app.client.last('analyze').in).toMatchObject({
      a: 'query: 手机充不进电',
      settings: { maxLength: 256 },
    })
    await app.actions.backToRow()
    expect(app.store.getState().view).toBe('validate')
    expect(triage()).toMatchObject({ selected: 4, opened: null })
    app.actions.undo()
    const back = app.store.getState()
    expect([back.a.text, back.b.text]).toEqual(['mine', 'also mine'])
    expect(back.settings).toMatchObject({ prefix: 'other ', maxLength: 512 })
  })
})

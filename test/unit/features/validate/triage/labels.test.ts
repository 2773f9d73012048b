import * as fakes from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { labelStore } from '../../../../../src/features/validate/triage/label-store'
import {
  gradeAt,
  isGraded,
  labelName,
  mergedGrades,
  notesOf,
  unsurePairs,
} from '../../../../../src/features/validate/triage/grades'
import type { Label } from '../../../../../src/features/validate/triage/types'
import { PAIRS, SET } from './fixtures'

describe('labels of the file and of the user', () => {
  const source = { set: SET, pairs: PAIRS }
  const labels = new Map<string, Label>([
    ['q1\td1', { grade: 2, note: '' }],
    ['q1\td2', { grade: null, note: 'why?' }],
    ['q2\td1', { grade: NaN, note: 'a note alone' }],
  ])

  it('the user’s win, a note alone is none', () => {
    expect([...mergedGrades(source, labels)]).toEqual([2, NaN, NaN, 1, 0, NaN])
    expect([0, 1, 2, 3].map((pair) => labelName(gradeAt(source, labels, pair)))).toEqual([
      'yes',
      'unsure',
      'none',
      'yes',
    ])
  })

  it('without any, the columns are those of the file', () => {
    expect(mergedGrades(source, new Map())).toBe(PAIRS.grade)
    expect(unsurePairs(source, new Map())).toBeNull()
    expect(notesOf(source, new Map())).toBeNull()
  })

  it('for files', () => {
    expect([...unsurePairs(source, labels)!]).toEqual([0, 1, 0, 0, 0, 0])
    expect(notesOf(source, labels)).toEqual(['', 'why?', '', 'a note alone', '', ''])
    expect(isGraded(mergedGrades(source, labels))).toBe(true)
    expect(isGraded(PAIRS.grade)).toBe(false)
  })
})

describe('the store', () => {
  beforeEach(() => {
    const { default: _, ...globals } = fakes
    for (const [name, value] of Object.entries(globals))
      if (name.startsWith('IDB')) vi.stubGlobal(name, value)
    vi.stubGlobal('indexedDB', new fakes.IDBFactory())
  })

  it('finds after a reload what was saved, of this set alone', async () => {
    const store = labelStore()
    await store.save('one', new Map([['q1\td1', { grade: 1, note: '' }]]))
    await store.save('one', new Map([['q1\td2', { grade: null, note: 'hm' }]]))
    await store.save('one', new Map([['q2\td1', { grade: NaN, note: 'note' }]]))
    await store.save('two', new Map([['q1\td1', { grade: 0, note: '' }]]))
    const found = await labelStore().load('one')
    expect(found).toEqual(
      new Map<string, Label>([
        ['q1\td1', { grade: 1, note: '' }],
        ['q1\td2', { grade: null, note: 'hm' }],
        ['q2\td1', { grade: NaN, note: 'note' }],
      ]),
    )
    expect(await labelStore().load('two')).toEqual(new Map([['q1\td1', { grade: 0, note: '' }]]))
    expect(await labelStore().load('three')).toEqual(new Map())
  })

  it('takes labels away, and keeps the order of writes that are not awaited', async () => {
    const store = labelStore()
    void store.save('one', new Map([['a\tb', { grade: 1, note: '' }]]))
    void store.save('one', new Map([['a\tb', undefined]]))
    void store.save('one', new Map([['a\tc', { grade: 1, note: '' }]]))
    await store.save('one', new Map([['a\tc', { grade: 0, note: '' }]]))
    expect(await store.load('one')).toEqual(new Map([['a\tc', { grade: 0, note: '' }]]))
  })

  it('says that the browser does not keep them', async () => {
    const store = labelStore(async () => ({
      labelsOf: () => Promise.reject(new Error('private window')),
      writeLabels: () => Promise.reject(new Error('private window')),
    }))
    const refused = { code: 'validation/labels-not-kept', values: { detail: 'private window' } }
    await expect(store.load('one')).rejects.toMatchObject(refused)
    await expect(store.save('one', new Map())).rejects.toMatchObject(refused)
  })
})

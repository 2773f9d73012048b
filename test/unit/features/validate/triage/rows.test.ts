import { describe, expect, it } from 'vitest'
import {
  filterKey,
  filterSteps,
  type FilterInputs,
} from '../../../../../src/features/validate/triage/filter-rows'
import { fallsBack, sortSteps, type SortInputs } from '../../../../../src/features/validate/triage/sort-rows'
import { finish, inSlices, sortInSteps } from '../../../../../src/features/validate/triage/steps'
import { topOf } from '../../../../../src/features/validate/triage/use-place'
import type { RowSource } from '../../../../../src/features/validate/triage/source'
import type { Filter, Label } from '../../../../../src/features/validate/triage/types'
import { FAILURE_CLASSES, type Classes } from '../../../../../src/engine/validate/answer-types'
import { answerOf, PAIRS, RESULT, SET } from './fixtures'

const source: RowSource = { set: SET, pairs: PAIRS, heads: RESULT.heads, result: RESULT }
const weights = { dense: 1, sparse: 1, colbert: 1 }
const classes = {
  ...Object.fromEntries(FAILURE_CLASSES.map((name) => [name, new Int32Array(0)])),
  truncated: Int32Array.of(1, 4),
} as unknown as Classes

const left = (filters: readonly Filter[], more: Partial<FilterInputs> = {}) => [
  ...finish(filterSteps({ source, weights, classes, labels: new Map<string, Label>(), filters, ...more })),
]

describe('the place', () => {
  const old = Int32Array.of(0, 1, 2, 3, 4, 5)
  const now = Int32Array.of(3, 4, 5, 0, 1, 2)
  const box = { old, now, view: 60, height: 20 }
  it('of an order that nobody has looked into is the top', () => {
    expect(topOf({ ...box, top: 0, chosen: null })).toBe(0)
  })
  it('stays on the selected row, or on the first one in sight of a scrolled table', () => {
    expect(topOf({ ...box, top: 0, chosen: 1 })).toBe(60)
    expect(topOf({ ...box, top: 25, chosen: null })).toBe(85)
    expect(topOf({ ...box, top: 40, chosen: 4 })).toBe(0)
    expect(topOf({ ...box, top: 40, chosen: 5 })).toBe(100)
  })
})

describe('filters', () => {
  it.each<[Filter, number[]]>([
    [{ kind: 'class', name: 'truncated' }, [1, 4]],
    [{ kind: 'band', score: 'dense', low: 0.4, high: 0.6 }, [0, 3]],
    [{ kind: 'band', score: 'dense', low: null, high: 0.3 }, [2]],
    [{ kind: 'band', score: 'production', low: 0.7, high: null }, [0, 1, 3]],
    [{ kind: 'label', label: 'yes' }, [1, 3]],
    [{ kind: 'label', label: 'no' }, [0, 4]],
    [{ kind: 'label', label: 'none' }, [2, 5]],
    [{ kind: 'column', name: 'language', value: 'zh' }, [3, 4]],
    [{ kind: 'column', name: 'language', value: '' }, [2]],
    [{ kind: 'text', text: ' REFUND' }, [0, 1, 2, 3]],
    [{ kind: 'text', text: '灰尘' }, [4]],
    [{ kind: 'text', text: 'q10' }, [5]],
    [{ kind: 'rows', name: 'any', pairs: Int32Array.of(5, 0) }, [0, 5]],
  ])('%o', (filter, rows) => expect(left([filter])).toEqual(rows))

  it('a fused band follows the weights', () => {
    const filter: Filter = { kind: 'band', score: 'sparse+dense', low: 0.35, high: null }
    expect(left([filter])).toEqual([1, 4])
    expect(left([filter], { weights: { dense: 1, sparse: 0, colbert: 1 } })).toEqual([0, 1, 3, 4])
  })

  it('are joined by "and"', () => {
    expect(
      left([
        { kind: 'label', label: 'yes' },
        { kind: 'column', name: 'language', value: 'en' },
      ]),
    ).toEqual([1])
    expect(left([])).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('see the labels and notes of the user', () => {
    const labels = new Map<string, Label>([
      ['q1\td2', { grade: null, note: '' }],
      ['q10\td5', { grade: NaN, note: 'Ask Ann' }],
    ])
    expect(left([{ kind: 'label', label: 'unsure' }], { labels })).toEqual([1])
    expect(left([{ kind: 'label', label: 'none' }], { labels })).toEqual([2, 5])
    expect(left([{ kind: 'text', text: 'ann' }], { labels })).toEqual([5])
  })

  it('without classes nothing has one', () => {
    expect(left([{ kind: 'class', name: 'truncated' }], { classes: null })).toEqual([])
  })

  it('pairs of a search have the values of their row', () => {
    const found = { ...PAIRS, row: Int32Array.of(0, 4, 0, 1, 0, 0) }
    const searched: RowSource = { ...source, pairs: found }
    expect(left([{ kind: 'column', name: 'language', value: 'zh' }], { source: searched })).toEqual([1])
  })

  it('the same filter has the same key', () => {
    expect(filterKey({ kind: 'text', text: 'a' })).toBe(filterKey({ kind: 'text', text: 'a' }))
    expect(filterKey({ kind: 'text', text: 'a' })).not.toBe(filterKey({ kind: 'text', text: 'b' }))
  })
})

describe('order', () => {
  const sorted = (by: string, descending: boolean, more: Partial<SortInputs> = {}) => [
    ...finish(
      sortSteps(Int32Array.of(0, 1, 2, 3, 4, 5), {
        source,
        weights,
        score: 'colbert+sparse+dense',
        answer: null,
        labels: new Map(),
        difference: null,
        sort: { by, descending },
        ...more,
      }),
    ),
  ]

  it('numbers go both ways, and what has none is last in both', () => {
    expect(sorted('dense', true)).toEqual([1, 4, 0, 3, 5, 2])
    expect(sorted('dense', false)).toEqual([2, 5, 3, 0, 4, 1])
    expect(sorted('production', true)).toEqual([0, 1, 3, 4, 5, 2])
    expect(sorted('production', false)).toEqual([5, 4, 3, 1, 0, 2])
  })

  it('ids count: q2 is before q10, and each query’s best document is first', () => {
    // Fused: 0.4, 0.45, 0.2 | 0.433, 0.4 | 0.233
    expect(sorted('query', false)).toEqual([1, 0, 2, 3, 4, 5])
    expect(sorted('query', true)).toEqual([5, 3, 4, 1, 0, 2])
  })

  it('labels, columns and ranks', () => {
    expect(sorted('label', true)).toEqual([1, 3, 0, 4, 2, 5])
    expect(sorted('column:language', false)).toEqual([0, 1, 5, 3, 4, 2])
    expect(sorted('rank', false)).toEqual([0, 3, 5, 1, 4, 2])
    expect(sorted('file', true)).toEqual([5, 4, 3, 2, 1, 0])
  })

  it('the worst queries come first; those without labels last', () => {
    // Nothing can be gained where no document is relevant.
    const barren = answerOf([0.63, 0, 0.9], 4, [1, 0, 1])
    expect(sorted('lost-ndcg', true, { answer: barren })).toEqual([1, 0, 2, 5, 3, 4])
    expect(sorted('lost-ndcg', true, { answer: answerOf([0.63, 0.2, NaN]) })).toEqual([3, 4, 1, 0, 2, 5])
  })

  it('without labels it is the order of the file, and says so', () => {
    const none = answerOf([0, 0, 0], 0)
    expect(sorted('lost-ndcg', true, { answer: none })).toEqual([0, 1, 2, 3, 4, 5])
    const sort = { by: 'lost-ndcg', descending: true }
    expect(fallsBack({ sort, answer: none, score: 'colbert+sparse+dense' })).toBe(true)
    expect(fallsBack({ sort, answer: answerOf([1, 1, 1]), score: 'colbert+sparse+dense' })).toBe(false)
  })

  it('of many rows it is that of Array.sort, stable', async () => {
    const count = 20_011
    const keys = Float64Array.from({ length: count }, (_, at) => (at * 7919) % 97)
    const items = Int32Array.from({ length: count }, (_, at) => at)
    const compare = (one: number, other: number) => keys[one]! - keys[other]!
    const expected = [...items].sort(compare)
    expect([...finish(sortInSteps(items.slice(), compare))]).toEqual(expected)
    // A clock on which each step takes long: the work rests after each.
    let time = 0
    const rested = inSlices(
      sortInSteps(items.slice(), compare),
      new AbortController().signal,
      () => (time += 5),
    )
    expect(rested).toBeInstanceOf(Promise)
    expect([...(await rested)]).toEqual(expected)
  })

  it('work that is aborted ends', async () => {
    let time = 0
    const controller = new AbortController()
    const work = inSlices(
      sortInSteps(new Int32Array(5000), () => 0),
      controller.signal,
      () => (time += 9),
    )
    controller.abort(new Error('enough'))
    await expect(work).rejects.toThrow('enough')
  })
})

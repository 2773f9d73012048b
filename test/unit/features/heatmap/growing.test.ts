/** A picture whose rows arrive: the same numbers as one that is made at once, and each row is looked at once. */
import { describe, expect, it } from 'vitest'
import { HEAD_NAMES, type HeadName } from '../../../../src/engine/model/types'
import { SCORE_NAMES } from '../../../../src/engine/score/types'
import { pictureOf } from '../../../../src/features/heatmap/picture'
import { initialState } from '../../app/slices'
import { pictureNow, pictureToRender } from '../../../../src/features/heatmap/shown'
import type { HeatmapLook, HeatmapResult } from '../../../../src/features/heatmap/types'
import { maximaOf } from '../../../../src/ui/matrix/maxima'

const ROWS = 7
const COLS = 5
const unit = (at: number) => ({
  start: at,
  end: at + 1,
  text: 'x',
  input: 'x',
  speaker: null,
  timestamp: null,
})
const units = (count: number) => Array.from({ length: count }, (_, at) => unit(at))
const weights = { dense: 1, sparse: 0.3, colbert: 2 }

type Values = Record<HeadName, Float64Array>
const whole = Object.fromEntries(
  HEAD_NAMES.map((head, at) => [
    head,
    Float64Array.from({ length: ROWS * COLS }, (_, cell) => Math.sin((cell + 1) * (at + 2.3))),
  ]),
) as Values
// One row that max_length cuts off.
for (const head of HEAD_NAMES) whole[head].fill(NaN, 2 * COLS, 3 * COLS)

const resultOf = (values: Values, rowsDone: number): HeatmapResult => ({
  inputs: { against: 'b' } as HeatmapResult['inputs'],
  info: {} as HeatmapResult['info'],
  a: units(ROWS),
  b: units(COLS),
  values,
  rowsDone,
  done: null,
})
const empty = (): Values =>
  Object.fromEntries(HEAD_NAMES.map((head) => [head, new Float64Array(ROWS * COLS).fill(NaN)])) as Values
const arrive = (values: Values, from: number, to: number) => {
  for (const head of HEAD_NAMES) values[head].set(whole[head].subarray(from * COLS, to * COLS), from * COLS)
}
const { look } = initialState.heatmap
const STEPS = [0, 1, 2, 4, 7]

describe('a picture that grows', () => {
  it.each(
    SCORE_NAMES.flatMap((score) =>
      [look, { ...look, sort: 'best' } as const].map((kind): [string, HeatmapLook] => [score, kind]),
    ),
  )('%s has at each step the numbers of one that is made at once', (name, kind) => {
    const score = name as (typeof SCORE_NAMES)[number]
    const values = empty()
    for (const [at, rows] of STEPS.entries()) {
      arrive(values, STEPS[at - 1] ?? 0, rows)
      const grown = pictureOf(resultOf(values, rows), score, weights, kind)
      const atOnce = pictureOf(resultOf(structuredClone(values), rows), score, weights, kind)
      if (grown.state !== 'available' || atOnce.state !== 'available') throw new Error('unavailable')
      const numbers = ({ value }: typeof grown) => ({
        data: [...(value.data as Float64Array)],
        range: [value.low, value.high],
        orders: [value.rowOrder, value.colOrder],
        maxima: maximaOf(value),
      })
      expect(numbers(grown)).toEqual(numbers(atOnce))
    }
  })

  it('looks at each row once', () => {
    const values = empty()
    const state = (rowsDone: number) => {
      arrive(values, 0, rowsDone)
      return pictureOf(resultOf(values, rowsDone), 'sparse+dense', weights, look)
    }
    const first = state(3)
    const { data } = first.state === 'available' ? first.value : { data: new Float64Array() }
    // A row that has been looked at does not count again: not in the range, not in the maxima, not in the score.
    const seen = data as Float64Array
    seen[0] = 1000
    const next = state(5)
    if (next.state !== 'available') throw new Error('unavailable')
    expect(next.value.data).toBe(data)
    expect(next.value.high).toBeLessThan(2)
    expect(seen[0]).toBe(1000)
  })

  it('another score or other weights are computed anew, from all rows', () => {
    const values = empty()
    arrive(values, 0, 4)
    const of = (given: typeof weights) => {
      const picture = pictureOf(resultOf(values, 4), 'sparse+dense', given, look)
      return picture.state === 'available' ? [...(picture.value.data as Float64Array)] : null
    }
    const other = { ...weights, sparse: 9 }
    expect(of(other)).not.toEqual(of(weights))
    expect(of(weights)![0]).toBeCloseTo((whole.dense[0]! + 0.3 * whole.sparse[0]!) / 1.3, 12)
  })
})

describe('what components render', () => {
  it('stays the same object while rows arrive between those that are there, and the canvas gets each row', () => {
    const values = empty()
    const result = resultOf(values, 0)
    const stateWith = (rowsDone: number, kind: HeatmapLook = look) => ({
      ...initialState,
      settings: { ...initialState.settings, mode: 'dense' as const },
      heatmap: {
        ...initialState.heatmap,
        look: kind,
        result: { ...result, rowsDone },
        run: { phase: 'running', done: rowsDone, total: ROWS } as const,
      },
    })
    for (const head of HEAD_NAMES) values[head].set([-9, 9, 0, 0, 0])
    const first = pictureToRender(stateWith(1))
    for (const rows of [2, 4, 7]) {
      arrive(values, 1, rows)
      expect(pictureToRender(stateWith(rows))).toBe(first)
      const now = pictureNow(stateWith(rows))
      expect(now?.state === 'available' && now.value.filled).toBe(rows)
    }
    // When nothing more comes, it is whole.
    for (const phase of ['done', 'cancelled'] as const) {
      const ended = { ...stateWith(7), heatmap: { ...stateWith(7).heatmap, run: { phase } } }
      const last = pictureToRender(ended)
      expect(last?.state === 'available' && last.value.filled).toBe(7)
    }
    values.dense[3] = 100
    const fresh = structuredClone(values)
    const wider = { ...stateWith(7), heatmap: { ...stateWith(7).heatmap, result: resultOf(fresh, 7) } }
    expect(pictureToRender(wider)).not.toBe(first)
    // In the order of the best matches, each row may move the others.
    const best = { ...look, sort: 'best' } as const
    const sorted = pictureToRender(stateWith(6, best))
    expect(pictureToRender(stateWith(7, best))).not.toBe(sorted)
  })
})

it('in the order by speaker, which no new row changes, components render nothing for rows that arrive', () => {
  const values = empty()
  for (const head of HEAD_NAMES) values[head].set([-9, 9, 0, 0, 0])
  const a = units(ROWS).map((one, at) => ({ ...one, speaker: at % 2 === 0 ? 'x' : 'y' }))
  const result = {
    ...resultOf(values, 0),
    inputs: { against: 'b', unit: 'sentence' } as HeatmapResult['inputs'],
    a,
  }
  const stateWith = (rowsDone: number) => ({
    ...initialState,
    settings: { ...initialState.settings, mode: 'dense' as const },
    heatmap: {
      ...initialState.heatmap,
      look: { ...look, sort: 'speaker' as const },
      result: { ...result, rowsDone },
      run: { phase: 'running', done: rowsDone, total: ROWS } as const,
    },
  })
  const first = pictureToRender(stateWith(1))
  expect(first?.state === 'available' && first.value.rowOrder).toEqual([0, 2, 4, 6, 1, 3, 5])
  arrive(values, 1, 4)
  expect(pictureToRender(stateWith(4))).toBe(first)
})

/** How labels, cells and numbers share the room of a matrix. */
import { describe, expect, it } from 'vitest'
import { cellSize, labelAt, WHOLE, type Frame } from '../../../src/ui/matrix/geometry'
import { columnsOf, labelRoom } from '../../../src/ui/matrix/label-columns'
import { maximaOf } from '../../../src/ui/matrix/maxima'
import { digitsThatFit } from '../../../src/ui/matrix/numbers'
import type { Picture, RowParts } from '../../../src/ui/matrix/picture'
import { wrapped } from '../../../src/ui/matrix/png'

const context = { measureText: (text: string) => ({ width: text.length * 7 }) as TextMetrics }
const parts = (meta: string, text: string): RowParts => ({
  meta: () => meta,
  name: (row) => `A${row + 1}`,
  text: () => text,
})
const LONG = 'x'.repeat(120)
const frame = (rows: number, cols: number, width: number, height: number, left: number): Frame => ({
  rows,
  cols,
  width,
  height,
  left,
  top: 30,
  right: 60,
  bottom: 24,
})

describe('the room of labels', () => {
  const room = (cols: number, width: number, label = parts('', LONG)) =>
    labelRoom(context, { rowParts: label, rows: 20, cols }, width)

  it('is wider where columns are few, and never more than the labels need', () => {
    expect(room(3, 1000)).toBeGreaterThan(room(8, 1000))
    expect(room(8, 1000)).toBeGreaterThan(room(100, 1000))
    expect(room(3, 1000, parts('', 'short'))).toBeLessThan(100)
  })

  it('leaves cells with room for their numbers, as far as the width goes', () => {
    for (const cols of [2, 5, 8, 10]) {
      const { width } = cellSize(frame(20, cols, 900, 500, room(cols, 840)))
      expect(digitsThatFit(width, 4)).toBe(4)
    }
  })

  it('is never more than a third of a phone', () => {
    for (const cols of [1, 8, 60]) expect(room(cols, 350)).toBeLessThanOrEqual(350)
    expect(room(20, 350)).toBeLessThan(350 / 3 + 1)
  })

  it('has columns for time and speaker, name and text; without room the name and the text stay', () => {
    const picture = { rowParts: parts('16:43 u_88213', LONG), rows: 20, groups: null } as Picture
    const wide = columnsOf(context, picture, 400)
    expect(wide.meta[1]).toBe(13 * 7)
    expect(wide.name[0]).toBeGreaterThanOrEqual(wide.meta[0] + wide.meta[1])
    expect(wide.text[0] + wide.text[1]).toBeLessThanOrEqual(400)
    const narrow = columnsOf(context, picture, 120)
    expect(narrow.meta[1]).toBe(0)
    expect(narrow.text[1]).toBeGreaterThan(50)
    // In groups the speaker says more than the beginning of a sentence.
    const grouped = columnsOf(context, { ...picture, groups: { rows: [3], cols: [] } }, 120)
    expect(grouped.meta[1]).toBeGreaterThan(50)
    expect(grouped.name[1]).toBeGreaterThan(20)
  })
})

describe('cells', () => {
  it('grow with the room that there is, up to a size', () => {
    const small = cellSize(frame(24, 8, 600, 300, 200))
    const large = cellSize(frame(24, 8, 1400, 800, 300))
    expect(large.width).toBeGreaterThan(small.width)
    expect(large.height).toBeGreaterThan(small.height)
    // 24 × 8 fills its plot.
    expect(large.height * 24).toBeCloseTo(800 - 54, 6)
    const few = cellSize(frame(2, 2, 2400, 1200, 300))
    expect(few).toEqual({ width: 132, height: 40 })
  })

  it('have a number as soon as it fits, with as many digits as fit', () => {
    expect(digitsThatFit(20, 4)).toBeNull()
    expect(digitsThatFit(34, 4)).toBe(2)
    expect(digitsThatFit(60, 4)).toBe(4)
    expect(digitsThatFit(200, 3)).toBe(3)
  })

  it('labels are found under the pointer', () => {
    const at = frame(10, 5, 600, 354, 200)
    expect(labelAt(at, WHOLE, 100, 30 + 45)).toEqual({ axis: 'row', at: 1 })
    expect(labelAt(at, WHOLE, 200 + 75, 10)).toEqual({ axis: 'col', at: 1 })
    expect(labelAt(at, WHOLE, 100, 10)).toBeNull()
    expect(labelAt(at, WHOLE, 300, 100)).toBeNull()
  })
})

describe('maxima of things with themselves', () => {
  const data = Float64Array.of(1, 0.2, 0.3, 0.2, 1, 0.6, 0.3, 0.6, 1)

  it('leave the diagonal out', () => {
    const { rows, cols, bestCols } = maximaOf({ data, rows: 3, cols: 3, isSelf: true })
    expect([...rows]).toEqual([0.3, 0.6, 0.6])
    expect([...cols]).toEqual([0.3, 0.6, 0.6])
    expect([...bestCols]).toEqual([2, 2, 1])
  })

  it('of other things they do not', () => {
    expect([...maximaOf({ data, rows: 3, cols: 3 }).bestCols]).toEqual([0, 1, 2])
  })

  it('of one thing there are none', () => {
    const one = maximaOf({ data: Float64Array.of(1), rows: 1, cols: 1, isSelf: true })
    expect(one.rows[0]).toBeNaN()
    expect(one.bestCols[0]).toBe(-1)
  })
})

it('the caption of a picture is wrapped, never squeezed or cut', () => {
  const line = `score=dense; way=isolated; ${'hash='.padEnd(60, 'x')}; max_length=512`
  const lines = wrapped(context, line, 210)
  for (const one of lines) expect(one.length).toBeLessThanOrEqual(30)
  expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''))
  expect(wrapped(context, 'short', 210)).toEqual(['short'])
})

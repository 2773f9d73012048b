// @vitest-environment happy-dom
/** The cells as a bitmap: each row is painted once, where it is shown. */
import { afterEach, expect, it, vi } from 'vitest'
import { bitmapOf } from '../../../src/ui/matrix/bitmap'
import { itselfColour } from '../../../src/ui/matrix/colours'
import type { Picture } from '../../../src/ui/matrix/picture'

afterEach(() => vi.restoreAllMocks())

interface Painted {
  readonly y: number
  readonly width: number
  readonly height: number
  readonly pixels: Uint8ClampedArray
}

function noting(): Painted[] {
  const painted: Painted[] = []
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    createImageData: (width: number, height: number) => ({
      width,
      height,
      data: new Uint8ClampedArray(width * height * 4),
    }),
    putImageData: ({ width, height, data }: ImageData, _x: number, y: number) =>
      painted.push({ y, width, height, pixels: data }),
  } as never)
  return painted
}

const pictureOf = (change: Partial<Picture>): Picture => ({
  data: Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
  rows: 3,
  cols: 3,
  rowOrder: null,
  colOrder: null,
  low: 0,
  high: 1,
  threshold: null,
  rowLabel: String,
  colLabel: String,
  maxima: false,
  digits: 2,
  ...change,
})

it('new rows are painted at their places in an order that stays', () => {
  const painted = noting()
  const data = new Float64Array(9).fill(NaN)
  const order = [2, 0, 1]
  const picture = (filled: number) => {
    data.fill(0.5, 0, filled * 3)
    return pictureOf({ data, filled, rowOrder: order })
  }
  const first = bitmapOf(picture(1), false)
  expect(first.hasGaps).toBe(true)
  const second = bitmapOf(picture(2), false, first)
  expect(second.canvas).toBe(first.canvas)
  const last = bitmapOf(picture(3), false, second)
  expect(painted.map(({ y, height }) => [y, height])).toEqual([
    [1, 1],
    [2, 1],
    [0, 1],
  ])
  expect(last.hasGaps).toBe(false)
  // Nothing has changed: nothing is painted.
  expect(bitmapOf(last.picture, false, last)).toBe(last)
  expect(painted).toHaveLength(3)
})

it('a thing with itself has no colour of the scale', () => {
  const painted = noting()
  bitmapOf(pictureOf({ isSelf: true }), false)
  const pixel = (i: number, j: number) => [...painted[0]!.pixels.slice((i * 3 + j) * 4, (i * 3 + j) * 4 + 3)]
  for (const at of [0, 1, 2]) expect(pixel(at, at)).toEqual([...itselfColour(false)])
  expect(pixel(0, 1)).not.toEqual([...itselfColour(false)])
})

it('a cell without a value leaves the ground in sight', () => {
  const painted = noting()
  const bitmap = bitmapOf(pictureOf({ data: Float64Array.of(0.1, NaN, 0.3), rows: 1 }), false)
  expect(bitmap.hasGaps).toBe(true)
  expect([3, 7, 11].map((at) => painted[0]!.pixels[at])).toEqual([255, 0, 255])
})

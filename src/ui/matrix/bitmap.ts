/** The cells of a matrix as a bitmap. */
import { cellColour } from './cell-colour'
import { stripsOf, type Strips } from './maxima'
import type { Picture } from './picture'

const FAINT = 0.25

/** One pixel for each shown cell. */
export interface Bitmap {
  readonly canvas: HTMLCanvasElement
  readonly picture: Picture
  readonly isDark: boolean
  /** Cells with a value. */
  readonly valued: number
  /** Whether a cell has no value. */
  readonly hasGaps: boolean
  /** Null: the picture has no maxima. */
  readonly strips: Strips | null
}

/** @param before the last bitmap: if the picture has only grown since, its new rows are painted into it */
export function bitmapOf(picture: Picture, isDark: boolean, before: Bitmap | null = null): Bitmap {
  if (before?.picture === picture && before.isDark === isDark) return before
  const { rows, cols } = picture
  const filled = picture.filled ?? rows
  const grows = before !== null && before.isDark === isDark && hasGrown(before.picture, picture)
  const canvas = grows ? before.canvas : document.createElement('canvas')
  if (!grows) {
    canvas.width = Math.max(1, cols)
    canvas.height = Math.max(1, rows)
  }
  const from = grows ? (before.picture.filled ?? rows) : 0
  const valued = (grows ? before.valued : 0) + paintRows(canvas, picture, isDark, from, filled)
  const strips = picture.maxima ? stripsOf(picture, isDark, before?.strips ?? null) : null
  return { canvas, picture, isDark, valued, hasGaps: valued < rows * cols, strips }
}

/** Whether everything that was shown looks as before. */
const hasGrown = (before: Picture, now: Picture): boolean =>
  before.data === now.data &&
  before.rows === now.rows &&
  before.cols === now.cols &&
  before.low === now.low &&
  before.high === now.high &&
  before.tone === now.tone &&
  before.threshold === now.threshold &&
  before.rowOrder === now.rowOrder &&
  before.colOrder === now.colOrder &&
  (before.filled ?? before.rows) <= (now.filled ?? now.rows)

/** Paints rows [from, to) of the data where they are shown. @returns the number of cells with a value */
function paintRows(
  canvas: HTMLCanvasElement,
  picture: Picture,
  isDark: boolean,
  from: number,
  to: number,
): number {
  const { cols, rowOrder } = picture
  if (from >= to || cols === 0) return 0
  const context = canvas.getContext('2d')!
  const paintShown = (first: number, end: number) => {
    const image = context.createImageData(cols, end - first)
    let valued = 0
    for (let i = first; i < end; i++)
      valued += paintRow(image.data, (i - first) * cols * 4, picture, rowOrder?.[i] ?? i, isDark)
    context.putImageData(image, 0, first)
    return valued
  }
  if (rowOrder === null) return paintShown(from, to)
  // In an order of its own any row may stand anywhere.
  if (from === 0 && to === picture.rows) return paintShown(0, picture.rows)
  let valued = 0
  rowOrder.forEach((row, at) => {
    if (row >= from && row < to) valued += paintShown(at, at + 1)
  })
  return valued
}

/** @param at place of the row's first pixel */
function paintRow(
  pixels: Uint8ClampedArray,
  at: number,
  picture: Picture,
  row: number,
  isDark: boolean,
): number {
  const { cols, colOrder, data, threshold } = picture
  let valued = 0
  for (let j = 0; j < cols; j++) {
    const col = colOrder?.[j] ?? j
    const value = data[row * cols + col]!
    if (Number.isNaN(value)) continue // the cell stays transparent
    valued++
    const [r, g, b] = cellColour(picture, { i: row, j: col }, value, isDark)
    const pixel = at + j * 4
    pixels[pixel] = r
    pixels[pixel + 1] = g
    pixels[pixel + 2] = b
    pixels[pixel + 3] = threshold !== null && value < threshold ? 255 * FAINT : 255
  }
  return valued
}

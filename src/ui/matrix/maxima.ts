import { between, colourAt, css } from './colours'
import { boxOf, cellSize, inSight, plotSize, type Frame, type View } from './geometry'
import type { Inks } from './inks'
import { dataCell, type Picture } from './picture'

const STRIP = 10

/** Draws the largest value of each row at the right, and of each column at the bottom. */
export function paintMaxima(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  inks: Inks,
): void {
  const plot = plotSize(frame)
  const { rows, cols } = inSight(frame, view)
  const best = maximaOf(picture)
  const size = cellSize(frame)
  const right = Math.min(
    frame.left + plot.width,
    boxOf(frame, view, { i: 0, j: frame.cols - 1 }).x + size.width * view.k,
  )
  const bottom = Math.min(
    frame.top + plot.height,
    boxOf(frame, view, { i: frame.rows - 1, j: 0 }).y + size.height * view.k,
  )
  const fill = (value: number, x: number, y: number, width: number, height: number) => {
    if (Number.isNaN(value)) return
    context.fillStyle = css(colourAt(between(value, picture.low, picture.high), inks.isDark))
    context.fillRect(x, y, width, height)
  }
  for (let i = rows.from; i < rows.to; i++) {
    const box = boxOf(frame, view, { i, j: 0 })
    fill(
      best.rows[dataCell(picture, { i, j: 0 }).i]!,
      right + 4,
      Math.max(box.y, frame.top),
      STRIP,
      Math.max(1, box.height - 1),
    )
  }
  for (let j = cols.from; j < cols.to; j++) {
    const box = boxOf(frame, view, { i: 0, j })
    fill(
      best.cols[dataCell(picture, { i: 0, j }).j]!,
      Math.max(box.x, frame.left),
      bottom + 4,
      Math.max(1, box.width - 1),
      STRIP,
    )
  }
}

type Grid = Pick<Picture, 'data' | 'rows' | 'cols' | 'filled'>

interface Best {
  readonly rows: Float64Array
  readonly cols: Float64Array
  /** Rows that are looked at. */
  filled: number
}

const memo = new WeakMap<Picture['data'], Best>()

/**
 * Largest value of each row and column of the data; NaN for one without values. Memoized: every frame asks for them. Of a
 * picture that grows, only new rows are looked at.
 */
export function maximaOf(picture: Grid): { readonly rows: Float64Array; readonly cols: Float64Array } {
  const filled = picture.filled ?? picture.rows
  const known = memo.get(picture.data)
  const isKnown =
    known?.rows.length === picture.rows && known.cols.length === picture.cols && known.filled <= filled
  const best: Best = isKnown
    ? known
    : {
        rows: new Float64Array(picture.rows).fill(NaN),
        cols: new Float64Array(picture.cols).fill(NaN),
        filled: 0,
      }
  for (let i = best.filled; i < filled; i++)
    for (let j = 0; j < picture.cols; j++) {
      const value = picture.data[i * picture.cols + j]!
      if (!(value <= best.rows[i]!) && !Number.isNaN(value)) best.rows[i] = value
      if (!(value <= best.cols[j]!) && !Number.isNaN(value)) best.cols[j] = value
    }
  best.filled = filled
  memo.set(picture.data, best)
  return best
}

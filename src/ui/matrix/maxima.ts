/** The largest value of each row and column, and their strips beside the cells. */
import { colourAt, textOn } from './colours'
import { boxOf, cellSize, inSight, plotSize, type Frame, type View } from './geometry'
import type { Inks } from './inks'
import { digitsThatFit, NUMBER_FONT } from './numbers'
import { dataCell, type Picture } from './picture'
import { toneOf } from './tone'

/** Distance of a strip from the cells. */
const GAP = 4
const LEAST_HEIGHT = 12

type Grid = Pick<Picture, 'data' | 'rows' | 'cols' | 'filled' | 'isSelf'>

interface Best {
  /** NaN: the row has no value. */
  readonly rows: Float64Array
  readonly cols: Float64Array
  /** The column of each row's maximum; -1: the row has no value. Of equal values, the first. */
  readonly bestCols: Int32Array
  readonly isSelf: boolean
  /** Rows that are looked at. */
  filled: number
}

const memo = new WeakMap<Picture['data'], Best>()

/**
 * Largest value of each row and column of the data. Memoized: every frame asks for them. Of a picture that grows, only new
 * rows are looked at. The diagonal of a matrix of things with themselves does not count.
 */
export function maximaOf(picture: Grid): Readonly<Pick<Best, 'rows' | 'cols' | 'bestCols'>> {
  const { data, rows, cols, isSelf = false, filled = rows } = picture
  const known = memo.get(data)
  const isKnown =
    known?.rows.length === rows &&
    known.cols.length === cols &&
    known.isSelf === isSelf &&
    known.filled <= filled
  const best: Best = isKnown
    ? known
    : {
        rows: new Float64Array(rows).fill(NaN),
        cols: new Float64Array(cols).fill(NaN),
        bestCols: new Int32Array(rows).fill(-1),
        isSelf,
        filled: 0,
      }
  for (let i = best.filled; i < filled; i++)
    for (let j = 0; j < cols; j++) {
      const value = data[i * cols + j]!
      if (Number.isNaN(value) || (isSelf && i === j)) continue
      if (!(value <= best.rows[i]!)) {
        best.rows[i] = value
        best.bestCols[i] = j
      }
      if (!(value <= best.cols[j]!)) best.cols[j] = value
    }
  best.filled = filled
  memo.set(data, best)
  return best
}

/** The strips as bitmaps with a pixel for each row and column: their number costs no time in pan and zoom. */
export interface Strips {
  readonly rows: HTMLCanvasElement
  readonly cols: HTMLCanvasElement
}

export function stripsOf(picture: Picture, isDark: boolean, before: Strips | null): Strips {
  const { rows, cols } = picture
  const best = maximaOf(picture)
  const strips = before ?? {
    rows: document.createElement('canvas'),
    cols: document.createElement('canvas'),
  }
  const fill = (
    canvas: HTMLCanvasElement,
    values: Float64Array,
    order: Picture['rowOrder'],
    isRow: boolean,
  ) => {
    const count = values.length
    canvas.width = isRow ? Math.max(1, count) : 1
    canvas.height = isRow ? 1 : Math.max(1, count)
    const context = canvas.getContext('2d')!
    if (count === 0) return
    const image = context.createImageData(canvas.width, canvas.height)
    for (let at = 0; at < count; at++) {
      const value = values[order?.[at] ?? at]!
      if (Number.isNaN(value)) continue
      const [r, g, b] = colourAt(toneOf(picture, value), isDark)
      image.data.set([r, g, b, 255], at * 4)
    }
    context.putImageData(image, 0, 0)
  }
  if (rows > 0) fill(strips.rows, best.rows, picture.rowOrder, false)
  if (cols > 0) fill(strips.cols, best.cols, picture.colOrder, true)
  return strips
}

/** Draws the largest value of each row at the right, and of each column at the bottom. */
export function paintMaxima(
  context: CanvasRenderingContext2D,
  picture: Picture,
  strips: Strips,
  frame: Frame,
  view: View,
  inks: Inks,
): void {
  const plot = plotSize(frame)
  const size = cellSize(frame)
  const whole = {
    x: frame.left + view.x,
    y: frame.top + view.y,
    width: size.width * view.k * frame.cols,
    height: size.height * view.k * frame.rows,
  }
  const right = Math.min(frame.left + plot.width, whole.x + whole.width) + GAP
  const bottom = Math.min(frame.top + plot.height, whole.y + whole.height) + GAP
  const [wide, high] = [frame.right - 2 * GAP, frame.bottom - 2 * GAP]
  context.imageSmoothingEnabled = false
  const strip = (canvas: HTMLCanvasElement, clip: readonly number[], box: readonly number[]) => {
    context.save()
    context.beginPath()
    context.rect(clip[0]!, clip[1]!, clip[2]!, clip[3]!)
    context.clip()
    context.drawImage(canvas, box[0]!, box[1]!, box[2]!, box[3]!)
    context.restore()
  }
  strip(strips.rows, [right, frame.top, wide, plot.height], [right, whole.y, wide, whole.height])
  strip(strips.cols, [frame.left, bottom, plot.width, high], [whole.x, bottom, whole.width, high])
  if (picture.maximaName !== undefined)
    numbers(context, picture, frame, view, inks, { right, bottom, wide, high })
}

function numbers(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  inks: Inks,
  { right, bottom, wide, high }: Readonly<Record<'right' | 'bottom' | 'wide' | 'high', number>>,
): void {
  const { rows, cols } = inSight(frame, view)
  const size = cellSize(frame)
  const best = maximaOf(picture)
  const plot = plotSize(frame)
  context.font = NUMBER_FONT
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const put = (value: number, digits: number, x: number, y: number) => {
    if (Number.isNaN(value)) return
    context.fillStyle = textOn(colourAt(toneOf(picture, value), inks.isDark))
    context.fillText(value.toFixed(digits), x, y)
  }
  const inRow = digitsThatFit(wide, picture.digits)
  if (inRow !== null && size.height * view.k >= LEAST_HEIGHT)
    for (let i = rows.from; i < rows.to; i++) {
      const box = boxOf(frame, view, { i, j: 0 })
      const y = box.y + box.height / 2
      if (y < frame.top || y > frame.top + plot.height) continue
      put(best.rows[dataCell(picture, { i, j: 0 }).i]!, inRow, right + wide / 2, y)
    }
  const inColumn = digitsThatFit(size.width * view.k - 2, picture.digits)
  if (inColumn !== null && high >= LEAST_HEIGHT)
    for (let j = cols.from; j < cols.to; j++) {
      const box = boxOf(frame, view, { i: 0, j })
      const x = box.x + box.width / 2
      if (x < frame.left || x > frame.left + plot.width) continue
      put(best.cols[dataCell(picture, { i: 0, j }).j]!, inColumn, x, bottom + high / 2 + 0.5)
    }
  if (inRow === null) return
  context.fillStyle = inks.faint
  context.fillText(picture.maximaName!, right + wide / 2, frame.top - 9)
  context.textAlign = 'right'
  context.fillText(picture.maximaName!, frame.left - 8, bottom + high / 2 + 0.5)
}

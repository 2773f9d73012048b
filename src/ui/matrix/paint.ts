/** Draws a matrix. The cells are one bitmap with one pixel for each cell, stretched: its size costs no time in pan and zoom. */
import { between, colourAt, textOn } from './colours'
import { boxOf, cellSize, inSight, plotSize, type Cell, type Frame, type View } from './geometry'
import type { Inks } from './inks'
import { paintLabels } from './labels'
import { paintMaxima } from './maxima'
import { dataCell, type Picture } from './picture'

const FAINT = 0.25
const FONT = '11px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'

/** One pixel for each shown cell. */
export interface Bitmap {
  readonly canvas: HTMLCanvasElement
  readonly picture: Picture
  readonly isDark: boolean
}

/** @param before the last bitmap: if the picture has only grown since, its new rows are painted into it */
export function bitmapOf(picture: Picture, isDark: boolean, before: Bitmap | null = null): Bitmap {
  const { rows, cols } = picture
  if (before !== null && before.isDark === isDark && hasGrown(before.picture, picture)) {
    paintRows(before.canvas, picture, isDark, before.picture.filled ?? rows, picture.filled ?? rows)
    return { canvas: before.canvas, picture, isDark }
  }
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, cols)
  canvas.height = Math.max(1, rows)
  // In an order of its own any row may stand anywhere.
  paintRows(canvas, picture, isDark, 0, picture.rowOrder === null ? (picture.filled ?? rows) : rows)
  return { canvas, picture, isDark }
}

/** Whether everything that was shown looks as before. */
const hasGrown = (before: Picture, now: Picture): boolean =>
  before.data === now.data &&
  before.rows === now.rows &&
  before.cols === now.cols &&
  before.low === now.low &&
  before.high === now.high &&
  before.threshold === now.threshold &&
  before.rowOrder === null &&
  now.rowOrder === null &&
  before.colOrder === now.colOrder &&
  (before.filled ?? before.rows) <= (now.filled ?? now.rows)

function paintRows(
  canvas: HTMLCanvasElement,
  picture: Picture,
  isDark: boolean,
  from: number,
  to: number,
): void {
  const { cols, data, low, high, threshold } = picture
  if (from >= to || cols === 0) return
  const context = canvas.getContext('2d')!
  const image = context.createImageData(cols, to - from)
  for (let i = from; i < to; i++) {
    const row = (picture.rowOrder?.[i] ?? i) * cols
    for (let j = 0; j < cols; j++) {
      const value = data[row + (picture.colOrder?.[j] ?? j)]!
      if (Number.isNaN(value)) continue // the cell stays transparent
      const [r, g, b] = colourAt(between(value, low, high), isDark)
      const at = ((i - from) * cols + j) * 4
      image.data[at] = r
      image.data[at + 1] = g
      image.data[at + 2] = b
      image.data[at + 3] = threshold !== null && value < threshold ? 255 * FAINT : 255
    }
  }
  context.putImageData(image, 0, from)
}

/** @param cursor @param pinned positions as shown */
export function paint(
  context: CanvasRenderingContext2D,
  picture: Picture,
  bitmap: CanvasImageSource,
  frame: Frame,
  view: View,
  cursor: Cell | null,
  pinned: Cell | null,
  inks: Inks,
): void {
  const plot = plotSize(frame)
  context.clearRect(0, 0, frame.width, frame.height)
  context.save()
  context.beginPath()
  context.rect(frame.left, frame.top, plot.width, plot.height)
  context.clip()
  const size = cellSize(frame)
  hatch(context, frame, view, inks)
  context.imageSmoothingEnabled = false
  context.drawImage(
    bitmap,
    frame.left + view.x,
    frame.top + view.y,
    size.width * frame.cols * view.k,
    size.height * frame.rows * view.k,
  )
  values(context, picture, frame, view, inks.isDark)
  for (const [cell, width] of [
    [pinned, 3],
    [cursor, 2],
  ] as const) {
    if (cell === null) continue
    const box = boxOf(frame, view, cell)
    context.strokeStyle = inks.accent
    context.lineWidth = width
    context.strokeRect(box.x + 1, box.y + 1, Math.max(2, box.width - 2), Math.max(2, box.height - 2))
    if (cell === cursor) crosshair(context, frame, box, inks)
  }
  context.restore()
  paintLabels(context, picture, frame, view, cursor, inks)
  if (picture.maxima) paintMaxima(context, picture, frame, view, inks)
}

/** Hatches the whole matrix; cells with a value then cover it. */
function hatch(context: CanvasRenderingContext2D, frame: Frame, view: View, inks: Inks): void {
  const first = boxOf(frame, view, { i: 0, j: 0 })
  const last = boxOf(frame, view, { i: frame.rows - 1, j: frame.cols - 1 })
  context.save()
  context.beginPath()
  context.rect(first.x, first.y, last.x + last.width - first.x, last.y + last.height - first.y)
  context.clip()
  context.strokeStyle = inks.line
  context.lineWidth = 1
  context.beginPath()
  for (let x = -frame.height; x < frame.width; x += 8) {
    context.moveTo(x, frame.height)
    context.lineTo(x + frame.height, 0)
  }
  context.stroke()
  context.restore()
}

function values(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  isDark: boolean,
): void {
  const size = cellSize(frame)
  if (size.width * view.k < 8 * (picture.digits + 2) || size.height * view.k < 16) return
  const { rows, cols } = inSight(frame, view)
  context.font = FONT
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let i = rows.from; i < rows.to; i++)
    for (let j = cols.from; j < cols.to; j++) {
      const at = dataCell(picture, { i, j })
      const value = picture.data[at.i * picture.cols + at.j]!
      if (Number.isNaN(value)) continue
      const box = boxOf(frame, view, { i, j })
      const faint = picture.threshold !== null && value < picture.threshold
      const colour = colourAt(between(value, picture.low, picture.high), isDark)
      context.fillStyle = faint ? (isDark ? '#fff' : '#000') : textOn(colour)
      context.fillText(value.toFixed(picture.digits), box.x + box.width / 2, box.y + box.height / 2)
    }
}

function crosshair(
  context: CanvasRenderingContext2D,
  frame: Frame,
  box: ReturnType<typeof boxOf>,
  inks: Inks,
): void {
  context.globalAlpha = 0.5
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(frame.left, box.y + box.height / 2)
  context.lineTo(box.x, box.y + box.height / 2)
  context.moveTo(box.x + box.width / 2, frame.top)
  context.lineTo(box.x + box.width / 2, box.y)
  context.strokeStyle = inks.accent
  context.stroke()
  context.globalAlpha = 1
}

/** Draws a matrix. The cells are one bitmap with one pixel for each cell, stretched: its size costs no time in pan and zoom. */
import type { Bitmap } from './bitmap'
import { cellColour } from './cell-colour'
import { textOn } from './colours'
import { boxOf, cellSize, inSight, plotSize, type Cell, type Frame, type View } from './geometry'
import type { Inks } from './inks'
import { paintLabels } from './labels'
import { maximaOf, paintMaxima } from './maxima'
import { BOLD_NUMBER_FONT, digitsThatFit, NUMBER_FONT } from './numbers'
import { dataCell, type Picture } from './picture'

/** Pixels of a cell from which on it has a line around it, a number, and without a number a mark. */
const LEAST = { lined: 12, number: 12.5, mark: 3 }

/** @param cursor @param pinned positions as shown */
export function paint(
  context: CanvasRenderingContext2D,
  bitmap: Bitmap,
  frame: Frame,
  view: View,
  cursor: Cell | null,
  pinned: Cell | null,
  inks: Inks,
): void {
  const { picture } = bitmap
  const plot = plotSize(frame)
  context.clearRect(0, 0, frame.width, frame.height)
  context.save()
  context.beginPath()
  context.rect(frame.left, frame.top, plot.width, plot.height)
  context.clip()
  const size = cellSize(frame)
  if (bitmap.hasGaps) hatch(context, frame, view, inks)
  context.imageSmoothingEnabled = false
  context.drawImage(
    bitmap.canvas,
    frame.left + view.x,
    frame.top + view.y,
    size.width * frame.cols * view.k,
    size.height * frame.rows * view.k,
  )
  lines(context, frame, view, inks)
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
    // Larger cells have their labels marked, and a line would strike out their numbers.
    if (cell === cursor && box.height < LEAST.number) crosshair(context, frame, box, inks)
  }
  context.restore()
  paintLabels(context, picture, frame, view, cursor, inks)
  if (bitmap.strips !== null) paintMaxima(context, picture, bitmap.strips, frame, view, inks)
  groups(context, picture, frame, view, inks)
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

/** Lines of the ground's colour between cells that are large enough for them. */
function lines(context: CanvasRenderingContext2D, frame: Frame, view: View, inks: Inks): void {
  const size = cellSize(frame)
  const { rows, cols } = inSight(frame, view)
  const end = boxOf(frame, view, { i: frame.rows, j: frame.cols })
  context.beginPath()
  if (size.width * view.k >= LEAST.lined)
    for (let j = cols.from; j <= cols.to; j++) {
      const { x } = boxOf(frame, view, { i: 0, j })
      context.moveTo(x, frame.top)
      context.lineTo(x, end.y)
    }
  if (size.height * view.k >= LEAST.lined)
    for (let i = rows.from; i <= rows.to; i++) {
      const { y } = boxOf(frame, view, { i, j: 0 })
      context.moveTo(frame.left, y)
      context.lineTo(end.x, y)
    }
  context.strokeStyle = inks.ground
  context.lineWidth = 1
  context.stroke()
}

const clamped = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** Numbers where they fit. The best of a row is bold; where no number fits, it has a dot. */
function values(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  isDark: boolean,
): void {
  const size = cellSize(frame)
  const [width, height] = [size.width * view.k, size.height * view.k]
  const digits = height < LEAST.number ? null : digitsThatFit(width, picture.digits)
  const radius = Math.min(width, height) < LEAST.mark ? 0 : clamped(Math.min(width, height) / 4, 1.25, 3)
  if (digits === null && (!picture.maxima || radius === 0)) return
  const { rows, cols } = inSight(frame, view)
  const best = picture.maxima ? maximaOf(picture).bestCols : null
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const inkOf = (cell: Cell, value: number) => {
    const isFaint = picture.threshold !== null && value < picture.threshold
    if (isFaint) return isDark ? '#fff' : '#000'
    return textOn(cellColour(picture, cell, value, isDark))
  }
  const put = (i: number, j: number, font: string) => {
    const at = dataCell(picture, { i, j })
    const value = picture.data[at.i * picture.cols + at.j]!
    if (Number.isNaN(value)) return
    const isBest = best !== null && best[at.i] === at.j
    if (isBest !== (font === BOLD_NUMBER_FONT)) return
    const box = boxOf(frame, view, { i, j })
    context.fillStyle = inkOf(at, value)
    if (digits !== null)
      context.fillText(value.toFixed(digits), box.x + box.width / 2, box.y + box.height / 2)
    else if (isBest) dot(context, box.x + box.width / 2, box.y + box.height / 2, radius)
  }
  // To set a font costs more than to draw a number, so each font is set once.
  for (const font of digits === null ? [BOLD_NUMBER_FONT] : [NUMBER_FONT, BOLD_NUMBER_FONT]) {
    context.font = font
    for (let i = rows.from; i < rows.to; i++) for (let j = cols.from; j < cols.to; j++) put(i, j, font)
  }
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

/** A line where a group of rows or columns begins, through the labels too. */
function groups(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  inks: Inks,
): void {
  if (!picture.groups) return
  const plot = plotSize(frame)
  const end = boxOf(frame, view, { i: frame.rows, j: frame.cols })
  const [right, bottom] = [Math.min(end.x, frame.left + plot.width), Math.min(end.y, frame.top + plot.height)]
  context.beginPath()
  for (const i of picture.groups.rows) {
    const { y } = boxOf(frame, view, { i, j: 0 })
    if (y <= frame.top || y > frame.top + plot.height) continue
    context.moveTo(0, y)
    context.lineTo(right, y)
  }
  for (const j of picture.groups.cols) {
    const { x } = boxOf(frame, view, { i: 0, j })
    if (x <= frame.left || x > frame.left + plot.width) continue
    context.moveTo(x, 0)
    context.lineTo(x, bottom)
  }
  context.strokeStyle = inks.text
  context.lineWidth = 1
  context.stroke()
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

/** Draws a matrix. The cells are one bitmap, a pixel each, stretched: a million of them scroll as fast as nine. */
import { between, colourAt, css, textOn } from './colours'
import { boxOf, cellSize, inSight, plotSize, type Cell, type Frame, type View } from './geometry'

export interface Picture {
  /** [rows][cols], row-major, in the order of the data. NaN: no value. */
  readonly data: ArrayLike<number>
  readonly rows: number
  readonly cols: number
  /** Shown place → place in the data; null: the same. */
  readonly rowOrder: readonly number[] | null
  readonly colOrder: readonly number[] | null
  readonly low: number
  readonly high: number
  /** Below it cells are faint; null: none. */
  readonly threshold: number | null
  readonly isDark: boolean
  readonly rowLabel: (row: number) => string
  readonly colLabel: (col: number) => string
  /** CSS colours of row and column labels. */
  readonly rowColour: string
  readonly colColour: string
  /** Strips with the largest value of each row and column. */
  readonly maxima: boolean
  readonly digits: number
}

export const dataCell = ({ rowOrder, colOrder }: Picture, { i, j }: Cell): Cell => ({
  i: rowOrder?.[i] ?? i,
  j: colOrder?.[j] ?? j,
})

const FAINT = 0.25
const FONT = '11px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'
const LABEL_FONT = "11px system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
const STRIP = 10

/** One pixel for each shown cell. */
export function bitmapOf(picture: Picture): HTMLCanvasElement {
  const { rows, cols, data, low, high, threshold, isDark } = picture
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, cols)
  canvas.height = Math.max(1, rows)
  const context = canvas.getContext('2d')!
  const image = context.createImageData(canvas.width, canvas.height)
  for (let i = 0; i < rows; i++) {
    const row = (picture.rowOrder?.[i] ?? i) * cols
    for (let j = 0; j < cols; j++) {
      const value = data[row + (picture.colOrder?.[j] ?? j)]!
      if (Number.isNaN(value)) continue // stays clear
      const [r, g, b] = colourAt(between(value, low, high), isDark)
      const at = (i * cols + j) * 4
      image.data[at] = r
      image.data[at + 1] = g
      image.data[at + 2] = b
      image.data[at + 3] = threshold !== null && value < threshold ? 255 * FAINT : 255
    }
  }
  context.putImageData(image, 0, 0)
  return canvas
}

export interface Inks {
  readonly text: string
  readonly faint: string
  readonly line: string
  readonly ground: string
  readonly accent: string
}

/** @param cursor as shown */
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
  values(context, picture, frame, view)
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
  labels(context, picture, frame, view, cursor, inks)
  if (picture.maxima) maxima(context, picture, frame, view)
}

/** Where there is no value yet. */
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

function values(context: CanvasRenderingContext2D, picture: Picture, frame: Frame, view: View): void {
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
      const colour = colourAt(between(value, picture.low, picture.high), picture.isDark)
      context.fillStyle = faint ? (picture.isDark ? '#fff' : '#000') : textOn(colour)
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

/** As many labels as fit; the cursor's always. */
function labels(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  cursor: Cell | null,
  inks: Inks,
): void {
  const { rows, cols } = inSight(frame, view)
  const size = cellSize(frame)
  context.font = LABEL_FONT
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  const plot = plotSize(frame)
  const every = (cell: number, least: number) => Math.max(1, Math.ceil(least / (cell * view.k)))
  const rowStep = every(size.height, 14)
  for (let i = rows.from; i < rows.to; i++) {
    if (i % rowStep !== 0 && cursor?.i !== i) continue
    const box = boxOf(frame, view, { i, j: 0 })
    const y = box.y + box.height / 2
    if (y < frame.top || y > frame.top + plot.height) continue
    if (cursor?.i === i) clear(context, 0, y - 8, frame.left, 16, inks)
    context.fillStyle = cursor === null || cursor.i === i ? picture.rowColour : inks.faint
    context.fillText(
      fitted(context, picture.rowLabel(dataCell(picture, { i, j: 0 }).i), frame.left - 10),
      frame.left - 6,
      y,
    )
  }
  context.textAlign = 'center'
  const colStep = every(size.width, 30)
  for (let j = cols.from; j < cols.to; j++) {
    if (j % colStep !== 0 && cursor?.j !== j) continue
    const box = boxOf(frame, view, { i: 0, j })
    const x = box.x + box.width / 2
    if (x < frame.left || x > frame.left + plot.width) continue
    if (cursor?.j === j) clear(context, x - 24, 0, 48, frame.top, inks)
    context.fillStyle = cursor === null || cursor.j === j ? picture.colColour : inks.faint
    const room = Math.max(36, box.width * colStep - 4)
    context.fillText(
      fitted(context, picture.colLabel(dataCell(picture, { i: 0, j }).j), room),
      x,
      frame.top - 9,
    )
  }
}

function clear(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  inks: Inks,
) {
  context.fillStyle = inks.ground
  context.fillRect(x, y, width, height)
}

function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text
  const characters = [...text]
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (context.measureText(characters.slice(0, middle).join('') + '…').width <= room) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : characters.slice(0, low).join('') + '…'
}

function maxima(context: CanvasRenderingContext2D, picture: Picture, frame: Frame, view: View): void {
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
    context.fillStyle = css(colourAt(between(value, picture.low, picture.high), picture.isDark))
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

const remembered = new WeakMap<Picture, { rows: Float64Array; cols: Float64Array }>()

/** Largest value of each row and column of the data; NaN where there is none. */
export function maximaOf(picture: Picture): { readonly rows: Float64Array; readonly cols: Float64Array } {
  const known = remembered.get(picture)
  if (known) return known
  const best = {
    rows: new Float64Array(picture.rows).fill(NaN),
    cols: new Float64Array(picture.cols).fill(NaN),
  }
  for (let i = 0; i < picture.rows; i++)
    for (let j = 0; j < picture.cols; j++) {
      const value = picture.data[i * picture.cols + j]!
      if (!(value <= best.rows[i]!) && !Number.isNaN(value)) best.rows[i] = value
      if (!(value <= best.cols[j]!) && !Number.isNaN(value)) best.cols[j] = value
    }
  remembered.set(picture, best)
  return best
}

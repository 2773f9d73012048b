import { columnsOf, fitted, LABEL_FONT, type Widths } from './label-columns'
import { boxOf, cellSize, inSight, plotSize, type Cell, type Frame, type View } from './geometry'
import type { Inks } from './inks'
import { dataCell, type Picture } from './picture'

/** Draws as many labels as fit, and always those of the cursor. */
export function paintLabels(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  cursor: Cell | null,
  inks: Inks,
): void {
  context.font = LABEL_FONT
  context.textBaseline = 'middle'
  rowLabels(context, picture, frame, view, cursor, inks)
  colLabels(context, picture, frame, view, cursor, inks)
}

/** Pixels of a row from which on each has a label. */
const LEAST_ROW = 12.5

const every = (cell: number, least: number) => Math.max(1, Math.ceil(least / cell))

function rowLabels(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  cursor: Cell | null,
  inks: Inks,
): void {
  const { rows } = inSight(frame, view)
  const plot = plotSize(frame)
  const step = every(cellSize(frame).height * view.k, LEAST_ROW)
  const columns = picture.rowParts && columnsOf(context, picture, frame.left)
  for (let i = rows.from; i < rows.to; i++) {
    if (i % step !== 0 && cursor?.i !== i) continue
    const box = boxOf(frame, view, { i, j: 0 })
    const y = box.y + box.height / 2
    if (y < frame.top || y > frame.top + plot.height) continue
    const isAtCursor = cursor?.i === i
    if (isAtCursor) clear(context, 0, y - 8, frame.left, 16, inks)
    const row = dataCell(picture, { i, j: 0 }).i
    if (columns) inColumns(context, picture, row, columns, y, isAtCursor, inks)
    else {
      context.textAlign = 'right'
      context.fillStyle = cursor === null || isAtCursor ? inks.rows : inks.faint
      context.fillText(fitted(context, picture.rowLabel(row), frame.left - 10), frame.left - 6, y)
    }
  }
}

function inColumns(
  context: CanvasRenderingContext2D,
  { rowParts }: Picture,
  row: number,
  { meta, name, text }: Widths<readonly [from: number, width: number]>,
  y: number,
  isAtCursor: boolean,
  inks: Inks,
): void {
  const put = (words: string, [from, width]: readonly [number, number], ink: string) => {
    if (width <= 0 || words === '') return
    context.fillStyle = ink
    context.fillText(fitted(context, words, width), from, y)
  }
  context.textAlign = 'left'
  put(rowParts!.meta(row), meta, isAtCursor ? inks.text : inks.faint)
  put(rowParts!.name(row), name, inks.rows)
  put(rowParts!.text(row), text, inks.text)
}

function colLabels(
  context: CanvasRenderingContext2D,
  picture: Picture,
  frame: Frame,
  view: View,
  cursor: Cell | null,
  inks: Inks,
): void {
  const { cols } = inSight(frame, view)
  const plot = plotSize(frame)
  context.textAlign = 'center'
  // The last number is the longest.
  const name = (col: number) => picture.colName?.(col) ?? ''
  const longest = context.measureText(name(frame.cols - 1)).width
  const step = every(cellSize(frame).width * view.k, Math.max(30, longest + 6))
  const y = frame.top - 10
  for (let j = cols.from; j < cols.to; j++) {
    if (j % step !== 0 && cursor?.j !== j) continue
    const box = boxOf(frame, view, { i: 0, j })
    const x = box.x + box.width / 2
    if (x < frame.left || x > frame.left + plot.width) continue
    if (cursor?.j === j) clear(context, x - 24, 0, 48, frame.top, inks)
    context.fillStyle = cursor === null || cursor.j === j ? inks.cols : inks.faint
    const room = Math.max(36, box.width * step - 4)
    const col = dataCell(picture, { i: 0, j }).j
    context.fillText(fitted(context, picture.colLabel(col), room, name(col)), x, y)
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

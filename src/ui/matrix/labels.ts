import { boxOf, cellSize, inSight, plotSize, type Cell, type Frame, type View } from './geometry'
import type { Inks } from './inks'
import { dataCell, type Picture } from './picture'

const LABEL_FONT = "11px system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/** Draws as many labels as fit, and always those of the cursor. */
export function paintLabels(
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
    context.fillStyle = cursor === null || cursor.i === i ? inks.rows : inks.faint
    context.fillText(
      fitted(context, picture.rowLabel(dataCell(picture, { i, j: 0 }).i), frame.left - 10),
      frame.left - 6,
      y,
    )
  }
  context.textAlign = 'center'
  // The last number is the longest.
  const name = (col: number) => picture.colName?.(col) ?? ''
  const longest = context.measureText(name(frame.cols - 1)).width
  const colStep = every(size.width, Math.max(30, longest + 6))
  for (let j = cols.from; j < cols.to; j++) {
    if (j % colStep !== 0 && cursor?.j !== j) continue
    const box = boxOf(frame, view, { i: 0, j })
    const x = box.x + box.width / 2
    if (x < frame.left || x > frame.left + plot.width) continue
    if (cursor?.j === j) clear(context, x - 24, 0, 48, frame.top, inks)
    context.fillStyle = cursor === null || cursor.j === j ? inks.cols : inks.faint
    const room = Math.max(36, box.width * colStep - 4)
    const col = dataCell(picture, { i: 0, j }).j
    context.fillText(fitted(context, picture.colLabel(col), room, name(col)), x, frame.top - 9)
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

/** @param name the beginning of the text, which is not cut */
export function fitted(
  context: Pick<CanvasRenderingContext2D, 'measureText'>,
  text: string,
  room: number,
  name = '',
): string {
  if (context.measureText(text).width <= room) return text
  const characters = [...text]
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (context.measureText(characters.slice(0, middle).join('') + '…').width <= room) low = middle
    else high = middle - 1
  }
  // A name with nothing of the text behind it stands without the dots, which would read as a part of it.
  const left = characters.slice(0, low).join('').trimEnd()
  if (left.length <= name.length) return name
  return `${left}…`
}

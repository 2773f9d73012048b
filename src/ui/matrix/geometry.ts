/** Positions of the cells of a matrix on its canvas, in CSS pixels. */

export interface Cell {
  readonly i: number
  readonly j: number
}

export interface Frame {
  readonly width: number
  readonly height: number
  readonly rows: number
  readonly cols: number
  /** Room for row labels at the left, column labels at the top, maxima at the right and at the bottom. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The transform of d3-zoom: plot coordinates are scaled by k, then moved by x and y. */
export interface View {
  readonly k: number
  readonly x: number
  readonly y: number
}

export const WHOLE: View = { k: 1, x: 0, y: 0 }

/** The largest cell at scale 1, so that a matrix of three sentences stays small. */
export const MAX_CELL = { width: 132, height: 40 }

export interface CellSize {
  readonly width: number
  readonly height: number
}

export const plotSize = (frame: Frame): CellSize => ({
  width: Math.max(1, frame.width - frame.left - frame.right),
  height: Math.max(1, frame.height - frame.top - frame.bottom),
})

/** Size of a cell at scale 1. */
export function cellSize(frame: Frame): CellSize {
  const plot = plotSize(frame)
  return {
    width: Math.min(MAX_CELL.width, plot.width / Math.max(1, frame.cols)),
    height: Math.min(MAX_CELL.height, plot.height / Math.max(1, frame.rows)),
  }
}

/** The shown cell under a point of the canvas, or null. */
export function cellAt(frame: Frame, view: View, x: number, y: number): Cell | null {
  const plot = plotSize(frame)
  const [px, py] = [x - frame.left, y - frame.top]
  if (px < 0 || py < 0 || px >= plot.width || py >= plot.height) return null
  const size = cellSize(frame)
  const j = Math.floor((px - view.x) / view.k / size.width)
  const i = Math.floor((py - view.y) / view.k / size.height)
  return i >= 0 && j >= 0 && i < frame.rows && j < frame.cols ? { i, j } : null
}

export interface Label {
  readonly axis: 'row' | 'col'
  /** Position as shown. */
  readonly at: number
}

/** The label of a shown row or column under a point of the canvas, or null. */
export function labelAt(frame: Frame, view: View, x: number, y: number): Label | null {
  const plot = plotSize(frame)
  const size = cellSize(frame)
  const isBeside = x < frame.left && y >= frame.top && y < frame.top + plot.height
  const isAbove = y < frame.top && x >= frame.left && x < frame.left + plot.width
  if (!isBeside && !isAbove) return null
  const [axis, offset, shift, cell, count] = isBeside
    ? (['row', y - frame.top, view.y, size.height, frame.rows] as const)
    : (['col', x - frame.left, view.x, size.width, frame.cols] as const)
  const at = Math.floor((offset - shift) / view.k / cell)
  return at >= 0 && at < count ? { axis, at } : null
}

/** Left, top, width and height of a shown cell on the canvas. */
export function boxOf(frame: Frame, view: View, { i, j }: Cell) {
  const size = cellSize(frame)
  return {
    x: frame.left + view.x + j * size.width * view.k,
    y: frame.top + view.y + i * size.height * view.k,
    width: size.width * view.k,
    height: size.height * view.k,
  }
}

/** Ranges [from, to) of the rows and columns that are visible. */
export function inSight(frame: Frame, view: View) {
  const plot = plotSize(frame)
  const size = cellSize(frame)
  const range = (offset: number, length: number, cell: number, count: number) => ({
    from: Math.max(0, Math.floor(-offset / view.k / cell)),
    to: Math.min(count, Math.ceil((length - offset) / view.k / cell)),
  })
  return {
    rows: range(view.y, plot.height, size.height, frame.rows),
    cols: range(view.x, plot.width, size.width, frame.cols),
  }
}

/** The view, moved as little as brings the cell into sight. */
export function reveal(frame: Frame, view: View, cell: Cell): View {
  const plot = plotSize(frame)
  const box = boxOf(frame, view, cell)
  const shift = (start: number, length: number, room: number) =>
    start < 0 ? -start : start + length > room ? Math.max(room - start - length, -start) : 0
  return {
    k: view.k,
    x: view.x + shift(box.x - frame.left, box.width, plot.width),
    y: view.y + shift(box.y - frame.top, box.height, plot.height),
  }
}

/** The shown cell that a key leads to; null: the key does not move the cursor. */
export function stepped(key: string, { i, j }: Cell, rows: number, cols: number): Cell | null {
  const page = 10
  const moves: Readonly<Record<string, Cell>> = {
    ArrowDown: { i: i + 1, j },
    ArrowUp: { i: i - 1, j },
    ArrowRight: { i, j: j + 1 },
    ArrowLeft: { i, j: j - 1 },
    PageDown: { i: i + page, j },
    PageUp: { i: i - page, j },
    Home: { i, j: 0 },
    End: { i, j: cols - 1 },
  }
  const next = moves[key]
  const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at))
  return next ? { i: within(next.i, rows), j: within(next.j, cols) } : null
}

export interface Point {
  readonly x: number
  readonly y: number
}

const CARD = { gap: 16, widest: 360 }

/**
 * CSS position of the card in a box, such as the window: beside the pointer, on the side with more room, never wider than
 * that side; without a pointer in the corner.
 */
export function cardPlace(pointer: Point | null, { width, height }: Pick<Frame, 'width' | 'height'>) {
  if (pointer === null) return { right: 8, top: 8 }
  const isLeft = pointer.x < width / 2
  const room = (isLeft ? width - pointer.x : pointer.x) - CARD.gap
  const horizontal = {
    ...(isLeft ? { left: pointer.x + CARD.gap } : { right: width - pointer.x + CARD.gap }),
    maxWidth: Math.min(CARD.widest, room),
  }
  const vertical = pointer.y < height / 2 ? { top: pointer.y + 12 } : { bottom: height - pointer.y + 12 }
  return { ...horizontal, ...vertical }
}

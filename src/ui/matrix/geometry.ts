/** Where the cells of a matrix lie on its canvas. Pixels of the page. */

export interface Cell {
  readonly i: number
  readonly j: number
}

export interface Frame {
  readonly width: number
  readonly height: number
  readonly rows: number
  readonly cols: number
  /** For row labels at the left, column labels on top, maxima at the right and the bottom. */
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** As d3-zoom has it: plot coordinates are scaled by k, then moved by x and y. */
export interface View {
  readonly k: number
  readonly x: number
  readonly y: number
}

export const WHOLE: View = { k: 1, x: 0, y: 0 }

/** A cell is never larger than this at scale 1, so that three sentences do not fill a wall. */
const MAX_CELL = { width: 96, height: 40 }

export interface CellSize {
  readonly width: number
  readonly height: number
}

export const plotSize = (frame: Frame): CellSize => ({
  width: Math.max(1, frame.width - frame.left - frame.right),
  height: Math.max(1, frame.height - frame.top - frame.bottom),
})

/** At scale 1. */
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

/** First and last shown row and column in sight. */
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

/** The view moved just so far that a cell is in sight. */
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

/** The picture of all attention heads: layers as rows, heads as columns, in each cell the row of one token. */
import { headRow, type HeadRows } from '../../engine/attention/rows'
import { colourAt } from '../../ui/matrix/colours'
import type { Inks } from '../../ui/matrix/inks'
import type { HeadAt } from './look'
import type { Scale } from './scale'

export interface GridFrame {
  readonly width: number
  readonly layers: number
  readonly heads: number
  /** Of a cell, with its gap. */
  readonly cellWidth: number
  readonly cellHeight: number
}

const LEFT = 26
const TOP = 18
const GAP = 2

export const gridFrame = (width: number, layers: number, heads: number, tallest: number): GridFrame => ({
  width,
  layers,
  heads,
  cellWidth: Math.max(4, (width - LEFT) / heads),
  cellHeight: tallest,
})

export const gridHeight = ({ layers, cellHeight }: GridFrame): number => TOP + layers * cellHeight + 2

export function headAt(
  { cellWidth, cellHeight, layers, heads }: GridFrame,
  x: number,
  y: number,
): HeadAt | null {
  const head = Math.floor((x - LEFT) / cellWidth)
  const layer = Math.floor((y - TOP) / cellHeight)
  return head >= 0 && head < heads && layer >= 0 && layer < layers ? { layer, head } : null
}

/**
 * The strips of colour, [layers][heads · width] pixels of RGBA. Where there are more tokens than pixels, a pixel has the
 * strongest of its tokens.
 * @param keys the tokens that have a colour, in order
 * @param width pixels of a strip
 */
export function stripPixels(
  rows: HeadRows,
  keys: readonly number[],
  width: number,
  scale: Scale,
  isDark: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const { layers, heads } = rows
  const pixels = new Uint8ClampedArray(layers * heads * width * 4)
  for (let layer = 0; layer < layers; layer++)
    for (let head = 0; head < heads; head++) {
      const row = headRow(rows, layer, head)
      for (let x = 0; x < width; x++) {
        const from = Math.floor((x * keys.length) / width)
        const to = Math.max(from + 1, Math.floor(((x + 1) * keys.length) / width))
        let most = 0
        for (let at = from; at < to; at++) most = Math.max(most, row[keys[at]!]!)
        const [r, g, b] = colourAt(scale.tone(most), isDark)
        pixels.set([r, g, b, 255], ((layer * heads + head) * width + x) * 4)
      }
    }
  return pixels
}

/**
 * @param strips one row of pixels for each layer; null: the rows are not loaded
 * @param isChosen whether a cell is part of what the view shows
 */
export function paintGrid(
  context: CanvasRenderingContext2D,
  frame: GridFrame,
  strips: { readonly canvas: CanvasImageSource; readonly width: number } | null,
  isChosen: (at: HeadAt) => boolean,
  cursor: HeadAt | null,
  inks: Inks,
): void {
  const { width, layers, heads, cellWidth, cellHeight } = frame
  context.clearRect(0, 0, width, gridHeight(frame))
  context.font = '10px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'
  context.textBaseline = 'middle'
  context.fillStyle = inks.faint
  context.textAlign = 'center'
  const every = Math.ceil(18 / cellWidth)
  for (let head = 0; head < heads; head += every)
    context.fillText(String(head), LEFT + (head + 0.5) * cellWidth, TOP / 2)
  context.textAlign = 'right'
  context.imageSmoothingEnabled = false
  for (let layer = 0; layer < layers; layer++) {
    const y = TOP + layer * cellHeight
    context.fillStyle = inks.faint
    context.fillText(String(layer), LEFT - 6, y + cellHeight / 2)
    for (let head = 0; head < heads; head++) {
      const x = LEFT + head * cellWidth
      const [w, h] = [Math.max(1, cellWidth - GAP), cellHeight - GAP]
      if (strips) context.drawImage(strips.canvas, head * strips.width, layer, strips.width, 1, x, y, w, h)
      const isCursor = cursor?.layer === layer && cursor.head === head
      context.lineWidth = isCursor ? 2 : isChosen({ layer, head }) ? 1.5 : 1
      context.strokeStyle = isCursor || isChosen({ layer, head }) ? inks.accent : inks.line
      context.strokeRect(x + 0.5, y + 0.5, Math.max(1, w - 1), h - 1)
    }
  }
}

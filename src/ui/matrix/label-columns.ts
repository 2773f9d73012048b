/** How much room the labels of the rows get, and how they share it. */
import { MAX_CELL } from './geometry'
import type { Picture, RowParts } from './picture'

export const LABEL_FONT = "12px system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

type Measuring = Pick<CanvasRenderingContext2D, 'measureText'>

/** Of the parts of a row's label. */
export interface Widths<T = number> {
  readonly meta: T
  readonly name: T
  readonly text: T
}

const EDGE = 8
const GAP = 8
const MOST = { meta: 150, text: 900 }
/** A text with less room says nothing. */
const LEAST_TEXT = 56
/** Rows that are measured: the labels of the others are cut, should they be longer. */
const MEASURED = 500

const measured = new WeakMap<RowParts, Widths>()

/** The widest of each part. Memoized. */
function widthsOf(context: Measuring, parts: RowParts, rows: number): Widths {
  const known = measured.get(parts)
  if (known !== undefined) return known
  const widest = (part: (row: number) => string) => {
    let most = 0
    for (let row = 0; row < Math.min(rows, MEASURED); row++)
      most = Math.max(most, context.measureText(part(row)).width)
    return Math.ceil(most)
  }
  // The last name is the longest.
  const name = Math.ceil(rows === 0 ? 0 : context.measureText(parts.name(rows - 1)).width)
  const widths = {
    meta: Math.min(MOST.meta, widest(parts.meta)),
    name: Math.max(name, widest(parts.name)),
    text: Math.min(MOST.text, widest(parts.text)),
  }
  measured.set(parts, widths)
  return widths
}

/** Width of a cell that shows its number with ease. */
const EASY_CELL = 60
/** Part of the width that labels get beside columns that could use it. */
const MOST_SHARE = 0.4

/**
 * Width of the row labels: as wide as the longest, as far as the cells do not need the room.
 * @param width of labels and cells together
 */
export function labelRoom(
  context: Measuring,
  picture: Pick<Picture, 'rowParts' | 'rows' | 'cols'>,
  width: number,
): number {
  const { rowParts, rows, cols } = picture
  if (rowParts === undefined) return width / 3
  const { meta, name, text } = widthsOf(context, rowParts, rows)
  const wanted = 2 * EDGE + name + GAP + text + (meta > 0 ? meta + GAP : 0)
  const least = Math.min(wanted, width / 3, meta > 0 ? 280 : 220)
  // Few columns leave room; many share it with the labels.
  const most = Math.max(width - cols * MAX_CELL.width, Math.min(width - cols * EASY_CELL, MOST_SHARE * width))
  return Math.round(Math.max(least, Math.min(wanted, most)))
}

/** Left edge and width of each part in labels of a width; 0: there is no room for it. */
export function columnsOf(
  context: Measuring,
  picture: Picture,
  left: number,
): Widths<readonly [from: number, width: number]> {
  const { meta, name } = widthsOf(context, picture.rowParts!, picture.rows)
  const room = left - 2 * EDGE
  const rest = room - name - GAP
  // Rows in groups say whose they are, if need be instead of what.
  const instead = picture.groups ? Math.min(meta, rest) : 0
  const ofMeta = meta > 0 && rest - meta - GAP >= LEAST_TEXT ? meta : instead
  const nameFrom = EDGE + (ofMeta > 0 ? ofMeta + GAP : 0)
  const textFrom = nameFrom + name + GAP
  return {
    meta: [EDGE, ofMeta],
    name: [nameFrom, name],
    text: [textFrom, Math.max(0, left - EDGE - textFrom)],
  }
}

/** Texts that were cut: each frame of a pan shows most of those of the frame before. */
const cuts = new Map<string, string>()
const CUTS_KEPT = 4000

/** @param name the beginning of the text, which is not cut */
export function fitted(context: Measuring, text: string, room: number, name = ''): string {
  const key = `${Math.floor(room)}\0${name}\0${text}`
  const known = cuts.get(key)
  if (known !== undefined) return known
  if (cuts.size >= CUTS_KEPT) cuts.clear()
  const cut = cutTo(context, text, Math.floor(room), name)
  cuts.set(key, cut)
  return cut
}

function cutTo(context: Measuring, text: string, room: number, name: string): string {
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

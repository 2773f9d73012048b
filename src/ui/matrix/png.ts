/** A matrix as a PNG with labels and a caption. */
import { WHOLE, type Frame } from './geometry'
import { inksOf, type Hues, type Inks } from './inks'
import { bitmapOf } from './bitmap'
import { paint } from './paint'
import type { Picture } from './picture'
import { toneOf } from './tone'
import { colourAt, css } from './colours'

const CELL = { width: 56, height: 22 }
const LIMIT = { width: 3200, height: 2400 }
const LEGEND = 44
const CAPTION_FONT = '11px system-ui, sans-serif'

/** A line in as many as it needs, broken at spaces; a longer word is broken where the room ends. */
export function wrapped(
  context: Pick<CanvasRenderingContext2D, 'measureText'>,
  line: string,
  room: number,
): readonly string[] {
  const fits = (text: string) => context.measureText(text).width <= room
  const lines: string[] = []
  let rest = ''
  for (const word of line.split(' ')) {
    const longer = rest === '' ? word : `${rest} ${word}`
    if (fits(longer)) {
      rest = longer
      continue
    }
    if (rest !== '') lines.push(rest)
    rest = ''
    for (const character of word) {
      if (rest !== '' && !fits(rest + character)) {
        lines.push(rest)
        rest = ''
      }
      rest += character
    }
  }
  return [...lines, rest]
}

/**
 * @param caption lines under the matrix: what it shows, and what made it
 * @param element part of the page, to read its colours from
 * @throws Error if the browser cannot encode a picture of this size
 */
export async function matrixPng(
  picture: Picture,
  caption: readonly string[],
  element: Element,
  hues: Hues,
  isDark: boolean,
): Promise<Blob> {
  const hasNumbers = picture.maximaName !== undefined
  const margin = {
    left: picture.rowParts === undefined ? 180 : 420,
    top: 26,
    right: hasNumbers ? 64 : 24,
    bottom: 24,
  }
  const small = (count: number, cell: number, limit: number) =>
    Math.min(limit, Math.max(cell * 3, count * cell))
  const frame: Frame = {
    rows: picture.rows,
    cols: picture.cols,
    ...margin,
    width: margin.left + margin.right + small(picture.cols, CELL.width, LIMIT.width),
    height: margin.top + margin.bottom + small(picture.rows, CELL.height, LIMIT.height),
  }
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')!
  canvas.width = Math.max(frame.width, 720)
  context.font = CAPTION_FONT
  const lines = caption.flatMap((line) => wrapped(context, line, canvas.width - 16))
  canvas.height = frame.height + LEGEND + lines.length * 16
  const inks = inksOf(element, hues, isDark)
  paint(context, bitmapOf(picture, isDark), frame, WHOLE, null, null, inks)
  legend(context, picture, margin.left, frame.height + 8, inks)
  context.textAlign = 'left'
  context.font = CAPTION_FONT
  context.fillStyle = inks.text
  lines.forEach((line, at) => context.fillText(line, 8, frame.height + LEGEND + at * 16))
  // paint() clears the canvas first, so the ground is drawn last and goes under everything.
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = inks.ground
  context.fillRect(0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))),
      'image/png',
    ),
  )
}

function legend(context: CanvasRenderingContext2D, picture: Picture, x: number, y: number, inks: Inks): void {
  for (let at = 0; at < 200; at++) {
    const value = picture.low + ((picture.high - picture.low) * at) / 199
    context.fillStyle = css(colourAt(toneOf(picture, value), inks.isDark))
    context.fillRect(x + at, y, 1, 12)
  }
  context.fillStyle = inks.text
  context.textAlign = 'left'
  context.font = '11px ui-monospace, monospace'
  context.fillText(picture.low.toFixed(4), x, y + 22)
  context.textAlign = 'right'
  context.fillText(picture.high.toFixed(4), x + 200, y + 22)
}

import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { Cell, Frame, View } from './geometry'
import { inksOf, type Hues, type Inks } from './inks'
import { bitmapOf, type Bitmap } from './bitmap'
import { paint } from './paint'
import type { Picture } from './picture'
import { useTheme } from './use-theme'

/** A picture whose rows arrive while it is on the page: they are painted without a render of the components. */
export interface Growing {
  /** The picture as far as it is filled; null: there is none any more. */
  readonly now: () => Picture | null
  /** Calls back when rows have arrived. @returns a function that ends it */
  readonly follow: (changed: () => void) => () => void
}

interface Painted {
  readonly picture: Picture
  readonly growing: Growing | undefined
  readonly hues: Hues
  readonly frame: Frame
  /** Zoom and pan change it without a render. */
  readonly view: RefObject<View>
  /** Positions as shown. */
  readonly cursor: Cell | null
  readonly pinned: Cell | null
}

/** To read the page's colours costs a style recalculation, so frames in a row share them. In milliseconds. */
const INKS_HOLD = 250

interface Read {
  readonly inks: Inks
  readonly at: number
  readonly hues: string
}

/**
 * Paints the matrix in the next animation frame whenever something that it shows has changed.
 * @returns asks for another frame; always the same function
 */
export function usePaint(canvas: RefObject<HTMLCanvasElement | null>, painted: Painted): () => void {
  const { picture, growing, hues, frame, view, cursor, pinned } = painted
  const { rows, cols } = hues
  const isDark = useTheme()
  const bitmap = useRef<Bitmap | null>(null)
  const read = useRef<Read | null>(null)
  const again = useRef<() => void>(() => undefined)
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    const { width, height } = frame
    if (!element || !context || width === 0 || height === 0) return
    let request: number | null = null
    const inksNow = () => {
      const [at, names] = [performance.now(), `${rows} ${cols}`]
      const known = read.current
      const holds = known?.inks.isDark === isDark && known.hues === names && at - known.at < INKS_HOLD
      if (!holds) read.current = { inks: inksOf(element, { rows, cols }, isDark), at, hues: names }
      return read.current!.inks
    }
    const draw = () => {
      request = null
      const ratio = window.devicePixelRatio || 1
      resize(element, Math.round(width * ratio), Math.round(height * ratio))
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      const grown = growing?.now() ?? picture
      // Another picture than the components know is theirs to show.
      const shown = grown.data === picture.data ? grown : picture
      bitmap.current = bitmapOf(shown, isDark, bitmap.current)
      paint(context, bitmap.current, frame, view.current, cursor, pinned, inksNow())
    }
    const ask = () => {
      request ??= requestAnimationFrame(draw)
    }
    again.current = ask
    ask()
    const leave = growing?.follow(ask)
    return () => {
      leave?.()
      again.current = () => undefined
      if (request !== null) cancelAnimationFrame(request)
    }
  }, [canvas, picture, growing, isDark, rows, cols, frame, view, cursor, pinned])
  return useCallback(() => again.current(), [])
}

/** A canvas that gets a size, even the same, is made anew. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

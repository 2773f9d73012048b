import { useEffect, useMemo, type RefObject } from 'react'
import type { Cell, Frame, View } from './geometry'
import { inksOf, type Hues } from './inks'
import { bitmapOf, paint } from './paint'
import type { Picture } from './picture'
import { useTheme } from './use-theme'

interface Painted {
  readonly picture: Picture
  readonly hues: Hues
  readonly frame: Frame
  readonly view: View
  /** Positions as shown. */
  readonly cursor: Cell | null
  readonly pinned: Cell | null
}

/** Paints the matrix in the next animation frame whenever something that it shows has changed. */
export function usePaint(canvas: RefObject<HTMLCanvasElement | null>, painted: Painted): void {
  const { picture, hues, frame, view, cursor, pinned } = painted
  const { rows, cols } = hues
  const isDark = useTheme()
  const bitmap = useMemo(() => bitmapOf(picture, isDark), [picture, isDark])
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    const { width, height } = frame
    if (!element || !context || width === 0) return
    const request = requestAnimationFrame(() => {
      const ratio = window.devicePixelRatio || 1
      element.width = Math.round(width * ratio)
      element.height = Math.round(height * ratio)
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      paint(context, picture, bitmap, frame, view, cursor, pinned, inksOf(element, { rows, cols }, isDark))
    })
    return () => cancelAnimationFrame(request)
  }, [canvas, picture, isDark, rows, cols, bitmap, frame, view, cursor, pinned])
}

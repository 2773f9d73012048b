import { useMemo, type RefObject } from 'react'
import type { Frame } from './geometry'
import { LABEL_FONT, labelRoom } from './label-columns'
import type { Picture } from './picture'
import { useParentSize } from './use-size'

const MARGIN = { top: 22, right: 18, bottom: 18 }
/** Margins of a matrix whose maxima have numbers, and of one with buttons in its corner. */
const WIDE = { top: 30, right: 60, bottom: 24 }
/** A narrower matrix has no room for the numbers of its rows' maxima. */
const WIDE_FROM = 560

let context: CanvasRenderingContext2D | null | undefined

/** A context that measures labels. Without a canvas (in tests) characters are 7 px wide. */
function measuring(): Pick<CanvasRenderingContext2D, 'measureText'> {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return { measureText: (text) => ({ width: 7 * text.length }) as TextMetrics }
  context.font = LABEL_FONT
  return context
}

/** The room of labels, cells and maxima on the canvas. */
export function useFrame(
  canvas: RefObject<HTMLCanvasElement | null>,
  picture: Picture,
  height: number | 'fill',
  labelWidth = 150,
): Frame {
  const size = useParentSize(canvas)
  const { rows, cols, rowParts, maximaName } = picture
  const isWide = maximaName !== undefined && size.width >= WIDE_FROM
  const right = isWide ? WIDE.right : MARGIN.right
  // Other pictures of the same rows have the same labels.
  const left = useMemo(
    () =>
      rowParts === undefined
        ? labelWidth
        : labelRoom(measuring(), { rowParts, rows, cols }, size.width - right),
    [rowParts, rows, cols, labelWidth, size.width, right],
  )
  return useMemo<Frame>(
    () => ({
      width: size.width,
      height: height === 'fill' ? size.height : height,
      rows,
      cols,
      left: rowParts === undefined ? Math.min(left, size.width / 3) : left,
      top: height === 'fill' ? WIDE.top : MARGIN.top,
      right,
      bottom: maximaName === undefined ? MARGIN.bottom : WIDE.bottom,
    }),
    [size, height, rows, cols, left, right, rowParts, maximaName],
  )
}

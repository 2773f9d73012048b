import { colourAt, itselfColour, type Rgb } from './colours'
import type { Cell } from './geometry'
import { isItself, type Picture } from './picture'
import { toneOf } from './tone'

/** The colour of a cell of the data that has this value. */
export function cellColour(picture: Picture, cell: Cell, value: number, isDark: boolean): Rgb {
  if (isItself(picture, cell)) return itselfColour(isDark)
  return colourAt(toneOf(picture, value), isDark)
}

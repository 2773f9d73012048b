/** Numbers in cells. */
const FAMILY = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'
export const NUMBER_FONT = `11px ${FAMILY}`
export const BOLD_NUMBER_FONT = `bold 11px ${FAMILY}`

/** Width of a character of the font, with a little room. */
const CHARACTER = 7
const EDGES = 4
const FEWEST = 2

/** How many digits of at most `most` a number of this form may have in a cell: "0.7344"; null: not even two fit. */
export function digitsThatFit(width: number, most: number): number | null {
  // A minus, "0." and the digits.
  const room = Math.floor((width - EDGES) / CHARACTER) - 2
  if (room < Math.min(FEWEST, most)) return null
  return Math.min(most, room)
}

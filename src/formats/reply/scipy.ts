/** Sparse matrices as scipy prints them, which pymilvus gives for sparse weights: `(0, 4865)\t0.08` on a line each. */
import { item, reply } from './make'
import type { ForeignReply } from './types'

const LINE = /^\s*\((\d+),\s*(\d+)\)\s+([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*$/
/** The line before the values, in old and new versions. */
const TITLE = /^\s*(?:<.*(?:sparse (?:matrix|array)).*|with \d+ stored elements.*|Coords\s+Values)\s*$/i

const LONGEST_TITLE = 200

/** A row is a text. Null: another line is in it. */
export function readScipy(text: string): ForeignReply | null {
  const rows = new Map<number, Map<number, number>>()
  for (const line of text.split('\n')) {
    if (line.trim() === '' || (line.length <= LONGEST_TITLE && TITLE.test(line))) continue
    const found = LINE.exec(line)
    if (!found) return null
    const [row, column, value] = found.slice(1).map(Number) as [number, number, number]
    rows.set(row, (rows.get(row) ?? new Map<number, number>()).set(column, value))
  }
  if (rows.size === 0) return null
  return reply(
    'lexical-weights',
    [...rows].map(([row, sparse]) => item({ sparse, label: String(row) })),
  )
}

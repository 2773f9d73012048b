/**
 * Numbers as people and spreadsheets write them: "0,87", "87.5 %", "1.234,5", full-width digits, a real minus. One cell may be read in
 * two ways ("1,234"); the column decides, and the reader says which way it took.
 */
import type { ReadNote } from '../types'

const NOTHING = /^(?:|-|–|—|n\/?a|#n\/a|null|none|nil|无|空|暂无)$/
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/
const DECIMAL_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+(?:e[+-]?\d+)?$/
const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const THOUSANDS_POINT = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/

/** NaN: nothing there. Null: unreadable. */
export type ReadNumber = (cell: string) => number | null

export interface NumberColumn {
  readonly read: ReadNumber
  /** Of the whole column. */
  readonly notes: (about: string) => readonly ReadNote[]
}

export function tidy(cell: string): string {
  return cell.length > 100
    ? cell
    : cell
        .normalize('NFKC')
        .trim()
        .toLowerCase()
        .replace(/[−–—](?=[\d.])/g, '-')
        .replace(/(?<=\d)[\s'’_](?=\d{3}(?:\D|$))/g, '')
}

/** @param cells all of the column: two passes, so that one cell's reading does not depend on the order */
export function numberColumn(cells: Iterable<string>): NumberColumn {
  let commas = 0
  let thousands = 0
  let points = 0
  let either = 0
  let percents = 0
  for (const cell of cells) {
    const { text, isPercent } = parts(cell)
    if (isPercent) percents++
    if (!text.includes(',')) {
      if (PLAIN.test(text) && text.includes('.') && !THOUSANDS_POINT.test(text)) points++
      continue
    }
    const asDecimal = DECIMAL_COMMA.test(text)
    const asThousands = THOUSANDS.test(text) && !/^[+-]?0/.test(text)
    if (asDecimal && asThousands) either++
    else if (asDecimal) commas++
    else if (asThousands) thousands++
  }
  const isDecimal = commas > 0 && commas >= thousands + points
  return {
    read: (cell) => readNumber(cell, isDecimal),
    notes: (about) => [
      ...(commas > 0 || (either > 0 && isDecimal)
        ? [{ code: 'decimal-commas' as const, about, count: commas + (isDecimal ? either : 0) }]
        : []),
      ...(thousands > 0 || (either > 0 && !isDecimal)
        ? [{ code: 'thousands-commas' as const, about, count: thousands + (isDecimal ? 0 : either) }]
        : []),
      ...(percents > 0 ? [{ code: 'percent' as const, about, count: percents }] : []),
    ],
  }
}

function parts(cell: string): { readonly text: string; readonly isPercent: boolean } {
  const text = tidy(cell)
  return text.endsWith('%') ? { text: text.slice(0, -1).trim(), isPercent: true } : { text, isPercent: false }
}

function readNumber(cell: string, isDecimal: boolean): number | null {
  const { text, isPercent } = parts(cell)
  if (NOTHING.test(text)) return isPercent ? null : Number.NaN
  const plain = withPoint(text, isDecimal)
  if (plain === null) return null
  const value = Number(plain)
  if (!Number.isFinite(value)) return null
  // 87.5 / 100 is the double nearest to 0.875; 87.5 * 0.01 is not.
  return isPercent ? value / 100 : value
}

/** The number with a point, or null. */
function withPoint(text: string, isDecimal: boolean): string | null {
  if (PLAIN.test(text)) return isDecimal && THOUSANDS_POINT.test(text) ? text.replaceAll('.', '') : text
  const asDecimal = DECIMAL_COMMA.test(text)
  const asThousands = THOUSANDS.test(text) && !/^[+-]?0/.test(text)
  if (asDecimal && (isDecimal || !asThousands)) return text.replaceAll('.', '').replace(',', '.')
  if (asThousands) return text.replaceAll(',', '')
  if (THOUSANDS_POINT.test(text)) return text.replaceAll('.', '')
  return null
}

const RANK = /^(?:#|no\.?|top|第)?\s*(\d{1,9})\s*(?:名|位|条|\.|st|nd|rd|th)?$/

/** A place in a list: a whole number from 0 on. NaN: nothing there. Null: unreadable. */
export function readRank(cell: string): number | null {
  const text = tidy(cell)
  if (NOTHING.test(text)) return Number.NaN
  const found = RANK.exec(text) ?? /^(\d{1,9})\.0+$/.exec(text)
  return found ? Number(found[1]) : null
}

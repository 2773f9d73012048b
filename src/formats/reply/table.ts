/** Tables as psql and mysql print them, and Markdown's: a row of the database on a line each. */
import type { LiteralObject } from './literal'
import { readRecords } from './records'
import type { ForeignReply } from './types'

const isRule = (line: string) => line.includes('--') && /^[\s|+:-]*$/.test(line)
const END = /^\s*\(\d+ rows?\)\s*$|^\s*\d+ rows? in set\b/

/** @returns null where the text is no table, or no column has vectors */
export function readTable(text: string): ForeignReply | null {
  const lines = text.split('\n')
  const rule = lines.findIndex(isRule)
  // mysql has a rule above the names of the columns too.
  const head = isRule(lines[rule + 2] ?? '') ? rule + 1 : rule - 1
  const names = cellsOf(lines[head] ?? '')
  if (rule < 0 || head < 0 || names.some((name) => name === '')) return null
  const records: LiteralObject[] = []
  for (const line of lines.slice(Math.max(rule, head) + 1)) {
    if (END.test(line) || (line.trim() === '' && records.length > 0)) break
    if (isRule(line)) continue
    const cells = cellsOf(line)
    if (cells.length !== names.length) return null
    records.push(Object.fromEntries(names.map((name, at) => [name, cells[at]!])))
  }
  return records.length === 0 ? null : readRecords(records, 'row')
}

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inner.split('|').map((cell) => cell.trim())
}

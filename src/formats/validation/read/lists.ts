/** Several documents of one query in one record: a list in a cell, or columns doc1, doc2, … */
import { readLiteral } from '../../reply/literal'
import { nameFits, plainName } from './names'
import type { Cell, Column, Table } from './table'

const MAX_LIST = 1000

/** The table with lists read out of text cells, and with the columns that can be made of others. */
export function withLists(table: Table): Table {
  const columns = table.columns.map(listColumn)
  return { ...table, columns: [...columns, ...derived(columns)] }
}

/** Every cell of the column that has anything in it is a list as JSON or Python writes it: then they are lists. */
function listColumn(column: Column): Column {
  const first = column.cells.find((cell) => cell !== '')
  if (typeof first !== 'string' || !first.trimStart().startsWith('[')) return column
  const looksListed = column.cells.every(
    (cell) =>
      typeof cell !== 'string' ||
      cell === '' ||
      /^\s*\[[^]*\]\s*$/.test(cell.length > 400 ? edges(cell) : cell),
  )
  if (!looksListed) return column
  const cells: Cell[] = []
  for (const cell of column.cells) {
    const read = typeof cell !== 'string' || cell === '' ? cell : readList(cell)
    if (read === null) return column
    cells.push(read)
  }
  return { ...column, cells }
}

const edges = (text: string) => text.slice(0, 200) + text.slice(-200)

function readList(text: string): readonly string[] | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    try {
      value = readLiteral(text)
    } catch {
      return null
    }
  }
  if (!Array.isArray(value) || value.length > MAX_LIST) return null
  const items = value.map(scalar)
  return items.every((item) => item !== null) ? items : null
}

/** Null: an object or a list. */
export function scalar(value: unknown): string | null {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? String(value)
    : null
}

function derived(columns: readonly Column[]): Column[] {
  const names = new Set(columns.map(({ name }) => name))
  return [...numbered(columns), ...titled(columns), ...judged(columns)].filter(({ name }) => !names.has(name))
}

const NUMBERED = /^(.*?[^\d\s_.#-])([\s_.#-]*)(\d{1,3})((?:[\s_.-]*\p{L}[\p{L}_\s]*)?)$/u

/** "doc1" … "doc5" are "doc*", "doc_1_score" … are "doc_*_score". */
function numbered(columns: readonly Column[]): Column[] {
  const groups = new Map<string, { readonly number: number; readonly column: Column }[]>()
  for (const column of columns) {
    const [, base, gap, number, end] = NUMBERED.exec(column.name) ?? []
    if (base === undefined) continue
    const name = `${base}${gap}*${end}`
    if (!isListName(name)) continue
    groups.set(name, [...(groups.get(name) ?? []), { number: Number(number), column }])
  }
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([name, members]) => {
      const sorted = members.toSorted((a, b) => a.number - b.number).map(({ column }) => column)
      return {
        name,
        from: sorted.map((column) => column.name),
        cells: joinCells(sorted, true),
      }
    })
}

const isListName = (name: string): boolean =>
  (['document', 'document-id', 'score', 'label'] as const).some(
    (role) => nameFits(name.replace('*', ''), role) !== null,
  )

/** The lists of one record after one another. @param trim: the list ends with the last cell that has anything in it in any column */
function joinCells(columns: readonly Column[], isWide: boolean): Cell[] {
  const length = columns[0]?.cells.length ?? 0
  return Array.from({ length }, (_, at) => {
    const lists = columns.map(({ cells }) => cells[at]!)
    return isWide
      ? lists.map((cell) => (typeof cell === 'string' ? cell : cell.join(' ')))
      : lists.flatMap((cell) => (typeof cell === 'string' ? (cell === '' ? [] : [cell]) : cell))
  })
}

/** BEIR joins a document's title and its text with one space. */
function titled(columns: readonly Column[]): Column[] {
  const byName = new Map(columns.map((column) => [plainName(column.name), column]))
  const title = byName.get('title')
  const text = byName.get('text')
  if (!title || !text || !byName.has('id')) return []
  const cells = text.cells.map((cell, at) => `${one(title.cells[at]!)} ${one(cell)}`.trim())
  return [{ name: `${title.name} + ${text.name}`, from: [title.name, text.name], cells }]
}

const one = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.join(' '))

const PAIRS = [
  ['pos', 'neg'],
  ['positive', 'negative'],
  ['positives', 'negatives'],
  ['positivepassages', 'negativepassages'],
] as const

/** FlagEmbedding's {"query", "pos", "neg"}: what is in pos is relevant, what is in neg is not. */
function judged(columns: readonly Column[]): Column[] {
  const byName = new Map(columns.map((column) => [plainName(column.name), column]))
  const found = PAIRS.find(([pos, neg]) => byName.has(pos) && byName.has(neg))
  if (!found) return []
  const [pos, neg] = found.map((name) => byName.get(name)!) as [Column, Column]
  const cells = joinCells([pos, neg], false)
  const count = (cell: Cell) => (typeof cell === 'string' ? Number(cell !== '') : cell.length)
  const grades = pos.cells.map((cell, at) => [
    ...Array.from<string>({ length: count(cell) }).fill('1'),
    ...Array.from<string>({ length: count(neg.cells[at]!) }).fill('0'),
  ])
  const made: Column[] = [
    { name: `${pos.name} + ${neg.name}`, from: [pos.name, neg.name], cells },
    { name: `${pos.name} = 1, ${neg.name} = 0`, from: [], cells: grades },
  ]
  const scores = found.map((name) => byName.get(`${name}scores`))
  if (scores[0] && scores[1])
    made.push({
      name: `${scores[0].name} + ${scores[1].name}`,
      from: scores.map((column) => column!.name),
      cells: joinCells(scores as [Column, Column], false),
    })
  return made
}

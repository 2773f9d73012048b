/** Tables with their mappings become one set: texts once each, pairs as columns, and a reason for every row that takes no part. */
import type { Items, PairColumns, SkippedRow, ValueColumn } from '../../../engine/validate/types'
import type { ReadNote } from '../types'
import { ItemList, type Refused } from './items'
import {
  asText,
  at,
  keptColumns,
  readersOf,
  roleCells,
  type Readers,
  type RoleCells,
  type Source,
} from './source'
import { shown, type Cell, type Column } from './table'

const EVERY = 2000
/** A pair as one number: more documents than this do not fit into the memory of a page. */
const KEY = 2 ** 26

export interface BuiltSet {
  readonly queries: Items
  readonly documents: Items
  readonly pairs: PairColumns
  readonly columns: readonly ValueColumn[]
  readonly skipped: readonly SkippedRow[]
  readonly notes: readonly ReadNote[]
  readonly emptyCells: number
}

interface Pair {
  readonly row: number
  readonly source: Source
  readonly query: number
  readonly document: number
  rank: number
  score: number
  grade: number
}

export class SetBuilder {
  private readonly queries = new ItemList('query')
  private readonly documents = new ItemList('document')
  private readonly pairs: Pair[] = []
  private readonly byKey = new Map<number, Pair>()
  private readonly values = new Map<string, string[]>()
  private readonly skipped: SkippedRow[] = []
  private readonly notes: ReadNote[] = []
  private emptyCells = 0
  private readonly hasSeveral: boolean

  constructor(
    private readonly files: readonly string[],
    private readonly checkpoint: () => Promise<void>,
  ) {
    this.hasSeveral = files.length > 1
  }

  async addItems(source: Source): Promise<void> {
    const role = source.use === 'queries' ? 'query' : 'document'
    const list = role === 'query' ? this.queries : this.documents
    const cells = roleCells(source)
    this.take(source)
    for (const [record, row] of source.table.rows.entries()) {
      if (record % EVERY === 0) await this.checkpoint()
      const id = asText(cells[`${role}-id`]?.cells[record]).trim()
      const text = asText(cells[role]?.cells[record])
      if (text.trim() === '') this.emptyCells++
      const isAgain = id !== '' && list.has(id)
      const added = list.add(id, text)
      if (typeof added !== 'number') this.skip(source, row, added)
      else if (isAgain) this.skip(source, row, { reason: 'duplicate-item', value: id })
    }
    list.isComplete = true
  }

  async addLinks(source: Source): Promise<void> {
    const roles = roleCells(source)
    const readers = readersOf(roles)
    const kept = keptColumns(source)
    this.take(source)
    for (const [record, row] of source.table.rows.entries()) {
      if (record % EVERY === 0) await this.checkpoint()
      this.addRecord(source, roles, readers, kept, record, row)
    }
    this.notes.push(...readers.notes())
  }

  /** Skipped rows in the order of the files and of their rows, not in that of the steps that skipped them. */
  private sortedSkips(): readonly SkippedRow[] {
    const order = new Map(this.files.map((file, at) => [file, at]))
    const place = ({ file }: SkippedRow) => (file === undefined ? 0 : (order.get(file) ?? 0))
    return this.skipped.toSorted((a, b) => place(a) - place(b) || a.row - b.row)
  }

  build(): BuiltSet {
    const { pairs } = this
    const column = (of: (pair: Pair) => number) => Float64Array.from(pairs, of)
    return {
      queries: this.queries.items(),
      documents: this.documents.items(),
      pairs: {
        count: pairs.length,
        row: Int32Array.from(pairs, ({ row }) => row),
        query: Int32Array.from(pairs, ({ query }) => query),
        document: Int32Array.from(pairs, ({ document }) => document),
        rank: column(({ rank }) => rank),
        production: column(({ score }) => score),
        grade: column(({ grade }) => grade),
      },
      columns: [...this.values].map(([name, values]) => {
        while (values.length < pairs.length) values.push('')
        return { name, values }
      }),
      skipped: this.sortedSkips(),
      notes: this.notes,
      emptyCells: this.emptyCells,
    }
  }

  private take({ table, file }: Source): void {
    this.notes.push(...table.notes)
    for (const row of table.skipped) this.skipped.push(this.hasSeveral ? { ...row, file } : row)
  }

  private skip({ file }: Source, row: number, { reason, value }: Refused): void {
    this.skipped.push({ row, reason, value: shown(value), ...(this.hasSeveral && { file }) })
  }

  private addRecord(
    source: Source,
    roles: RoleCells,
    readers: Readers,
    kept: readonly Column[],
    record: number,
    row: number,
  ): void {
    const cell = (role: keyof RoleCells): Cell | undefined => roles[role]?.cells[record]
    const id = asText(cell('query-id')).trim()
    const text = asText(cell('query'))
    if (roles.query && text.trim() === '') this.emptyCells++
    const documents = cell('document') ?? cell('document-id') ?? ''
    const length = typeof documents === 'string' ? 1 : documents.length
    if (length === 0) {
      this.emptyCells++
      this.skip(source, row, { reason: 'empty-document', value: '' })
      return
    }
    const found = this.queries.look(id, text)
    if (typeof found !== 'number') {
      this.skip(source, row, found)
      return
    }
    const query = { id, text }
    const isWide = roles.document?.name.includes('*') ?? false
    const isOrdered = typeof documents !== 'string' && source.hasOrder
    for (let index = 0; index < length; index++) {
      const one = (role: keyof RoleCells) => at(cell(role), index, length)
      const cells = {
        id: one('document-id'),
        text: one('document'),
        rank: one('rank'),
        score: one('score'),
        label: one('label'),
      }
      if (isWide && length > 1 && isGap(cells, cell)) continue
      const isAdded = this.addPair(source, readers, row, query, cells, isOrdered ? index + 1 : null)
      if (isAdded) this.keep(kept, record, index, length)
    }
  }

  /** False: skipped. @param place in a list that has an order */
  private addPair(
    source: Source,
    readers: Readers,
    row: number,
    asked: Readonly<Record<'id' | 'text', string>>,
    cells: PairCells,
    place: number | null,
  ): boolean {
    const refuse = (reason: Refused['reason'], value: string) => {
      this.skip(source, row, { reason, value })
      return false
    }
    const { id, text, rank, score, label } = cells
    if (id === null || text === null || rank === null || score === null || label === null)
      return refuse('lists-differ', '')
    if (text.trim() === '' && source.mapping.document !== undefined) this.emptyCells++
    const values = { rank: readers.rank(rank), score: readers.score(score), grade: readers.label(label) }
    if (values.rank === null) return refuse('unreadable-rank', rank)
    if (values.score === null) return refuse('unreadable-score', score)
    if (values.grade === null) return refuse('unreadable-label', label)
    const document = this.documents.add(id.trim(), text)
    if (typeof document !== 'number') return refuse(document.reason, document.value)
    const query = this.queries.add(asked.id, asked.text)
    if (typeof query !== 'number') return refuse(query.reason, query.value)
    const given = {
      rank: Number.isNaN(values.rank) && place !== null ? place : values.rank,
      score: values.score,
      grade: values.grade,
    }
    const known = this.byKey.get(query * KEY + document)
    if (known) {
      if (known.source === source || !adds(known, given)) return refuse('duplicate-pair', String(known.row))
      if (Number.isNaN(known.rank)) known.rank = given.rank
      if (Number.isNaN(known.score)) known.score = given.score
      if (Number.isNaN(known.grade)) known.grade = given.grade
      return false
    }
    const pair = { row, source, query, document, ...given }
    this.pairs.push(pair)
    this.byKey.set(query * KEY + document, pair)
    return true
  }

  private keep(kept: readonly Column[], record: number, index: number, length: number): void {
    const position = this.pairs.length - 1
    for (const { name, cells } of kept) {
      let values = this.values.get(name)
      if (!values) this.values.set(name, (values = []))
      while (values.length < position) values.push('')
      const cell = cells[record]!
      values.push((typeof cell !== 'string' && cell.length === length ? cell[index] : null) ?? asText(cell))
    }
  }
}

type PairCells = Readonly<Record<'id' | 'text' | 'rank' | 'score' | 'label', string | null>>

/** Columns doc1 to doc5, and this query has four documents. A score of the whole record does not belong to the gap. */
function isGap(cells: PairCells, cell: (role: keyof RoleCells) => Cell | undefined): boolean {
  const own = (role: 'score' | 'label') => (typeof cell(role) === 'string' ? null : cells[role])
  return [cells.id, cells.text, own('score'), own('label')].every(
    (given) => given === null || given.trim() === '',
  )
}

const adds = (known: Pair, given: Pick<Pair, 'rank' | 'score' | 'grade'>): boolean =>
  (['rank', 'score', 'grade'] as const).some(
    (field) => Number.isNaN(known[field]) && !Number.isNaN(given[field]),
  )

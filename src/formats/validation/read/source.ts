/** A file's table with its mapping, and the cells of a record by role. */
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole, type ReadNote } from '../types'
import { labelColumn, type ReadLabel } from './labels'
import type { FileKind } from './names'
import { numberColumn, readRank, type ReadNumber } from './numbers'
import type { Cell, Column, Table } from './table'

export interface Source {
  readonly file: string
  readonly table: Table
  readonly mapping: ColumnMapping
  /** What of the mapping the names do not say. */
  readonly notes: readonly ReadNote[]
  readonly use: SourceUse
  /** An order of preference is in it: lists of pos and neg have none. */
  readonly hasOrder: boolean
}

/** `links`: pairs, as texts or ids. */
export type SourceUse = 'links' | 'queries' | 'corpus' | 'unknown'

export function useOf(mapping: ColumnMapping, kind: FileKind | null): SourceUse {
  const hasQuery = mapping.query !== undefined || mapping['query-id'] !== undefined
  const hasDocument = mapping.document !== undefined || mapping['document-id'] !== undefined
  if (hasQuery && hasDocument) return 'links'
  if (mapping.query !== undefined && kind !== 'corpus') return 'queries'
  if (mapping.document !== undefined && kind !== 'queries') return 'corpus'
  return 'unknown'
}

export type RoleCells = Readonly<Partial<Record<ColumnRole, Column>>>

export const roleCells = ({ table, mapping }: Pick<Source, 'table' | 'mapping'>): RoleCells =>
  Object.fromEntries(
    COLUMN_ROLES.flatMap((role) => {
      const column = table.columns.find(({ name }) => name === mapping[role])
      return column ? [[role, column]] : []
    }),
  )

/** Columns that no role has and that are no part of one that has. */
export function keptColumns({ table, mapping }: Source): readonly Column[] {
  const used = new Set<string>(Object.values(mapping))
  for (const column of table.columns)
    if (used.has(column.name)) for (const name of column.from ?? []) used.add(name)
  return table.columns.filter(({ name, from }) => !used.has(name) && from === undefined)
}

export function* flat(column: Column | undefined): Generator<string> {
  for (const cell of column?.cells ?? []) {
    if (typeof cell === 'string') yield cell
    else yield* cell
  }
}

export interface Readers {
  readonly rank: ReadNumber
  readonly score: ReadNumber
  readonly label: ReadLabel
  /** After all cells were read. */
  readonly notes: () => readonly ReadNote[]
}

/** How the numbers of a file are read: decided by whole columns. */
export function readersOf(roles: RoleCells): Readers {
  const numbers = numberColumn(flat(roles.score))
  const labels = labelColumn(flat(roles.label))
  let isFromZero = false
  for (const cell of flat(roles.rank)) if (readRank(cell) === 0) isFromZero = true
  const shift = isFromZero ? 1 : 0
  return {
    rank: (cell) => {
      const rank = readRank(cell)
      return rank === null ? null : rank + shift
    },
    score: numbers.read,
    label: labels.read,
    notes: () => [
      ...(roles.score ? numbers.notes(roles.score.name) : []),
      ...(roles.label ? labels.notes(roles.label.name) : []),
      ...(isFromZero ? [{ code: 'ranks-from-zero' as const, about: roles.rank!.name, count: 0 }] : []),
    ],
  }
}

/** One string of a cell: that of the `at`-th document of the record. Null: a list of another length. */
export function at(cell: Cell | undefined, index: number, length: number): string | null {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (cell.length === length) return cell[index]!
  return cell.length === 0 ? '' : cell.length === 1 && length === 1 ? cell[0]! : null
}

export const asText = (cell: Cell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell)

/** What each of the files is for: by its name, by its columns, and by the ids that it shares with the others. */
import { EngineError } from '../../../engine/errors'
import { columnsKey, type ColumnMapping, type ColumnRole, type ReadRequest } from '../types'
import { isOwnTable, OWN_MAPPING } from '../own'
import { chosen, guessMapping } from './guess'
import { withLists } from './lists'
import { kindByName, nameFits, type FileKind } from './names'
import type { OpenedFile } from './open'
import { asText, useOf, type Source } from './source'
import type { Table } from './table'

/** @throws EngineError validation/no-column */
export function sourcesOf(
  opened: readonly OpenedFile[],
  { mapping, remembered = {} }: Pick<ReadRequest, 'mapping' | 'remembered'>,
): readonly Source[] {
  // Nothing is guessed of a file of our own: a text that looks like a list is that text.
  const tables = opened.map(({ table }) => (isOwn(table) ? table : withLists(table)))
  const given = mapping ?? remembered[columnsKey(namesIn(tables))] ?? null
  refuseUnknown(opened, tables, given)
  return opened.map((file, at) => {
    const table = tables[at]!
    const kind = opened.length > 1 ? kindOf(file, table, opened) : null
    const own = Object.fromEntries(
      Object.entries(given ?? {}).filter(
        ([, name]) => name === '' || table.columns.some((column) => column.name === name),
      ),
    ) as ColumnMapping
    const { mapping, notes } = isOwn(table)
      ? { mapping: chosen({ ...OWN_MAPPING, ...own }), notes: [] }
      : guessMapping(table.columns, own, kind)
    const source: Source = {
      file: file.name,
      table,
      mapping,
      notes,
      use: useOf(mapping, kind),
      hasOrder: !/ \+ /.test(mapping.document ?? ''),
    }
    return source
  })
}

const isOwn = ({ columns }: Table): boolean => isOwnTable(columns.map(({ name }) => name))

const namesIn = (tables: readonly Table[]): readonly string[] => [
  ...new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name))),
]

function refuseUnknown(
  opened: readonly OpenedFile[],
  tables: readonly Table[],
  given: ColumnMapping | null,
): void {
  const known = new Set(namesIn(tables))
  for (const [role, name] of Object.entries(given ?? {}) as [ColumnRole, string][]) {
    if (name === '' || known.has(name)) continue
    const file = opened.map((one) => one.name).join(', ')
    const columns = [...known].slice(0, 50).join(', ')
    throw new EngineError(
      'validation/no-column',
      `${file} has no column "${name}" for ${role}. It has: ${columns}.`,
      {
        file,
        column: name,
        role,
        columns,
      },
    )
  }
}

/** Of several files. Columns first: a table with a query and a document is one of pairs whatever the file is called. */
function kindOf({ name, shape }: OpenedFile, table: Table, all: readonly OpenedFile[]): FileKind | null {
  if (shape === 'trec-run') return 'run'
  if (shape === 'trec-qrels') return 'judgements'
  if (names(table, 'query') && names(table, 'document')) return null
  const byName = kindByName(name)
  if (byName !== null) return byName
  if ((names(table, 'query-id') || names(table, 'query')) && names(table, 'document-id')) return 'judgements'
  if (isUnnamedIds(table)) return 'judgements'
  if (table.columns.some((column) => /^title$/i.test(column.name))) return 'corpus'
  // Of two files with ids and texts the longer one is the corpus.
  if (!isItems(table)) return null
  const others = all.filter(
    (other) => other.name !== name && isItems(other.table) && kindByName(other.name) === null,
  )
  const taken = new Set(all.map((other) => kindByName(other.name)))
  if (others.length === 0) return taken.has('queries') ? 'corpus' : taken.has('corpus') ? 'queries' : null
  return others.some(({ table: other }) => other.rows.length < table.rows.length) ? 'corpus' : 'queries'
}

const names = ({ columns }: Table, role: ColumnRole): boolean =>
  columns.some(({ name }) => nameFits(name, role) !== null)

/** Two words and a grade in each row, under no names. */
const isUnnamedIds = ({ columns, notes }: Table): boolean =>
  columns.length >= 3 &&
  notes.some(({ code }) => code === 'no-header') &&
  columns
    .slice(0, 2)
    .every(({ cells }) => cells.slice(0, 100).every((cell) => /^\S{1,60}$/.test(asText(cell))))

const isItems = ({ columns }: Table): boolean =>
  columns.some(({ name }) => /^_?id$/i.test(name)) &&
  columns.some(({ name }) => /^(text|content)$/i.test(name))

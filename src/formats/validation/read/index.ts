/** Files in, a set out. */
import { checksOf } from '../../../engine/validate/checks'
import type { ValidationSet } from '../../../engine/validate/types'
import { EngineError } from '../../../engine/errors'
import {
  COLUMN_ROLES,
  type ColumnMapping,
  type ColumnRole,
  type ReadNote,
  type ReadReply,
  type ReadRequest,
} from '../types'
import { SetBuilder } from './build'
import { hashSet } from './hash'
import { openFile, type OpenedFile } from './open'
import { sourcesOf } from './files'
import type { Source } from './source'
import { shown, type ReadHooks } from './table'

export type { ReadHooks }

/** Steps of progress: reading takes most of the time. */
const TOTAL = 100
const READING = 75

/**
 * Reads one table, or several files that belong together, into a set. Rows that cannot be read are skipped with a reason; the others
 * go on. Time and memory are linear in the size of the files.
 * @throws EngineError validation/*, file/*; run/cancelled by `hooks.checkpoint`
 */
export async function readValidation(request: ReadRequest, hooks: ReadHooks): Promise<ReadReply> {
  const { files } = request
  if (files.length === 0) throw new EngineError('validation/no-file', 'No file was given.')
  const progress = (done: number) => hooks.onProgress?.({ done: Math.round(done), total: TOTAL })
  try {
    const opened: OpenedFile[] = []
    for (const [index, file] of files.entries()) {
      opened.push(
        await openFile(file, request, {
          checkpoint: hooks.checkpoint,
          part: (share) => progress((READING * (index + share)) / files.length),
        }),
      )
      progress((READING * (index + 1)) / files.length)
      await hooks.checkpoint()
    }
    return await replyFor(opened, request, hooks, progress)
  } catch (error) {
    throw asEngineError(error, files.map(({ name }) => name).join(', '))
  }
}

async function replyFor(
  opened: readonly OpenedFile[],
  request: ReadRequest,
  hooks: ReadHooks,
  progress: (done: number) => void,
): Promise<ReadReply> {
  const sources = sourcesOf(opened, request)
  const mapping = mergedMapping(sources)
  const first = opened[0]!
  const about = {
    shape: shapeOf(opened, sources),
    encoding: opened.find(({ encoding }) => encoding !== null)?.encoding ?? null,
    sheets: first.sheets,
    columns: columnsOf(sources),
    mapping,
  }
  const missing = missingRoles(sources)
  const builder = new SetBuilder(
    opened.map(({ name }) => name),
    hooks.checkpoint,
  )
  if (missing.length > 0) {
    const skipped = sources.flatMap(({ table, file }) =>
      table.skipped.map((row) => (opened.length > 1 ? { ...row, file } : row)),
    )
    for (const source of sources) if (source.use === 'queries') await builder.addItems(source)
    const { queries } = builder.build()
    return {
      ...about,
      set: null,
      missing,
      ...(!missing.includes('query') && queries.texts.length > 0 && { queries }),
      skipped,
      checks: null,
      notes: [...opened, ...sources].flatMap(({ notes }) => notes),
    }
  }
  for (const source of sources)
    if (source.use === 'queries' || source.use === 'corpus') await builder.addItems(source)
  progress(READING + 5)
  for (const source of linksFirst(sources)) await builder.addLinks(source)
  progress(READING + 15)
  const { notes, emptyCells, ...built } = builder.build()
  const hash = await hashSet(built, hooks.checkpoint)
  const set: ValidationSet = {
    name: opened.map(({ name }) => name).join(', '),
    hash,
    ...built,
    ...(mapping.score && { scoreColumn: mapping.score }),
  }
  const rows = opened.reduce((sum, { table }) => sum + table.rowCount, 0)
  const checks = await checksOf(set, { rows, emptyCells }, hooks.checkpoint)
  progress(TOTAL)
  return {
    ...about,
    set,
    missing: [],
    skipped: set.skipped,
    checks,
    notes: [...[...opened, ...sources].flatMap(({ notes: own }) => own), ...joinedNotes(sources), ...notes],
  }
}

/** That a document is made of two columns. */
const joinedNotes = (sources: readonly Source[]): readonly ReadNote[] =>
  sources
    .filter(({ mapping }) => /^title \+ /i.test(mapping.document ?? ''))
    .map(({ mapping }) => ({ code: 'title-and-text', about: mapping.document!, count: 0 }))

/** Pairs in the order of what production returned; judgements of other pairs come after them. */
const linksFirst = (sources: readonly Source[]): readonly Source[] => {
  const weight = ({ mapping }: Source) =>
    mapping.document !== undefined ? 0 : mapping.rank !== undefined || mapping.score !== undefined ? 1 : 2
  return sources.filter(({ use }) => use === 'links').toSorted((a, b) => weight(a) - weight(b))
}

function mergedMapping(sources: readonly Source[]): ColumnMapping {
  const merged: Partial<Record<ColumnRole, string>> = {}
  for (const role of COLUMN_ROLES) {
    const from = linksFirst(sources)
      .concat(sources)
      .find(({ mapping }) => mapping[role] !== undefined)
    if (from) merged[role] = from.mapping[role]!
  }
  return merged
}

/** @throws EngineError validation/texts-missing where only ids are given */
function missingRoles(sources: readonly Source[]): ColumnRole[] {
  const links = sources.filter(({ use }) => use === 'links')
  const hasQueries = sources.some(({ use, mapping }) => use === 'queries' || mapping.query !== undefined)
  const hasDocuments = sources.some(({ use, mapping }) => use === 'corpus' || mapping.document !== undefined)
  const missing: ColumnRole[] = []
  if (!hasQueries) missing.push('query')
  if (!hasDocuments) missing.push('document')
  const idsOnly = links.find(({ mapping }) => mapping.query === undefined && mapping.document === undefined)
  if (missing.length > 0 && idsOnly) {
    const needed = missing.map((role) => (role === 'query' ? 'queries' : 'corpus')).join(', ')
    throw new EngineError(
      'validation/texts-missing',
      `${idsOnly.file} has ids but no texts. Give it together with the files that have them: ${needed}.`,
      { file: idsOnly.file, needed },
    )
  }
  return missing
}

function columnsOf(sources: readonly Source[]): ReadReply['columns'] {
  const columns = new Map<string, readonly string[]>()
  for (const { table } of sources)
    for (const { name, cells } of table.columns) {
      if (columns.has(name)) continue
      const examples = []
      for (const cell of cells) {
        if (cell.length > 0) examples.push(shown(cell))
        if (examples.length === 3) break
      }
      columns.set(name, examples)
    }
  return [...columns].map(([name, examples]) => ({ name, examples }))
}

function shapeOf(opened: readonly OpenedFile[], sources: readonly Source[]): ReadReply['shape'] {
  const shapes = opened.map(({ shape }) => shape)
  const first = linksFirst(sources)[0]
  const firstShape = opened.find(({ name }) => name === first?.file)?.shape
  if (shapes.includes('trec-run')) return 'trec-run'
  const isBeir =
    shapes.length > 1 && opened.some(({ table }) => table.columns.some(({ name }) => name === '_id'))
  return isBeir ? 'beir' : (firstShape ?? shapes[0]!)
}

function asEngineError(error: unknown, file: string): EngineError {
  if (error instanceof EngineError) return error
  // What engines say when a string, an array or the heap cannot grow.
  if (
    error instanceof RangeError ||
    (error instanceof Error && /alloc|memory|NotReadable/i.test(`${error.name} ${error.message}`))
  )
    return new EngineError('validation/out-of-memory', `${file} does not fit into memory: ${error.message}`, {
      file,
      detail: error.message,
    })
  throw error
}

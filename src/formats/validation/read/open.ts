/** One file: what it is, by its first bytes and its content, and its table. */
import { Gunzip } from 'fflate'
import { EngineError } from '../../../engine/errors'
import { detail } from '../../../engine/details'
import { saidBy } from '../../../engine/detail-words'
import type { FileShape, NamedBytes, ReadNote, ReadRequest } from '../types'
import { isJsonLines, jsonLinesTable, jsonTable } from './json'
import { parquetTable } from './parquet'
import type { FileHooks, Table } from './table'
import { tableText } from './text'
import { delimitedTable } from './text-table'
import { lineShape, lineTable } from './trec'
import { xlsxTable } from './xlsx'

export interface OpenedFile {
  readonly name: string
  readonly table: Table
  readonly shape: FileShape
  readonly encoding: string | null
  readonly sheets: readonly string[]
  /** About the file as a whole; those of the table are in the table. */
  readonly notes: readonly ReadNote[]
}

/** Bytes. A string holds half a billion characters, and the texts stand in memory beside it. */
export const MAX_FILE = 2 ** 29

/** @throws EngineError file/*, validation/* */
export async function openFile(
  { name, bytes: given }: NamedBytes,
  { encoding: chosen, sheet }: Pick<ReadRequest, 'encoding' | 'sheet'>,
  hooks: FileHooks,
): Promise<OpenedFile> {
  const size = given instanceof Uint8Array ? given.length : given.size
  if (size > MAX_FILE) throw tooLarge(name, size)
  let bytes = given instanceof Uint8Array ? given : new Uint8Array(await bytesOf(given, name))
  await hooks.checkpoint()
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzip(bytes, name)
  if (bytes.length === 0) throw new EngineError('validation/empty', `${name} is empty.`, { file: name })
  const start = (text: string) => [...text].every((char, at) => bytes[at] === char.charCodeAt(0))
  if (start('PAR1'))
    return { ...plain(name), table: await parquetTable(bytes, name, hooks), shape: 'parquet' }
  if (start('\xd0\xcf\x11\xe0')) {
    const old = detail('office-97')
    throw new EngineError('validation/xlsx', `${name} cannot be read as XLSX: ${old.text}`, {
      file: name,
      detail: old,
    })
  }
  if (start('PK\x03\x04')) {
    const { sheets, sheet: _, ...table } = await xlsxTable(bytes, name, sheet, hooks)
    return { ...plain(name), table, shape: 'xlsx', sheets }
  }
  return openText(name, bytes, chosen, hooks)
}

const plain = (name: string) => ({ name, encoding: null, sheets: [], notes: [] })

async function openText(
  name: string,
  bytes: Uint8Array,
  chosen: string | null,
  hooks: FileHooks,
): Promise<OpenedFile> {
  const { text, encoding, doubtful } = await tableText(bytes, hooks.checkpoint, chosen).catch(
    (error: unknown) => {
      throw error instanceof EngineError ? error.with({ file: name }) : error
    },
  )
  const about = {
    ...plain(name),
    encoding,
    notes: doubtful ? [{ code: 'encoding-doubtful' as const, about: encoding, count: 0 }] : [],
  }
  if (text.trim() === '') throw new EngineError('validation/empty', `${name} is empty.`, { file: name })
  const plainName = name.toLowerCase().replace(/\.gz$/, '')
  const first = /^\s*(.)/.exec(text.slice(0, 10_000))?.[1]
  const isLines = /\.(jsonl|ndjson|jsonlines)$/.test(plainName)
  if (
    isLines ||
    ((first === '{' || (first === '[' && !/\.[ct]sv$/.test(plainName))) && looksJson(text, plainName))
  ) {
    if (isLines || isJsonLines(text)) {
      const table = await jsonLinesTable(text, hooks)
      return { ...about, table, shape: shapeOfJson(table) ?? 'jsonl' }
    }
    const table = await jsonTable(text, name, hooks)
    return { ...about, table, shape: shapeOfJson(table) ?? 'json' }
  }
  const lines = lineShape(text)
  if (lines !== null)
    return { ...about, table: await lineTable(text, lines, hooks), shape: lines === 'ltr' ? 'quepid' : lines }
  const table = await delimitedTable(text, hooks, plainName.endsWith('.tsv') ? '\t' : undefined)
  const isQuepid =
    table.columns.some(({ name: column }) => /^(case name|query text)$/i.test(column)) &&
    table.columns.some(({ name: column }) => /^doc ?id$/i.test(column))
  return { ...about, table, shape: isQuepid ? 'quepid' : table.delimiter === '\t' ? 'tsv' : 'csv' }
}

/** A name that says it, or a bracket that is followed by what JSON has there. */
const looksJson = (text: string, name: string): boolean =>
  name.endsWith('.json') || /^\s*(?:\{\s*(?:"|\})|\[\s*(?:[[{"\]]|-?\d))/.test(text.slice(0, 10_000))

function shapeOfJson({ columns }: Table): FileShape | null {
  const names = new Set(columns.map(({ name }) => name))
  if (names.has('query') && names.has('pos')) return 'flag-embedding'
  return names.has('_id') && names.has('text') ? 'beir' : null
}

async function bytesOf(blob: Blob, file: string): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer()
  } catch (error) {
    throw new EngineError('file/unreadable', `${file} cannot be read: ${saidBy(error)}`, {
      file,
      detail: saidBy(error),
    })
  }
}

/** In pieces: what an archive says of its length may be wrong, and it may have several members. */
function gunzip(bytes: Uint8Array, file: string): Uint8Array {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    const stream = new Gunzip((chunk) => {
      length += chunk.length
      if (length > MAX_FILE) throw tooLarge(file, length)
      chunks.push(chunk)
    })
    for (let at = 0; at < bytes.length; at += STEP)
      stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length)
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError('file/unreadable', `${file} cannot be read: ${saidBy(error)}`, {
      file,
      detail: saidBy(error),
    })
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Bytes that are unpacked in one go. */
const STEP = 2 ** 20

const tooLarge = (file: string, bytes: number) =>
  new EngineError('file/too-large', `${file} is too large: ${bytes} bytes.`, { file, bytes, limit: MAX_FILE })

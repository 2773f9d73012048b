/** Parquet as a table, a group of rows at a time. */
import { EngineError } from '../../../engine/errors'
import { saidBy } from '../../../engine/detail-words'
import { addRecord } from './json'
import { TableWriter, type FileHooks, type Table } from './table'

const STEP = 5000

/** @throws EngineError validation/parquet */
export async function parquetTable(bytes: Uint8Array, file: string, hooks: FileHooks): Promise<Table> {
  const { parquetMetadataAsync, parquetReadObjects } = await import('hyparquet')
  const { compressors } = await import('hyparquet-compressors')
  const buffer = {
    byteLength: bytes.length,
    // A copy of what is asked for: the library wants the buffer itself. "slice" would not do: that of a Node Buffer is a view.
    slice: (start: number, end?: number) => new Uint8Array(bytes.subarray(start, end)).buffer,
  }
  try {
    const metadata = await parquetMetadataAsync(buffer)
    const count = Number(metadata.num_rows)
    const writer = new TableWriter(
      metadata.schema
        .slice(1)
        // What holds others may be taken apart: its columns come with its rows.
        .filter(({ num_children: children }, at) => !children && isTop(metadata.schema, at + 1))
        .map(({ name }) => name),
    )
    for (let start = 0; start < count; start += STEP) {
      hooks.part(start / count)
      await hooks.checkpoint()
      const rowEnd = Math.min(count, start + STEP)
      const rows = await parquetReadObjects({ file: buffer, metadata, compressors, rowStart: start, rowEnd })
      rows.forEach((row, at) =>
        addRecord(writer, start + at + 1, plain(row) as Readonly<Record<string, unknown>>),
      )
    }
    return writer.table()
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError('validation/parquet', `${file} cannot be read as Parquet: ${saidBy(error)}`, {
      file,
      detail: saidBy(error),
    })
  }
}

/** The schema is a tree in one list; a top element is one that no element before it holds. */
function isTop(schema: readonly { readonly num_children?: number | undefined }[], index: number): boolean {
  const skip = (at: number): number => {
    let next = at + 1
    for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) next = skip(next)
    return next
  }
  for (let at = 1; at < index; at = skip(at)) if (skip(at) > index) return false
  return true
}

/** The value as JSON would have it, so that lists and structs are taken apart as those of JSON are. */
function plain(value: unknown): unknown {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace('T00:00:00.000Z', '')
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plain(held)]))
  return value ?? null
}

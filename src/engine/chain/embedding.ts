/** Rows of the word-embedding table, read from its file and dequantised bit for bit as onnxruntime does. */
import { LRUCache } from 'lru-cache'
import { EngineError } from '../errors'
import type { Tensor } from '../model/ports'
import { rowsOf, type ReadBytes, type Row } from './embedding-rows'
import type { EmbeddingTable } from './types'

/** Ranges that are requested at the same time. A file in the browser's store answers many of them in one read. */
const READS = 512

/** Caches rows, because texts share tokens (`<s>`, `▁`, punctuation, words of their subject). Belongs to one table. */
export class RowCache {
  private readonly rows: LRUCache<number, Row>

  /** @param maxBytes default: 8,192 rows of bge-m3 in fp32 */
  constructor(maxBytes = 2 ** 25) {
    this.rows = new LRUCache({ maxSize: maxBytes, sizeCalculation: (row) => row.byteLength })
  }

  get(id: number): Row | undefined {
    return this.rows.get(id)
  }

  set(id: number, row: Row): void {
    this.rows.set(id, row)
  }
}

/**
 * Gives what the graph's own lookup would give. Neighbouring rows are one read; equal ids are read once.
 * @param ids [n]
 * @returns [1, n, hidden size], of `table.output`'s type
 * @throws EngineError model/vocabulary-mismatch for an id without a row; as `read`
 */
export async function lookupRows(
  table: EmbeddingTable,
  ids: Int32Array,
  read: ReadBytes,
  cache?: RowCache,
): Promise<Tensor> {
  const rows = rowsOf(table, read)
  const { width } = rows
  const out = rows.allocate(ids.length * width)
  const missing = new Map<number, number[]>()
  for (const [position, id] of ids.entries()) {
    if (id < 0 || id >= table.rows) throw noRow(table, id)
    const known = cache?.get(id)
    if (known) out.set(known, position * width)
    else if (missing.has(id)) missing.get(id)!.push(position)
    else missing.set(id, [position])
  }
  await inParallel(neighbours([...missing.keys()]), async ({ from, to }) => {
    const found = await rows.read(from, to)
    for (let id = from; id < to; id++) {
      const row = found.subarray((id - from) * width, (id - from + 1) * width)
      for (const position of missing.get(id)!) out.set(row, position * width)
      cache?.set(id, row.slice())
    }
  })
  return { type: rows.type, dims: [1, ids.length, width], data: out } as Tensor
}

const noRow = ({ storage, rows }: EmbeddingTable, id: number) =>
  new EngineError('model/vocabulary-mismatch', `Token ${id} has no row: the embedding table has ${rows}.`, {
    file: storage.table.name,
    tokenizer: id,
    table: rows,
  })

interface Range {
  readonly from: number
  readonly to: number
}

/** Distinct numbers → ranges [from, to), ascending. */
function neighbours(ids: readonly number[]): Range[] {
  const ranges: { from: number; to: number }[] = []
  for (const id of ids.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.to === id) last.to++
    else ranges.push({ from: id, to: id + 1 })
  }
  return ranges
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const worker = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(READS, items.length) }, worker))
}

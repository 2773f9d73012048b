/** Computes row after row of the matrix and reports them, several in one message if they are quick. */
import type { Encoded } from '../encode/types'
import type { LoadedModel } from '../model/load'
import { HEAD_NAMES, type HeadName } from '../model/types'
import { rowOf, type HeadRow, type WantedHeads } from './rows'
import { BestSimilarities, type Query } from './similarities'
import type { HeatmapHooks, HeatmapInput, HeatmapProgress } from './types'

/** Milliseconds. Rows that are ready within this time go in one message. */
const MESSAGE_MS = 100
/**
 * For ColBERT the runtime copies all columns for each product (82 MB for 1,000 sentences of 1,024 dimensions), so several
 * units of A share one: with this many rows the product takes about ten times as long as the copy.
 */
const ROWS_AT_ONCE = 128
/** Floats of columns that are copied in a millisecond or two: then nothing waits for company. */
const FEW_FLOATS = 1_000_000
/** Floats that are copied in a millisecond, at least. */
const FLOATS_PER_MS = 250_000

export interface RowWriter {
  add(unit: Encoded | null): Promise<void>
  /** Sends the rows that wait, if a run of this many milliseconds would keep them long. */
  sendBefore(milliseconds: number): Promise<void>
  /** Sends all rows that were added, also after an error or a cancel. */
  close(): Promise<void>
}

export async function writer(
  model: LoadedModel,
  wanted: WantedHeads,
  columns: (Encoded | null)[],
  { settings }: HeatmapInput,
  hooks: HeatmapHooks,
  now: () => HeatmapProgress,
): Promise<RowWriter> {
  const similarities = wanted.colbert
    ? await BestSimilarities.open(model.runtime, columns, !settings.normalize)
    : null
  const copied = similarities?.floats ?? 0
  let waiting: HeadRow[] = []
  /** Of the rows at the end of `waiting`. */
  let queries: Query[] = []
  let queryRows = 0
  /** Rows at the start of `waiting` that have all their numbers. */
  let ready = 0
  let from = 0
  let sent = performance.now()

  const compute = async () => {
    if (queries.length > 0) await similarities!.scores(queries)
    queries = []
    queryRows = 0
    ready = waiting.length
  }
  const send = () => {
    if (ready === 0) return
    const rows = waiting.slice(0, ready)
    const values = Object.fromEntries(HEAD_NAMES.map((head) => [head, joined(rows, head)])) as HeadRow
    hooks.onProgress?.({ ...now(), rows: { from, count: ready, values } })
    from += ready
    waiting = waiting.slice(ready)
    ready = 0
    sent = performance.now()
  }
  return {
    async add(unit) {
      await hooks.checkpoint?.()
      const row = rowOf(unit, columns, wanted)
      waiting.push(row)
      if (row.colbert && unit?.colbertVecs.state === 'available') {
        queries.push({ rows: unit.colbertVecs.value, out: row.colbert })
        queryRows += unit.colbertVecs.value.rows
      }
      const isDue = performance.now() - sent >= MESSAGE_MS
      if (queries.length === 0 || queryRows >= ROWS_AT_ONCE || (isDue && copied <= FEW_FLOATS))
        await compute()
      if (isDue) send()
    },
    async sendBefore(milliseconds) {
      if (milliseconds < MESSAGE_MS) return
      if (milliseconds * FLOATS_PER_MS >= 10 * copied) await compute()
      send()
    },
    async close() {
      try {
        await compute()
        send()
      } finally {
        await similarities?.release()
      }
    },
  }
}

function joined(rows: readonly HeadRow[], head: HeadName): Float64Array | null {
  const first = rows[0]![head]
  if (first === null) return null
  const all = new Float64Array(rows.length * first.length)
  for (const [at, row] of rows.entries()) all.set(row[head]!, at * first.length)
  return all
}

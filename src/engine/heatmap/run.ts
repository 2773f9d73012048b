import type { EncodedCache } from '../encode/cache'
import type { Encoded } from '../encode/types'
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { HEAD_NAMES, mapAvailable, type Available, type HeadName } from '../model/types'
import { milliseconds } from '../units'
import { partsOf, passOver } from './context'
import { rowOf, type HeadRow, type WantedHeads } from './rows'
import { BestSimilarities } from './similarities'
import type { HeatmapDone, HeatmapInput, HeatmapProgress, UnitFacts, UnitsInput } from './types'
import { UnitEncoder } from './units'

export interface HeatmapHooks {
  readonly onProgress?: (progress: HeatmapProgress) => void
  /** Called before each text, layer and row; may wait, and throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/** Rows that are ready sooner than this go in one message. */
const MESSAGE_MS = 50
/** Floats of ColBERT rows that the columns may hold: 2 GB. */
const COLUMN_FLOATS = 500_000_000

type Units = readonly (Encoded | null)[]

/**
 * Scores of every unit of A with every unit of B, as analyzePair scores two texts: dense and sparse in double precision,
 * ColBERT within 1e-6. Units of one text each, one by one: padded or batched with others their numbers would depend on
 * them. Rows come as progress, in order.
 * @throws EngineError as encodeText, with values.unit and values.side; run/too-large
 */
export async function runHeatmap(
  model: LoadedModel,
  cache: EncodedCache,
  input: HeatmapInput,
  hooks: HeatmapHooks = {},
): Promise<HeatmapDone> {
  const started = performance.now()
  const { encoded, a, b } =
    input.way === 'context'
      ? await inContext(model, input, hooks)
      : await isolated(model, cache, input, hooks)
  const sideFacts = (units: Units): UnitFacts => ({
    tokens: Int32Array.from(units, (unit) => unit?.tokenized.ids.length ?? 0),
    truncated: units.flatMap((unit, at) => (unit === null || unit.tokenized.truncated ? [at] : [])),
  })
  return {
    heads: headsOf([...a, ...b], model),
    a: sideFacts(a),
    b: sideFacts(b),
    encoded,
    time: milliseconds(performance.now() - started),
  }
}

async function inContext(model: LoadedModel, { a, b, settings }: HeatmapInput, hooks: HeatmapHooks) {
  const total = b === null ? 1 : 2
  const pass = async ({ whole, units }: UnitsInput, done: number): Promise<Units> => {
    hooks.onProgress?.({ done, total })
    const over = await passOver(model, whole, settings, {
      onLayer: (layer, layers) => hooks.onProgress?.({ done, total, layer: { done: layer, total: layers } }),
      ...(hooks.checkpoint && { checkpoint: hooks.checkpoint }),
    })
    return partsOf(model, over, units)
  }
  const rows = await pass(a, 0)
  const columns = b === null ? rows : await pass(b, 1)
  const out = await writer(model, rows[0] ?? columns[0] ?? null, columns, hooks, () => ({
    done: total,
    total,
  }))
  try {
    for (const row of rows) await out.add(row)
  } finally {
    await out.close()
  }
  return { encoded: total, a: rows, b: columns }
}

async function isolated(
  model: LoadedModel,
  cache: EncodedCache,
  { a, b, settings }: HeatmapInput,
  hooks: HeatmapHooks,
) {
  const seen = new Map<string, Encoded>()
  const texts = new Set([...a.units, ...(b?.units ?? [])].map(({ text }) => text))
  let last: HeatmapProgress = { done: 0, total: texts.size }
  const encoder = new UnitEncoder(
    model,
    cache,
    settings,
    {
      onProgress: (progress) => hooks.onProgress?.((last = progress)),
      ...(hooks.checkpoint && { checkpoint: hooks.checkpoint }),
    },
    texts.size,
  )
  const encode = async (text: string, side: 'a' | 'b', unit: number): Promise<Encoded> => {
    const known = seen.get(text)
    if (known) return known
    const encoded = await encoder.encode(text, { side, unit })
    seen.set(text, encoded)
    return encoded
  }
  const columns: Encoded[] = []
  const ofColumns = new Set((b ?? a).units.map(({ text }) => text))
  for (const [unit, { text }] of (b ?? a).units.entries()) {
    columns.push(await encode(text, b ? 'b' : 'a', unit))
    refuseTooLarge(columns)
  }
  const rows: Encoded[] = []
  const out = await writer(model, columns[0] ?? null, columns, hooks, () => last)
  try {
    for (const [unit, { text }] of a.units.entries()) {
      const row = await encode(text, 'a', unit)
      // Against itself A's rows are columns too, and so they stay.
      rows.push(b === null ? row : bare(row))
      await out.add(row)
      if (b !== null && !ofColumns.has(text)) seen.delete(text)
    }
  } finally {
    await out.close()
  }
  return { encoded: encoder.encoded, a: rows, b: columns }
}

/** What the facts need of a row: its vectors are not held for thousands of rows. */
const bare = (row: Encoded): Encoded => ({
  ...row,
  colbertVecs: mapAvailable(row.colbertVecs, ({ dimension }) => ({
    rows: 0,
    dimension,
    data: new Float32Array(),
  })),
})

function refuseTooLarge(columns: readonly Encoded[]): void {
  const floats = columns.reduce(
    (sum, { colbertVecs }) => sum + (colbertVecs.state === 'available' ? colbertVecs.value.data.length : 0),
    0,
  )
  if (floats <= COLUMN_FLOATS) return
  throw new EngineError(
    'run/too-large',
    `ColBERT rows of ${columns.length} columns take ${floats * 4} bytes; ${COLUMN_FLOATS * 4} are allowed. Use fewer columns, or chunks.`,
    { tokens: columns.length, needed: floats * 4, limit: COLUMN_FLOATS * 4, remedy: 'columns' },
  )
}

interface RowWriter {
  add(unit: Encoded | null): Promise<void>
  close(): Promise<void>
}

/** Computes row after row and sends them on, several at once where they are quick. */
async function writer(
  model: LoadedModel,
  sample: Encoded | null,
  columns: Units,
  hooks: HeatmapHooks,
  now: () => HeatmapProgress,
): Promise<RowWriter> {
  const wanted = wantedHeads(sample, model)
  const similarities = wanted.colbert ? await BestSimilarities.open(model.runtime, columns) : null
  let waiting: HeadRow[] = []
  let from = 0
  let sent = performance.now()
  const send = () => {
    if (waiting.length === 0) return
    const values = Object.fromEntries(HEAD_NAMES.map((head) => [head, joined(waiting, head)])) as HeadRow
    hooks.onProgress?.({ ...now(), rows: { from, count: waiting.length, values } })
    from += waiting.length
    waiting = []
    sent = performance.now()
  }
  return {
    async add(unit) {
      await hooks.checkpoint?.()
      waiting.push(await rowOf(unit, columns, wanted, similarities))
      if (performance.now() - sent >= MESSAGE_MS) send()
    },
    async close() {
      // What was computed is sent also when the next text fails or the run is cancelled.
      send()
      await similarities?.release()
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

const FIELDS = { dense: 'denseVecs', sparse: 'lexicalWeights', colbert: 'colbertVecs' } as const

function headsOf(units: Units, model: LoadedModel): Readonly<Record<HeadName, Available<true>>> {
  const some = units.find((unit) => unit !== null)
  const of = (head: HeadName) =>
    some
      ? mapAvailable<unknown, true>(some[FIELDS[head]], () => true)
      : mapAvailable<unknown, true>(model.info.heads[head], () => true)
  return { dense: of('dense'), sparse: of('sparse'), colbert: of('colbert') }
}

const wantedHeads = (sample: Encoded | null, model: LoadedModel): WantedHeads => {
  const heads = headsOf([sample], model)
  const has = (head: HeadName) => heads[head].state === 'available'
  return { dense: has('dense'), sparse: has('sparse'), colbert: has('colbert') }
}

import type { EncodedCache } from '../encode/cache'
import type { Encoded } from '../encode/types'
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { mapAvailable, type Available, type HeadName } from '../model/types'
import { milliseconds } from '../units'
import { bothInContext } from './context'
import type { WantedHeads } from './rows'
import type { HeatmapDone, HeatmapHooks, HeatmapInput, HeatmapProgress, UnitFacts } from './types'
import { UnitEncoder } from './units'
import { writer } from './writer'

/** Maximum number of floats in the ColBERT rows of all columns: 2 GB. */
const COLUMN_FLOATS = 500_000_000

/**
 * Scores of every unit of A with every unit of B, as analyzePair scores two texts: dense and sparse in double precision,
 * ColBERT within 1e-6. A unit's numbers do not depend on the other units. Rows are reported as progress, in
 * order.
 * @throws EngineError as encodeText, with values.side and, in mode 'isolated', values.unit; run/too-large
 */
export async function runHeatmap(
  model: LoadedModel,
  cache: EncodedCache,
  input: HeatmapInput,
  hooks: HeatmapHooks = {},
): Promise<HeatmapDone> {
  const started = performance.now()
  const run = input.contextMode === 'context' ? inContext : isolated
  const { encoded, sample, a, b } = await run(model, cache, input, hooks)
  return {
    heads: headsOf(sample, model),
    a: factsOf(a),
    b: factsOf(b),
    encoded,
    time: milliseconds(performance.now() - started),
  }
}

interface Run {
  readonly encoded: number
  /** Some unit, to see the heads: all units have the same. */
  readonly sample: Encoded | null
  readonly a: readonly UnitFact[]
  readonly b: readonly UnitFact[]
}

/** What is kept of a unit after its row is computed. */
interface UnitFact {
  readonly tokens: number
  readonly truncated: boolean
}

const factOf = (unit: Encoded | null): UnitFact => ({
  tokens: unit?.tokenized.ids.length ?? 0,
  truncated: unit?.tokenized.truncated ?? true,
})

const factsOf = (units: readonly UnitFact[]): UnitFacts => ({
  tokens: Int32Array.from(units, ({ tokens }) => tokens),
  truncated: units.flatMap(({ truncated }, at) => (truncated ? [at] : [])),
})

async function inContext(
  model: LoadedModel,
  cache: EncodedCache,
  input: HeatmapInput,
  hooks: HeatmapHooks,
): Promise<Run> {
  const total = input.b === null ? 1 : 2
  const { ofA, ofB, encoded } = await bothInContext(model, cache, input, hooks)
  const columns = [...ofB]
  const sample = ofA.find((unit) => unit !== null) ?? columns.find((unit) => unit !== null) ?? null
  const out = await writer(model, wantedHeads(sample, model), columns, input, hooks, () => ({
    done: total,
    total,
  }))
  try {
    for (const row of ofA) await out.add(row)
  } finally {
    await out.close()
  }
  return { encoded, sample, a: ofA.map(factOf), b: columns.map(factOf) }
}

async function isolated(
  model: LoadedModel,
  cache: EncodedCache,
  input: HeatmapInput,
  hooks: HeatmapHooks,
): Promise<Run> {
  const { a, b, settings } = input
  const [sideOfColumns, { units }] = b ? (['b', b] as const) : (['a', a] as const)
  const texts = [...units, ...a.units].map(({ text }) => text)
  let last: HeatmapProgress = { done: 0, total: 0 }
  const encoder = new UnitEncoder(
    model,
    cache,
    settings,
    {
      onProgress: (progress) => hooks.onProgress?.((last = progress)),
      ...(hooks.checkpoint && { checkpoint: hooks.checkpoint }),
    },
    texts,
  )
  refuseTooLarge(
    model,
    units.map(({ text }) => text),
    encoder,
  )
  // Equal texts are encoded once: the cache may have dropped one before it comes again.
  const comesAgain = new Map<string, number>()
  for (const text of texts) comesAgain.set(text, (comesAgain.get(text) ?? 0) + 1)
  const held = new Map<string, Encoded>()
  const encode = async (text: string, side: 'a' | 'b', unit: number): Promise<Encoded> => {
    const encoded = held.get(text) ?? (await encoder.encode(text, { side, unit }))
    const uses = comesAgain.get(text)! - 1
    comesAgain.set(text, uses)
    if (uses > 0) held.set(text, encoded)
    else held.delete(text)
    return encoded
  }
  const columns: Encoded[] = []
  for (const [unit, { text }] of units.entries()) columns.push(await encode(text, sideOfColumns, unit))
  const wanted = wantedHeads(columns[0] ?? null, model)
  const out = await writer(model, wanted, columns, input, hooks, () => last)
  for (const [unit, { text }] of units.entries()) if (held.has(text)) held.set(text, columns[unit]!)
  const rows: UnitFact[] = []
  let sample: Encoded | null = columns[0] ?? null
  try {
    let runTime = Infinity
    for (const [unit, { text }] of a.units.entries()) {
      const isRun = !held.has(text) && !encoder.isKnown(text)
      // Rows that are ready are sent before a run of the model.
      if (isRun) await out.sendBefore(runTime)
      const began = performance.now()
      const row = await encode(text, 'a', unit)
      if (isRun) runTime = performance.now() - began
      sample ??= row
      rows.push(factOf(row))
      await out.add(row)
    }
  } finally {
    await out.close()
  }
  return { encoded: encoder.encoded, sample, a: rows, b: columns.map(factOf) }
}

/** Called before anything is encoded. @throws EngineError run/too-large */
function refuseTooLarge(model: LoadedModel, columns: readonly string[], encoder: UnitEncoder): void {
  const { colbert } = model.info.heads
  if (colbert.state === 'unavailable') return
  let floats = 0
  for (const text of new Set(columns)) floats += (encoder.lengthOf(text) ?? 0) * colbert.value.dimension
  if (floats <= COLUMN_FLOATS) return
  throw new EngineError(
    'run/too-large',
    `ColBERT rows of ${columns.length} columns take ${floats * 4} bytes; ${COLUMN_FLOATS * 4} are allowed. Use fewer units, or chunks.`,
    {
      tokens: floats / colbert.value.dimension,
      needed: floats * 4,
      limit: COLUMN_FLOATS * 4,
      remedy: 'units',
    },
  )
}

const FIELDS = { dense: 'denseVecs', sparse: 'lexicalWeights', colbert: 'colbertVecs' } as const

function headsOf(unit: Encoded | null, model: LoadedModel): Readonly<Record<HeadName, Available<true>>> {
  const of = (head: HeadName) =>
    mapAvailable<unknown, true>(unit ? unit[FIELDS[head]] : model.info.heads[head], () => true)
  return { dense: of('dense'), sparse: of('sparse'), colbert: of('colbert') }
}

const wantedHeads = (sample: Encoded | null, model: LoadedModel): WantedHeads => {
  const heads = headsOf(sample, model)
  const has = (head: HeadName) => heads[head].state === 'available'
  return { dense: has('dense'), sparse: has('sparse'), colbert: has('colbert') }
}

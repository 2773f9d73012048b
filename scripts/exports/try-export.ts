/**
 * Loads exports of the manifest with the engine, and compares what it encodes with what the export's own tool gave:
 * `tsx scripts/exports/try-export.ts FOLDER NAME…` prints a JSON line for each name. table.ts starts it.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Encoded } from '../../src/engine/encode/types'
import { toErrorData } from '../../src/engine/errors'
import { HEAD_NAMES, type Available, type ModelInfo, type Unavailable } from '../../src/engine/model/types'
import type { EngineClient } from '../../src/host/calls'
import { createInProcessClient } from '../../src/host/in-process'
import { nodePorts } from '../../src/host/node-ports'
import { compare } from './compare'
import type { Export, Tried } from './types'

/** @throws Error when the folder has no manifest: make_exports.py writes it */
export function readManifest(folder: string): Export[] {
  const lines = readFileSync(join(folder, 'manifest.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as Export)
}

/** Differences below it are the order of sums. */
const TINY = 1e-6

const stateOf = <T>(part: Available<T>): 'available' | Unavailable =>
  part.state === 'available' ? 'available' : part.reason

async function encodeAll(
  engine: EngineClient,
  info: ModelInfo,
  { texts, reference }: Export,
): Promise<(Encoded | null)[]> {
  const settings = {
    tokenizerMode: 'hf4',
    maxLength: info.positionLimit.value,
    normalize: true,
    truncateDim: null,
  } as const
  const results: (Encoded | null)[] = []
  for (const [i, text] of texts.entries()) {
    const isGiven = reference?.[i] !== null
    results.push(isGiven ? await engine.call('encode', { text, settings }) : null)
  }
  return results
}

/** Loads the export with an engine of its own, and hands both on. */
async function loaded<T>(
  folder: string,
  name: string,
  whole: boolean,
  use: (engine: EngineClient, info: ModelInfo) => Promise<T>,
): Promise<T> {
  const engine = createInProcessClient(nodePorts)
  try {
    const model = { kind: 'folder', path: join(folder, name), isDemo: false } as const
    const options = { threads: 1, provider: 'wasm', whole, wasmBaseUrl: null } as const
    return await use(engine, await engine.call('load', { model, ...options }))
  } finally {
    engine.dispose()
  }
}

const factsOf = ({ dtype, execution, attention, heads, warnings }: ModelInfo): Partial<Tried> => ({
  dtype: dtype.value,
  ...(execution.kind === 'layers' ?
    { whole: null, blockedFrom: execution.blockedFrom, tableReason: execution.tableReason }
  : { whole: `${execution.reason}: ${execution.detail}` }),
  attention: stateOf(attention),
  heads: HEAD_NAMES.filter((name) => heads[name].state === 'available'),
  missing: Object.fromEntries(
    HEAD_NAMES.flatMap((name) => {
      const head = heads[name]
      return head.state === 'available' ? [] : [[name, head.reason]]
    }),
  ),
  warnings: warnings.map(({ code }) => code),
}) // oxfmt-ignore

/** @param folder with the manifest and the exports' folders */
export async function tryExport(folder: string, made: Export): Promise<Tried> {
  const { name } = made
  let facts: Partial<Tried> = {}
  try {
    const tried = await loaded(folder, name, false, async (engine, info): Promise<Tried> => {
      facts = factsOf(info)
      return { name, ...facts, ...compare(made, await encodeAll(engine, info, made)) }
    })
    if (tried.whole !== null || !(tried.difference! > TINY)) return tried
    return await loaded(folder, name, true, async (engine, info) => {
      const whole = compare(made, await encodeAll(engine, info, made))
      return { ...tried, wholeDifference: whole.difference ?? null }
    })
  } catch (error) {
    const { code, message } = toErrorData(error)
    return { name, ...facts, error: { code, message } }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '', ...names] = process.argv.slice(2)
  const manifest = new Map(readManifest(folder).map((line) => [line.name, line]))
  for (const name of names) {
    const made = manifest.get(name)
    if (!made) throw new Error(`no export ${name}`)
    console.log(JSON.stringify(await tryExport(folder, made)))
  }
  process.exit() // the runtime's threads would keep the process
}

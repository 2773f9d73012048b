/** What the commands share: the engine over a folder, its settings, and encoded texts as JSON. */
import { fileURLToPath } from 'node:url'
import { dirname, join, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import type { Encoded, EncodeSettings } from '../src/engine/encode/types'
import { EngineError } from '../src/engine/errors'
import type { Available, HeadName, ModelInfo } from '../src/engine/model/types'
import type { EngineClient } from '../src/host/calls'
import { createInProcessClient } from '../src/host/in-process'
import { nodePorts } from '../src/host/node-ports'
import type { Arguments } from './arguments'
import { say } from './lines'
import { reporter } from './progress'
import { UsageError } from './usage-error'

const DEMO = fileURLToPath(new URL('../public/models/demo', import.meta.url))

/** `--model` is a folder, or one of its graphs: then the folder is the nearest one above with a tokenizer.json. */
export function modelPath(model: string | null): { folder: string; graphFile: string | null } {
  if (model === null) return { folder: DEMO, graphFile: null }
  if (!model.endsWith('.onnx')) return { folder: model, graphFile: null }
  const graph = resolve(model)
  const folder = [dirname(graph), dirname(dirname(graph))].find((path) =>
    existsSync(join(path, 'tokenizer.json')),
  )
  if (!folder) throw new UsageError(`no tokenizer.json lies beside ${model} or one folder above it.`)
  return { folder, graphFile: graph.slice(resolve(folder).length + 1).replaceAll('\\', '/') }
}

export async function openEngine(options: Arguments): Promise<{ engine: EngineClient; info: ModelInfo }> {
  const engine = createInProcessClient(nodePorts)
  const { folder, graphFile } = modelPath(options.model)
  const progress = reporter(options.progress)
  const info = await engine.call(
    'load',
    {
      model: {
        kind: 'folder',
        path: folder,
        isDemo: options.model === null,
        ...(graphFile && { graphFile }),
      },
      threads: options.threads,
      provider: 'wasm',
      whole: options.whole,
      wasmBaseUrl: null,
    },
    progress.load,
  )
  progress.loaded(info)
  if (info.tokenizer.kind === 'huggingface-js')
    say(`tokenizer: ${info.tokenizer.engine}, not exact (${info.tokenizer.fallbackReason}); no offsets.`)
  return { engine, info }
}

export function maxLengthOf(options: Arguments, limit: number, model: string): number {
  if (options.maxLength !== null && options.maxLength > limit)
    throw new UsageError(
      `--max-length ${options.maxLength} is above the ${limit} tokens that ${model} takes.`,
    )
  return options.maxLength ?? limit
}

export function settingsOf(options: Arguments, info: ModelInfo): EncodeSettings {
  const { truncateDim } = options
  const { dense } = info.heads
  if (truncateDim !== null && dense.state === 'available' && truncateDim > dense.value.dimension)
    throw new UsageError(
      `--truncate-dim ${truncateDim} is above the ${dense.value.dimension} dimensions of ${info.id}.`,
    )
  const maxLength = maxLengthOf(options, info.positionLimit.value, info.id)
  return {
    tokenizerMode: options.tokenizer,
    maxLength,
    normalize: true,
    truncateDim,
    ...activationsOf(options, info),
  }
}

/** Left out without `--faithful`: as published. @throws UsageError */
export function activationsOf(
  { faithful }: Arguments,
  { id, dtype, activations, execution }: ModelInfo,
): { readonly activations?: 'faithful' } {
  if (!faithful) return {}
  if (activations.includes('faithful')) return { activations: 'faithful' }
  const why =
    execution.kind === 'whole'
      ? `it runs whole (${execution.reason})`
      : `its graph (${dtype.value}) has no scales of activations that could be computed per token`
  throw new UsageError(`--faithful does not go with ${id}: ${why}.`)
}

/** Flat arrays as JSON writes them. */
export const list = (values: Iterable<number>): number[] => Array.from(values)

/** What `encode` writes of each head. */
export const HEAD_FIELDS = {
  dense: {
    dense_vecs: (e: Encoded) => map(e.denseVecs, list),
    // JSON leaves out what is undefined.
    dense_vecs_full: (e: Encoded) =>
      e.settings.truncateDim === null ? undefined : map(e.denseVecsFull, list),
  },
  sparse: {
    lexical_weights: (e: Encoded) => map(e.lexicalWeights, (weights) => Object.fromEntries(weights)),
  },
  colbert: {
    colbert_vecs: (e: Encoded) =>
      map(e.colbertVecs, ({ rows, dimension, data }) =>
        Array.from({ length: rows }, (_, row) => list(data.subarray(row * dimension, (row + 1) * dimension))),
      ),
  },
} as const

function map<T, R>(part: Available<T>, read: (value: T) => R): R | undefined {
  return part.state === 'available' ? read(part.value) : undefined
}

/** @throws EngineError model/head-unavailable */
export function refuseMissingHeads(asked: readonly HeadName[], info: ModelInfo): void {
  for (const head of asked) {
    const state = info.heads[head]
    if (state.state === 'unavailable')
      throw new EngineError('model/head-unavailable', `${info.id} has no ${head} head (${state.reason}).`, {
        head,
        reason: state.reason,
      })
  }
}

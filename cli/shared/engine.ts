/** What the commands share: opening a model, its settings, and the fields of an encoded text. */
import { list, rowsOf } from '../../src/formats/report/parts'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Encoded, EncodeSettings } from '../../src/engine/encode/types'
import { EngineError } from '../../src/engine/errors'
import { offersArithmetic, type Available, type HeadName, type ModelInfo } from '../../src/engine/model/types'
import type { TokenizerInfo } from '../../src/engine/tokenizer/types'
import type { EncodeOption, EngineOption, OptionValues } from '../describe/options'
import type { Io, LoadedModel, ThreadHooks } from './io'
import type { Messages } from './messages'
import { reporter } from './progress'
import { UsageError } from './usage-error'

const DEMO = fileURLToPath(new URL('../../public/models/demo', import.meta.url))

/**
 * The folder of `--model`. Where the option names a graph, the folder is the nearest one above it with a tokenizer.json.
 * @param model null: the embedded demo model
 * @returns graphFile relative to the folder; null where the option names a folder
 * @throws UsageError when there is no tokenizer.json
 */
export function modelPath(model: string | null): { folder: string; graphFile: string | null } {
  if (model === null) return { folder: DEMO, graphFile: null }
  if (!model.endsWith('.onnx')) return { folder: model, graphFile: null }
  const graph = resolve(model)
  const folder = [dirname(graph), dirname(dirname(graph))].find((path) =>
    existsSync(join(path, 'tokenizer.json')),
  )
  if (!folder)
    throw new UsageError(`--model: there is no tokenizer.json beside ${model} or in the folder above it.`)
  return { folder, graphFile: graph.slice(resolve(folder).length + 1).replaceAll('\\', '/') }
}

/** @param thread given: the engine gets a thread of its own, and `onCrash` hears of its end */
export async function openEngine(
  options: Pick<OptionValues, EngineOption>,
  { models, messages }: Io,
  thread?: Pick<ThreadHooks, 'onCrash' | 'watch'>,
): Promise<LoadedModel> {
  const { model, outputs, threads, whole, encoder } = options
  const progress = reporter(options.progress, messages)
  const request = { ...modelPath(model), isDemo: model === null, outputs, threads, whole, encoder }
  const { open, openInThread } = await models()
  const loaded = await (thread
    ? openInThread(request, { ...progress.load, ...thread })
    : open(request, progress.load))
  progress.loaded(loaded.info)
  sayIfNotExact(messages, loaded.info.tokenizer)
  return loaded
}

export function sayIfNotExact(messages: Messages, tokenizer: TokenizerInfo): void {
  if (tokenizer.kind === 'huggingface-js')
    messages.say(`tokenizer: ${tokenizer.engine}, not exact (${tokenizer.fallbackReason}); no offsets.`)
}

/**
 * `--max-length`, or else the model's limit.
 * @throws UsageError when the option is above the limit
 */
export function maxLengthOf(
  { maxLength }: Pick<OptionValues, 'maxLength'>,
  limit: number,
  model: string,
): number {
  if (maxLength !== null && maxLength > limit)
    throw new UsageError(`--max-length ${maxLength} is above the ${limit} tokens that ${model} takes.`)
  return maxLength ?? limit
}

/** @throws UsageError when the model cannot do what an option asks for */
export function settingsOf(options: Pick<OptionValues, EncodeOption>, info: ModelInfo): EncodeSettings {
  const { truncateDim } = options
  const { dense } = info.heads
  if (truncateDim !== null && dense.state === 'available' && truncateDim > dense.value.dimension)
    throw new UsageError(
      `--truncate-dim ${truncateDim} is above the ${dense.value.dimension} dimensions of ${info.id}.`,
    )
  return {
    tokenizerMode: options.tokenizer,
    maxLength: maxLengthOf(options, info.positionLimit.value, info.id),
    normalize: true,
    truncateDim,
    ...activationsOf(options, info),
    ...arithmeticOf(options, info),
  }
}

/**
 * Without `--faithful` there is no field: activations as published.
 * @throws UsageError when the graph has no choice
 */
export function activationsOf(
  { faithful }: Pick<OptionValues, 'faithful'>,
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

/**
 * Without `--arithmetic avx2` there is no field: exact sums.
 * @throws UsageError when the model has no choice
 */
export function arithmeticOf(
  { arithmetic }: Pick<OptionValues, 'arithmetic'>,
  info: ModelInfo,
): { readonly arithmetic?: 'avx2' } {
  if (arithmetic === 'exact') return {}
  if (offersArithmetic(info)) return { arithmetic }
  const { id, dtype, arithmetics = [] } = info
  const why =
    arithmetics.length === 0
      ? `no sum of its products (${dtype.value}) differs between CPUs`
      : 'its layers run in onnxruntime-web, whose integers are exact'
  throw new UsageError(`--arithmetic avx2 does not go with ${id}: ${why}.`)
}

/** The fields of each head in the output of `encode`. A field that is undefined is left out of the JSON. */
export const HEAD_FIELDS = {
  dense: {
    dense_vecs: (e: Encoded) => map(e.denseVecs, list),
    dense_vecs_full: (e: Encoded) =>
      e.settings.truncateDim === null ? undefined : map(e.denseVecsFull, list),
  },
  sparse: {
    lexical_weights: (e: Encoded) => map(e.lexicalWeights, (weights) => Object.fromEntries(weights)),
  },
  colbert: {
    colbert_vecs: (e: Encoded) => map(e.colbertVecs, rowsOf),
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

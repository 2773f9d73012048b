import { detail } from '../details'
import { EngineError } from '../errors'
import { normalized, normalizeRows } from '../heads/normalize'
import { lexicalWeights, skippedIds } from '../heads/sparse'
import { norm } from '../matrix'
import type { LoadedModel } from '../model/load'
import type { FloatTensor, Tensor } from '../model/ports'
import { checkRunMemory } from '../model/run-memory'
import { widen } from '../model/tensors'
import {
  available,
  mapAvailable,
  offersArithmetic,
  unavailable,
  type Available,
  type ModelInfo,
} from '../model/types'
import type { Matrix } from '../matrix'
import type { Tokenized } from '../tokenizer/types'
import { milliseconds, type Milliseconds } from '../units'
import { ALL_HEADS, runPass, type ColbertOutput, type DenseOutput, type Pass, type RunHooks } from './pass'
import type { EncodedCache } from './cache'
import type { Encoded, EncodeSettings, PooledStates, WholePass } from './types'

/**
 * One text through the model. Equals BGEM3FlagModel.encode([text], max_length=…, return_dense=True,
 * return_sparse=True, return_colbert_vecs=True) for that text alone.
 * @throws EngineError text/lone-surrogate, settings/invalid, run/too-large, run/out-of-memory, model/run-failed,
 *   model/not-finite
 */
export async function encodeText(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks = {},
): Promise<Encoded> {
  return (await run(model, text, settings, hooks, false)).encoded
}

/**
 * The same, with the last hidden states of the same run, and those of each layer pooled.
 * @throws EngineError as encodeText
 */
export async function encodeWithHidden(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks = {},
): Promise<WholePass> {
  const layers: PooledStates[] = []
  const onHidden = (hidden: Tensor) => void layers.push(pooledStates(widen(hidden)))
  const { encoded, pass } = await run(model, text, settings, { ...hooks, onHidden }, true)
  return { encoded, hidden: pass.hidden(), layers: layers.length === 0 ? null : layers }
}

/** @param states [1, n, hidden size] */
function pooledStates({ dims, data }: FloatTensor): PooledStates {
  const size = dims.at(-1)!
  const n = data.length / size
  const mean = new Float64Array(size)
  for (let at = 0, k = 0; at < data.length; at++, k = k + 1 === size ? 0 : k + 1) mean[k]! += data[at]!
  return { cls: Float64Array.from(data.subarray(0, size)), mean: mean.map((sum) => sum / n) }
}

/**
 * The whole text with its hidden states: from the cache, or from a new run.
 * @throws EngineError as encodeText
 */
export async function passThrough(
  cache: EncodedCache,
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks,
): Promise<{ readonly pass: WholePass; readonly cached: boolean }> {
  const known = cache.getPass(text, settings)
  if (known) return { pass: known, cached: true }
  const pass = await encodeWithHidden(model, text, settings, hooks)
  cache.setPass(text, settings, pass)
  return { pass, cached: false }
}

async function run(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks,
  hidden: boolean,
): Promise<{ readonly encoded: Encoded; readonly pass: Pass }> {
  const started = performance.now()
  checkSettings(model, settings)
  const tokenized = model.tokenizers.get(settings.tokenizerMode).encode(text, settings.maxLength)
  return runTokens(model, tokenized, settings, hooks, hidden, started)
}

/**
 * As encodeText, for a text that is tokenised already with settings that were checked. `time` is that of the forward pass.
 * @throws EngineError run/too-large, run/out-of-memory, model/run-failed, model/not-finite
 */
export async function encodeTokens(
  model: LoadedModel,
  tokenized: Tokenized,
  settings: EncodeSettings,
  hooks: RunHooks = {},
): Promise<Encoded> {
  return (await runTokens(model, tokenized, settings, hooks, false, performance.now())).encoded
}

async function runTokens(
  model: LoadedModel,
  tokenized: Tokenized,
  settings: EncodeSettings,
  hooks: RunHooks,
  hidden: boolean,
  started: number,
): Promise<{ readonly encoded: Encoded; readonly pass: Pass }> {
  checkRunMemory(model.info, tokenized.ids.length)
  const pass = await runPass(model, tokenized.ids, { ...ALL_HEADS, hidden }, settings, hooks)
  const time = milliseconds(performance.now() - started)
  return { encoded: encodedOf(model, tokenized, settings, pass, time), pass }
}

/**
 * What FlagEmbedding makes of a run: its settings applied to what the heads give.
 * @param pass of `tokenized.ids`
 * @throws EngineError model/not-finite
 */
export function encodedOf(
  model: LoadedModel,
  tokenized: Tokenized,
  settings: EncodeSettings,
  pass: Pass,
  time: Milliseconds,
): Encoded {
  const tokenWeights = pass.tokenWeights()
  model.recorder?.encoded(tokenized.ids.length, time)
  return {
    tokenized,
    settings,
    ...denseOf(pass.dense(), settings),
    tokenWeights,
    lexicalWeights: mapAvailable(tokenWeights, (weights) =>
      lexicalWeights(tokenized.ids, weights, skippedIds(model.info.tokenizer.specialIds)),
    ),
    colbertVecs: colbertOf(pass.colbert(1), settings.normalize),
    colbertFirst: 1,
    time,
  }
}

/** @throws EngineError settings/invalid where a model cannot be computed as on a CPU without VNNI */
function refuseArithmetic(info: ModelInfo): void {
  if (offersArithmetic(info)) return
  const why = detail((info.arithmetics ?? []).length === 0 ? 'arithmetic-same' : 'arithmetic-onnxruntime')
  throw new EngineError(
    'settings/invalid',
    `${info.id} (${info.dtype.value}, ${info.execution.kind}) is not computed as on a CPU without VNNI: ${why.text}.`,
    { detail: why },
  )
}

/** @throws EngineError settings/invalid */
export function checkSettings(
  { info }: LoadedModel,
  { maxLength, truncateDim, activations, arithmetic }: EncodeSettings,
): void {
  if (activations === 'faithful' && !info.activations.includes(activations))
    throw new EngineError(
      'settings/invalid',
      `${info.id} (${info.dtype.value}, ${info.execution.kind}) has no activation scales that could be computed per token.`,
      { detail: `activations = ${activations}` },
    )
  if (arithmetic === 'avx2') refuseArithmetic(info)
  const whole = (name: string, value: number, least: number, limit: number) => {
    if (Number.isInteger(value) && value >= least && value <= limit) return
    throw new EngineError(
      'settings/invalid',
      `${name} must be a whole number from ${least} to ${limit} for ${info.id}, not ${value}.`,
      { detail: `${name} = ${value}`, limit },
    )
  }
  whole('max_length', maxLength, 2, info.positionLimit.value)
  const { dense } = info.heads
  const dimension = dense.state === 'available' ? dense.value.dimension : info.hiddenSize.value
  // A page that was opened before the last update sends no truncateDim.
  if (truncateDim != null) whole('truncate_dim', truncateDim, 1, dimension)
}

type DensePart = Pick<Encoded, 'denseVecs' | 'denseVecsFull' | 'denseRawNorm'>

/** truncate_dim and normalize_embeddings applied to a dense vector. */
export function denseOf(
  dense: Available<DenseOutput>,
  { normalize, truncateDim }: Pick<EncodeSettings, 'normalize' | 'truncateDim'>,
): DensePart {
  if (dense.state === 'unavailable') return { denseVecs: dense, denseVecsFull: dense, denseRawNorm: dense }
  const { vector, isRaw } = dense.value
  const gone = unavailable('normalised-in-graph')
  if (!isRaw && !normalize) return { denseVecs: gone, denseVecsFull: gone, denseRawNorm: gone }
  const full = available(isRaw && normalize ? normalized(vector) : vector)
  // A page that was opened before the last update sends no truncateDim.
  if (truncateDim == null || truncateDim === vector.length)
    return { denseVecs: full, denseVecsFull: full, denseRawNorm: isRaw ? available(norm(vector)) : gone }
  // A graph's own unit vector, cut and normalised again, equals the raw vector cut and normalised: only the length before
  // is lost.
  const cut = vector.slice(0, truncateDim)
  return {
    denseVecs: available(normalize ? normalized(cut) : cut),
    denseVecsFull: full,
    denseRawNorm: isRaw ? available(norm(cut)) : gone,
  }
}

function colbertOf(colbert: Available<ColbertOutput>, normalize: boolean): Available<Matrix> {
  if (colbert.state === 'unavailable') return colbert
  const { rows, isRaw } = colbert.value
  if (!isRaw && !normalize) return unavailable('normalised-in-graph')
  if (isRaw && normalize) normalizeRows(rows.data, rows.dimension)
  return available(rows)
}

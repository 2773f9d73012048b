import { EngineError } from '../errors'
import { pool } from '../heads/dense'
import { normalized, normalizeRows } from '../heads/normalize'
import { lexicalWeights, relu, skippedIds } from '../heads/sparse'
import { checkFinite, runGraph } from '../model/graph'
import { applyLinear } from '../model/headfiles/linear'
import { norm } from '../matrix'
import type { HeadPlans } from '../model/layout'
import type { LoadedModel } from '../model/load'
import type { FloatTensor, RunOptions } from '../model/ports'
import { checkRunMemory } from '../model/run-memory'
import { available, mapAvailable, unavailable, type Available } from '../model/types'
import type { Tokenized } from '../tokenizer/types'
import { milliseconds, type Milliseconds } from '../units'
import type { Encoded, EncodeSettings, Matrix } from './types'

/** Layers done, and a chance to cancel before each. */
export interface RunHooks extends Pick<RunOptions, 'onLayer' | 'checkpoint'> {
  /** Another tensor of the same pass, and who wants it: an output, or what crosses from one part to the next. */
  readonly also?: { readonly output: string; readonly take: (tensor: FloatTensor | undefined) => void }
}

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
  const started = performance.now()
  checkSettings(model, settings)
  const tokenized = model.tokenizers.get(settings.tokenizerMode).encode(text, settings.maxLength)
  checkRunMemory(model.info, tokenized.ids.length)
  const { also, ...rest } = hooks
  const wanted = [...outputsOf(model.plans), ...(also ? [also.output] : [])]
  // A graph whose hidden states nothing can pool has none: its tokens are all there is to see.
  const outputs =
    wanted.length === 0
      ? {}
      : await runGraph(model.session, tokenized.ids, model.padId, {
          ...rest,
          outputs: wanted,
          activations: settings.activations ?? 'published',
        })
  also?.take(outputs[also.output])
  return encodedOf(model, tokenized, settings, outputs, milliseconds(performance.now() - started))
}

/**
 * What the heads make of the graph's outputs for one text.
 * @throws EngineError model/not-finite
 */
export function encodedOf(
  model: LoadedModel,
  tokenized: Tokenized,
  settings: EncodeSettings,
  outputs: Readonly<Record<string, FloatTensor>>,
  time: Milliseconds,
): Encoded {
  const take = (name: string): FloatTensor => checkFinite(outputs[name]!, name, model.info.graphFile)
  const n = tokenized.ids.length
  const dense = denseOf(model, take, n, settings)
  const tokenWeights = sparseOf(model, take, n)
  return {
    tokenized,
    settings,
    ...dense,
    tokenWeights,
    lexicalWeights: mapAvailable(tokenWeights, (weights) =>
      lexicalWeights(tokenized.ids, weights, skippedIds(model.info.tokenizer.specialIds)),
    ),
    colbertVecs: colbertOf(model, take, n, settings.normalize),
    colbertFirst: 1,
    time,
  }
}

/** What the heads read. */
export const outputsOf = ({ dense, sparse, colbert }: HeadPlans): string[] => [
  ...new Set(
    [dense, sparse, colbert].flatMap((plan) => (plan.state === 'available' ? [plan.value.output] : [])),
  ),
]

type Take = (name: string) => FloatTensor

/** @throws EngineError settings/invalid */
export function checkSettings(
  { info }: LoadedModel,
  { maxLength, truncateDim, activations }: EncodeSettings,
): void {
  if (activations === 'faithful' && !info.activations.includes(activations))
    throw new EngineError(
      'settings/invalid',
      `${info.id} (${info.dtype.value}, ${info.execution.kind}) has no activation scales that could be computed per token.`,
      { detail: `activations = ${activations}` },
    )
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
  // Messages of earlier pages leave it out.
  if (truncateDim != null) whole('truncate_dim', truncateDim, 1, dimension)
}

type DensePart = Pick<Encoded, 'denseVecs' | 'denseVecsFull' | 'denseRawNorm'>

function denseOf(
  model: LoadedModel,
  take: Take,
  n: number,
  { normalize, truncateDim }: EncodeSettings,
): DensePart {
  const plan = model.plans.dense
  if (plan.state === 'unavailable') return { denseVecs: plan, denseVecsFull: plan, denseRawNorm: plan }
  const tensor = take(plan.value.output)
  const vector =
    plan.value.kind === 'pool'
      ? pool(tensor.data, n, tensor.dims.at(-1)!, plan.value.pooling)
      : tensor.data.slice()
  const isRaw = plan.value.kind === 'pool' || !model.facts.denseNormalised
  const gone = unavailable('normalised-in-graph')
  if (!isRaw && !normalize) return { denseVecs: gone, denseVecsFull: gone, denseRawNorm: gone }
  const full = isRaw && normalize ? normalized(vector) : vector
  if (truncateDim == null || truncateDim === vector.length)
    return {
      denseVecs: available(full),
      denseVecsFull: available(full),
      denseRawNorm: isRaw ? available(norm(vector)) : gone,
    }
  // A graph's own unit vector, cut and normalised again, is the raw vector cut and normalised: only lengths differ.
  const cut = vector.slice(0, truncateDim)
  return {
    denseVecs: available(normalize ? normalized(cut) : cut),
    denseVecsFull: available(full),
    denseRawNorm: isRaw ? available(norm(cut)) : gone,
  }
}

function sparseOf(model: LoadedModel, take: Take, n: number): Available<Float32Array> {
  const plan = model.plans.sparse
  if (plan.state === 'unavailable') return plan
  const tensor = take(plan.value.output)
  return available(
    relu(
      plan.value.kind === 'linear' ? applyLinear(plan.value.linear, tensor.data, 0, n) : tensor.data.slice(),
    ),
  )
}

function colbertOf(model: LoadedModel, take: Take, n: number, normalize: boolean): Available<Matrix> {
  const plan = model.plans.colbert
  if (plan.state === 'unavailable') return plan
  const tensor = take(plan.value.output)
  if (plan.value.kind === 'linear') {
    const { linear } = plan.value
    const data = applyLinear(linear, tensor.data, 1, n)
    if (normalize) normalizeRows(data, linear.outputs)
    return available({ rows: n - 1, dimension: linear.outputs, data })
  }
  if (model.facts.colbertNormalised && !normalize) return unavailable('normalised-in-graph')
  const dimension = tensor.dims.at(-1)!
  const skip = model.facts.colbertHasFirst ? dimension : 0
  const data = tensor.data.slice(skip, skip + (n - 1) * dimension)
  if (!model.facts.colbertNormalised && normalize) normalizeRows(data, dimension)
  return available({ rows: n - 1, dimension, data })
}

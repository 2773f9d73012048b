import { EngineError } from '../errors'
import { pool } from '../heads/dense'
import { normalizeRows } from '../heads/normalize'
import { lexicalWeights, relu, skippedIds } from '../heads/sparse'
import { checkFinite, runGraph } from '../model/graph'
import { applyLinear } from '../model/headfiles/linear'
import type { LoadedModel } from '../model/load'
import type { FloatTensor } from '../model/ports'
import { available, mapAvailable, unavailable, type Available } from '../model/types'
import { milliseconds } from '../units'
import type { Encoded, EncodeSettings, Matrix } from './types'

/**
 * One text through the model. Equals BGEM3FlagModel.encode([text], max_length=…, return_dense=True,
 * return_sparse=True, return_colbert_vecs=True) for that text alone.
 * @throws EngineError text/lone-surrogate, settings/invalid, model/run-failed, model/not-finite
 */
export async function encodeText(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
): Promise<Encoded> {
  const started = performance.now()
  const limit = model.info.positionLimit.value
  if (!Number.isInteger(settings.maxLength) || settings.maxLength < 2 || settings.maxLength > limit)
    throw new EngineError(
      'settings/invalid',
      `max_length must be a whole number from 2 to ${limit} for ${model.info.id}, not ${settings.maxLength}.`,
      { detail: `max_length = ${settings.maxLength}`, limit },
    )
  const tokenized = model.tokenizers.get(settings.tokenizerMode).encode(text, settings.maxLength)
  const outputs = await runGraph(model.session, tokenized.ids, model.padId)
  const take = (name: string): FloatTensor => checkFinite(outputs[name]!, name)
  const n = tokenized.ids.length

  const dense = denseOf(model, take, n, settings.normalize)
  const tokenWeights = sparseOf(model, take, n)
  return {
    tokenized,
    settings,
    denseVecs: dense.vector,
    denseRawNorm: dense.rawNorm,
    tokenWeights,
    lexicalWeights: mapAvailable(tokenWeights, (weights) =>
      lexicalWeights(tokenized.ids, weights, skippedIds(model.info.tokenizer.specialIds)),
    ),
    colbertVecs: colbertOf(model, take, n, settings.normalize),
    time: milliseconds(performance.now() - started),
  }
}

type Take = (name: string) => FloatTensor

function denseOf(
  model: LoadedModel,
  take: Take,
  n: number,
  normalize: boolean,
): { vector: Available<Float32Array>; rawNorm: Available<number> } {
  const plan = model.plans.dense
  if (plan.state === 'unavailable') return { vector: plan, rawNorm: plan }
  const tensor = take(plan.value.output)
  const vector =
    plan.value.kind === 'pool'
      ? pool(tensor.data, n, tensor.dims.at(-1)!, plan.value.pooling)
      : tensor.data.slice()
  if (plan.value.kind === 'output' && model.facts.denseNormalised) {
    const gone = unavailable('normalised-in-graph')
    return { vector: normalize ? available(vector) : gone, rawNorm: gone }
  }
  const raw = vector.slice()
  const [norm] = normalizeRows(vector, vector.length)
  return { vector: available(normalize ? vector : raw), rawNorm: available(norm!) }
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

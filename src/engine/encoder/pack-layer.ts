/** Weights of one layer into the kernels' memory. */
import {
  GELU_ERF,
  GELU_TANH,
  LAYER_EPSILON1,
  LAYER_EPSILON2,
  LAYER_FEED_FORWARD,
  LAYER_GELU,
  LAYER_HALF,
  LAYER_HEADS,
  LAYER_HEAD_SIZE,
  LAYER_HIDDEN,
  LAYER_NORM1_BETA,
  LAYER_NORM1_GAMMA,
  LAYER_NORM2_BETA,
  LAYER_NORM2_GAMMA,
  LAYER_SCALE,
} from '../../kernels/abi'
import { ELEMENT, elementsIn, type TensorRef } from '../onnx/types'
import { linearsOf, matricesOf } from './linears'
import { aligned, floatsAt, Struct } from './memory'
import { stagingBytes } from './pack/floats'
import { matrixBytes, packMatrix, type PackedMatrix, type PackOptions } from './pack/matrix'
import { unpackable } from './pack/unpackable'
import { readFinite } from './pack/values'
import type { LayerPlan, Linear } from './types'

/** Bytes of staging with which every layer can be packed. */
export const stagingFor = (plans: readonly LayerPlan[]): number =>
  Math.max(...plans.flatMap((plan) => linearsOf(plan).map(stagingBytes)))

/** Bytes of a layer's weights, without remainders. */
export function layerBytes(plan: LayerPlan): number {
  const { hiddenSize: hidden, feedForward } = plan
  const of = (linear: Linear, n = linear.outputs) =>
    matrixBytes(linear.weights.kind !== 'integer', linear.inputs, n)
  return (
    of(plan.query, 3 * hidden) +
    of(plan.attentionOutput) +
    of(plan.intermediate, feedForward) +
    of(plan.output) +
    4 * aligned(hidden * 4)
  )
}

export interface LayerMatrix extends PackedMatrix {
  /** Columns of int8 weights, whose sums saturate on x86 without VNNI: all, none (uint8, floats), or some of Q, K and V. */
  readonly signed: 'all' | 'some' | 'none'
}

function signedOf(linears: readonly Linear[]): LayerMatrix['signed'] {
  const count = linears.filter(
    ({ weights }) => weights.kind === 'integer' && weights.tensor.type === ELEMENT.int8,
  ).length
  return count === 0 ? 'none' : count === linears.length ? 'all' : 'some'
}

/**
 * @param at of a LAYER, which is written last: a layer that could not be packed has no weights
 * @returns the layer's matrices
 * @throws EngineError model/run-failed (values that do not fit, NaN or infinity), run/out-of-memory; as `read`
 */
export async function packLayer(
  plan: LayerPlan,
  at: number,
  options: PackOptions,
): Promise<readonly LayerMatrix[]> {
  const { kernels } = options.staging
  const packed = async (linears: readonly Linear[]): Promise<LayerMatrix> => ({
    ...(await packMatrix(linears, options)),
    signed: signedOf(linears),
  })
  const matrices: (readonly [number, LayerMatrix])[] = []
  for (const { field, linears } of matricesOf(plan)) matrices.push([field, await packed(linears)])
  const norms = [
    [LAYER_NORM1_GAMMA, await packVector(plan.attentionNorm.gamma, plan.hiddenSize, options)],
    [LAYER_NORM1_BETA, await packVector(plan.attentionNorm.beta, plan.hiddenSize, options)],
    [LAYER_NORM2_GAMMA, await packVector(plan.outputNorm.gamma, plan.hiddenSize, options)],
    [LAYER_NORM2_BETA, await packVector(plan.outputNorm.beta, plan.hiddenSize, options)],
  ] as const
  const layer = new Struct(kernels, at)
  for (const [offset, matrix] of matrices) layer.set(offset, matrix.at)
  for (const [offset, vector] of norms) layer.set(offset, vector)
  layer.setFloat(LAYER_EPSILON1, plan.attentionNorm.epsilon)
  layer.setFloat(LAYER_EPSILON2, plan.outputNorm.epsilon)
  layer.setFloat(LAYER_SCALE, plan.scale)
  layer.set(LAYER_HIDDEN, plan.hiddenSize)
  layer.set(LAYER_FEED_FORWARD, plan.feedForward)
  layer.set(LAYER_HEADS, plan.heads)
  layer.set(LAYER_HEAD_SIZE, plan.headSize)
  layer.set(LAYER_GELU, plan.gelu === 'tanh' ? GELU_TANH : GELU_ERF)
  layer.set(LAYER_HALF, plan.isHalf ? 1 : 0)
  return matrices.map(([, matrix]) => matrix)
}

async function packVector(
  tensor: TensorRef,
  length: number,
  { arena, staging, read }: PackOptions,
): Promise<number> {
  const values = await readFinite(read, tensor)
  if (elementsIn(tensor.dims) !== length) throw unpackable(tensor.name)
  const at = arena.take(length * 4)
  floatsAt(staging.kernels, at, length).set(values)
  return at
}

/** The products of codes of a layer in both engines: for the same codes every sum must be the same integer. */
import { detail } from '../details'
import type { Detail } from '../detail-words'
import type { Encoder } from '../encoder/encoder'
import { matricesOf } from '../encoder/linears'
import type { ActivationCodes } from '../encoder/sums'
import type { LayerPlan, Linear } from '../encoder/types'
import type { Tensor } from '../model/ports'
import { constant, node } from '../onnx/graph-tools'
import { ELEMENT, type OnnxGraph, type TensorRef } from '../onnx/types'

/** A product of codes of the layer, computed beside it for codes of our choice. */
export interface CheckedProduct {
  /** Of its sums. */
  readonly name: string
  readonly inputs: number
  readonly weights: TensorRef
  readonly zeroPoint: TensorRef | null
}

const ROWS = 6
const ZERO_POINT = 131
const codesName = (k: number) => `m3scope/codes/${k}`
const sumsName = (weights: TensorRef) => `m3scope/sums/${weights.name}`

export function productsOf(plan: LayerPlan): CheckedProduct[] {
  const all = matricesOf(plan).flatMap(({ linears }) =>
    linears.flatMap(({ inputs, weights }) =>
      weights.kind === 'integer'
        ? [{ name: sumsName(weights.tensor), inputs, weights: weights.tensor, zeroPoint: weights.zeroPoint }]
        : [],
    ),
  )
  return [...new Map(all.map((product) => [product.name, product])).values()]
}

/** The graph with a MatMulInteger for each product; what it had stays as it is, so that the runtime fuses what it fused. */
export function withProducts(graph: OnnxGraph, products: readonly CheckedProduct[]): OnnxGraph {
  if (products.length === 0) return graph
  const zero = constant('m3scope/zero point', ELEMENT.uint8, [], [ZERO_POINT])
  const nodes = products.map(({ name, inputs, weights, zeroPoint }) =>
    node(
      'MatMulInteger',
      [codesName(inputs), weights.name, zero.name, ...(zeroPoint ? [zeroPoint.name] : [])],
      [name],
    ),
  )
  const widths = new Set(products.map(({ inputs }) => inputs))
  return {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    initializers: new Map([...graph.initializers, [zero.name, zero]]),
    inputs: [
      ...graph.inputs,
      ...[...widths].map((k) => ({ name: codesName(k), type: ELEMENT.uint8, dims: [ROWS, k] })),
    ],
    outputs: [...graph.outputs, ...products.map(({ name }) => ({ name, type: ELEMENT.int32, dims: null }))],
  }
}

/** By the number of inputs: the worst codes for sums of pairs, then any. */
export function codesFor(products: readonly CheckedProduct[]): ReadonlyMap<number, ActivationCodes> {
  const widths = new Set(products.map(({ inputs }) => inputs))
  const codesOf = (k: number) => {
    const codes = new Uint8Array(ROWS * k).fill(255, 0, k)
    for (let at = k; at < 2 * k; at += 2) codes[at] = 255
    let state = 0x2545f491
    for (let at = 2 * k; at < codes.length; at++) {
      // xorshift
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      codes[at] = state & 255
    }
    return [k, { rows: ROWS, codes, zeroPoint: ZERO_POINT }] as const
  }
  return new Map([...widths].map(codesOf))
}

export const feedsOfCodes = (all: ReadonlyMap<number, ActivationCodes>): Readonly<Record<string, Tensor>> =>
  Object.fromEntries(
    [...all].map(([k, { rows, codes }]) => [
      codesName(k),
      { type: 'uint8' as const, dims: [rows, k], data: codes },
    ]),
  )

/** @returns null: every sum is onnxruntime-web's */
export async function wrongProduct(
  encoder: Encoder,
  plan: LayerPlan,
  codes: ReadonlyMap<number, ActivationCodes>,
  results: Readonly<Record<string, Tensor>>,
): Promise<Detail | null> {
  for (const { field, linears } of matricesOf(plan)) {
    if (linears.some(({ weights }) => weights.kind !== 'integer')) continue
    const given = codes.get(linears[0]!.inputs)!
    const ours = await encoder.sums(plan.index, field, given)
    const width = linears.reduce((sum, { outputs }) => sum + outputs, 0)
    let from = 0
    for (const linear of linears) {
      const wrong = wrongColumn(linear, ours, width, from, results[sumsName(linear.weights.tensor)]!)
      if (wrong !== null)
        return detail('encoder-sums', {
          layer: plan.index,
          tensor: linear.weights.tensor.name,
          column: wrong,
        })
      from += linear.outputs
    }
  }
  return null
}

/** Number of the first column of the weights that differs. */
function wrongColumn(
  { outputs, weights }: Linear,
  ours: Float32Array,
  width: number,
  from: number,
  theirs: Tensor,
): number | null {
  const first = weights.columns?.from ?? 0
  const all = theirs.dims.at(-1)!
  const sums = theirs.data as Int32Array
  for (let column = 0; column < outputs; column++)
    for (let row = 0; row < ROWS; row++)
      // A float does not hold every integer above 2^24: both are the float nearest to the sum.
      if (ours[row * width + from + column] !== Math.fround(sums[row * all + first + column]!)) return column
  return null
}

import { detail } from '../../details'
import { EngineError } from '../../errors'
import { multiply } from '../../matrix'
import type { NamedTensor } from './tensors'

/** torch.nn.Linear: y = x·Wᵀ + b. */
export interface Linear {
  readonly file: string
  readonly inputs: number
  readonly outputs: number
  /** [outputs, inputs], row-major as torch stores it */
  readonly weight: Float32Array
  /** [outputs] */
  readonly bias: Float32Array
}

/**
 * Reads a head's linear layer from its file. BAAI's files hold `weight` and `bias`; a combined file prefixes them with the
 * head's name.
 * @returns null when the file holds no such layer
 * @throws EngineError model/head-invalid when it holds one that does not fit the hidden size or is not finite
 */
export function linearFrom(
  tensors: ReadonlyMap<string, NamedTensor>,
  file: string,
  name: 'sparse_linear' | 'colbert_linear',
  hiddenSize: number,
): Linear | null {
  const weight = tensors.get(`${name}.weight`) ?? (file.includes(name) ? tensors.get('weight') : undefined)
  const bias = tensors.get(`${name}.bias`) ?? (file.includes(name) ? tensors.get('bias') : undefined)
  if (!weight) return null
  const [outputs, inputs] = weight.shape
  const fits =
    weight.shape.length === 2 &&
    inputs === hiddenSize &&
    (name === 'colbert_linear' || outputs === 1) &&
    (!bias || bias.data.length === outputs)
  if (!fits || !outputs || !inputs) {
    const expected = `[${name === 'sparse_linear' ? 1 : 'n'}, ${hiddenSize}]`
    const found = `[${weight.shape.join(', ')}]`
    const reason = detail('weight-shape', { tensor: `${name}.weight`, found, expected })
    throw new EngineError('model/head-invalid', `${file} does not fit this model: ${reason.text}.`, {
      file,
      reason,
      expected,
      found,
    })
  }
  for (const [part, tensor] of Object.entries({ weight, bias }))
    if (tensor?.data.some((value) => !Number.isFinite(value))) {
      const reason = detail('weight-not-finite', { tensor: `${name}.${part}` })
      throw new EngineError('model/head-invalid', `${file}: ${reason.text}.`, { file, reason })
    }
  return { file, inputs, outputs, weight: weight.data, bias: bias?.data ?? new Float32Array(outputs) }
}

/** Applies the layer to rows [from, to) of x. @param x [n, inputs] @returns [to - from, outputs] */
export function applyLinear(linear: Linear, x: Float32Array, from: number, to: number): Float32Array {
  const { inputs, outputs, bias } = linear
  const weight = { rows: outputs, dimension: inputs, data: linear.weight }
  const y = new Float32Array((to - from) * outputs)
  const product = new Float64Array(outputs)
  for (let row = from; row < to; row++) {
    multiply(weight, Float64Array.from(x.subarray(row * inputs, (row + 1) * inputs)), product)
    const start = (row - from) * outputs
    for (let out = 0; out < outputs; out++) y[start + out] = product[out]! + bias[out]!
  }
  return y
}

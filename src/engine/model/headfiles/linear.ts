import { detail } from '../../details'
import { EngineError } from '../../errors'
import { multiply } from '../../matrix'
import { invalid } from './invalid'
import type { NamedTensor, TensorFile } from './tensors'

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

export type HeadLayer = 'sparse_linear' | 'colbert_linear'

/**
 * Reads a head's linear layer from its file. BAAI's files hold `weight` and `bias`; others put names before them ("linear.weight",
 * "state_dict.weight"), or hold the weight alone. A combined file has the head's name before them.
 * @returns null when the file holds no such layer
 * @throws EngineError model/head-invalid when it holds one that does not fit the hidden size or is not finite, or when the
 *   head's own file has no weight, or several
 */
export async function linearFrom(
  tensors: TensorFile,
  name: HeadLayer,
  hiddenSize: number,
): Promise<Linear | null> {
  const prefix = prefixOf(tensors, name)
  if (prefix === null) return null
  const isSparse = name === 'sparse_linear'
  const shape = tensors.shapes.get(weightName(prefix))!
  // A weight by itself may be one row without an axis for it.
  const rows = isSparse && shape.length === 1 ? [1, ...shape] : shape
  const fits = rows.length === 2 && rows[1] === hiddenSize && rows[0]! > 0 && (!isSparse || rows[0] === 1)
  if (!fits) throw misfit(tensors.file, `${name}.weight`, shape, `[${isSparse ? 1 : 'n'}, ${hiddenSize}]`)
  return readLinear(tensors, prefix, name, rows)
}

/**
 * The layer whose tensors are `prefix`weight and `prefix`bias, whatever its size.
 * @returns null when the file holds no such layer
 * @throws EngineError model/head-invalid when its parts do not fit each other or are not finite
 */
export async function linearOf(tensors: TensorFile, prefix: string): Promise<Linear | null> {
  const shape = tensors.shapes.get(weightName(prefix))
  if (!shape) return null
  if (shape.length !== 2 || shape.includes(0)) throw misfit(tensors.file, weightName(prefix), shape, '[n, m]')
  return readLinear(tensors, prefix, prefix.replace(/\.$/, ''), shape)
}

const weightName = (prefix: string) => `${prefix}weight`

/** What stands before "weight"; null: no such layer. */
function prefixOf({ shapes, file }: TensorFile, name: HeadLayer): string | null {
  const prefixes = [...shapes.keys()].flatMap((tensor) => /^((?:.*\.)?)weight$/s.exec(tensor)?.[1] ?? [])
  const own = prefixes.filter((prefix) => prefix === `${name}.` || prefix.endsWith(`.${name}.`))
  const isOwnFile = file.includes(name)
  const found = own.length > 0 || !isOwnFile ? own : prefixes
  if (found.length === 1) return found[0]!
  if (!isOwnFile && found.length === 0) return null
  const names = [...shapes.keys()].slice(0, 8).join(', ')
  throw invalid(
    file,
    found.length === 0
      ? detail('weight-missing', { found: names })
      : detail('weight-several', { found: names }),
  )
}

function misfit(file: string, tensor: string, shape: readonly number[], expected: string): EngineError {
  const found = `[${shape.join(', ')}]`
  const reason = detail('weight-shape', { tensor, found, expected })
  return new EngineError('model/head-invalid', `${file} does not fit this model: ${reason.text}.`, {
    file,
    reason,
    expected,
    found,
  })
}

/** @param shape [outputs, inputs] @param said the layer's name in errors */
async function readLinear(
  tensors: TensorFile,
  prefix: string,
  said: string,
  [outputs, inputs]: readonly number[],
): Promise<Linear> {
  const { file, shapes } = tensors
  const biasShape = shapes.get(`${prefix}bias`)
  if (biasShape && (biasShape.length !== 1 || biasShape[0] !== outputs))
    throw misfit(file, `${said}.bias`, biasShape, `[${outputs}]`)
  const weight = await tensors.read(weightName(prefix))
  const bias = biasShape ? await tensors.read(`${prefix}bias`) : null
  for (const [part, tensor] of Object.entries({ weight, bias }) as [string, NamedTensor | null][])
    if (tensor?.data.some((value) => !Number.isFinite(value))) {
      const reason = detail('weight-not-finite', { tensor: `${said}.${part}` })
      throw new EngineError('model/head-invalid', `${file}: ${reason.text}.`, { file, reason })
    }
  return {
    file,
    inputs: inputs!,
    outputs: outputs!,
    weight: weight.data,
    bias: bias?.data ?? new Float32Array(outputs!),
  }
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

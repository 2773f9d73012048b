/** Conversions between the runtime's tensors and the engine's. */
import { halfToNumber } from './headfiles/tensors'
import type { FloatTensor, GraphSession, IntTensor, Tensor, TensorMeta, TensorSession } from './ports'

/** A tensor of the type that the input `name` has: int32, else int64. */
const asInput = (tensor: IntTensor, name: string, inputs: readonly TensorMeta[]): Tensor =>
  inputs.find((input) => input.name === name)?.type === 'int32'
    ? { type: 'int32', dims: tensor.dims, data: tensor.data }
    : { type: 'int64', dims: tensor.dims, data: BigInt64Array.from(tensor.data, BigInt) }

export const asInputs = (
  feeds: Readonly<Record<string, IntTensor>>,
  inputs: readonly TensorMeta[],
): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [name, asInput(tensor, name, inputs)]))

/** The tensor as float32: float16 is widened, integers become floats. */
export function widen({ type, dims, data }: Tensor): FloatTensor {
  if (type === 'float32') return { dims, data }
  if (type === 'float16') return { dims, data: Float32Array.from(data, halfToNumber) }
  return { dims, data: Float32Array.from(data as ArrayLike<number | bigint>, Number) }
}

export const widenAll = (results: Readonly<Record<string, Tensor>>): Readonly<Record<string, FloatTensor>> =>
  Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, widen(tensor)]))

/** A graph that runs as one session. A run cannot be interrupted, so `options.checkpoint` is called once, before it. */
export function wholeSession(session: TensorSession): GraphSession {
  return {
    inputs: session.inputs,
    outputs: session.outputs,
    async run(feeds, options = {}) {
      await options.checkpoint?.()
      return widenAll(await session.run(asInputs(feeds, session.inputs), options.outputs))
    },
    release: () => session.release(),
  }
}

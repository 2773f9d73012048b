/** Noise of the size that another order of sums makes, for the noise floor of a quantised model. */
import type { Tensor } from '../model/ports'

/** Relative: a few steps of float32's last digit, as two runtimes differ after the embeddings' norm. */
const SIZE = 2 ** -20

/** @param seed equal seeds move equal tensors in the same way @returns a copy; tensors of other types are not moved */
export function jittered(tensor: Tensor, seed: number): Tensor {
  if (tensor.type !== 'float32' || !(tensor.data instanceof Float32Array)) return tensor
  let state = (seed + 1) * 0x9e3779b1
  return {
    ...tensor,
    data: tensor.data.map((value) => {
      // xorshift
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return value * (1 + SIZE * (state / 2 ** 31))
    }),
  }
}

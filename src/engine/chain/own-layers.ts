/** Hidden states and masks of a chain as our own encoder takes them. */
import type { EncoderText } from '../encoder/place'
import type { Tensor } from '../model/ports'
import { widen } from '../model/tensors'
import { numberToHalf } from './embedding-rows'

/** Added to a score, it makes a weight of 0 in fp32: e^-104 is the least that is not. */
const HIDES = -1000

/**
 * Which tokens the masks of a text hide.
 * @param small the masks of a text that hides nothing, name → one value
 * @param masks those of this text; equal to `small` where it hides nothing
 * @returns null: none; 'unfit': the masks do more than hide tokens as keys
 */
export function hiddenTokens(
  small: ReadonlyMap<string, Tensor>,
  masks: ReadonlyMap<string, Tensor>,
  n: number,
): Uint8Array | null | 'unfit' {
  if (masks === small) return null
  const seen = new Uint8Array(n).fill(1)
  for (const [name, { dims, data }] of masks) {
    const plain = small.get(name)!.data[0]!
    if (data.length !== n || dims.at(-1) !== n) return 'unfit'
    for (let at = 0; at < n; at++) {
      const value = data[at]!
      if (value === plain) continue
      const isHidden =
        masks.get(name)!.type === 'bool' ||
        (typeof value === 'number' && typeof plain === 'number' && value - plain <= HIDES)
      if (!isHidden) return 'unfit'
      seen[at] = 0
    }
  }
  // With every token hidden, softmax sees only differences of the mask's values.
  return seen.includes(1) ? seen : 'unfit'
}

export const asText = (hidden: Tensor, mask: Uint8Array | null): EncoderText => ({
  states: widen(hidden).data,
  mask,
})

/** [1, n, hidden size] of the type that the part after the layers takes. */
export function asHidden(states: Float32Array, like: Tensor): Tensor {
  if (like.type === 'float16')
    return { type: 'float16', dims: like.dims, data: Uint16Array.from(states, numberToHalf) }
  return { type: 'float32', dims: like.dims, data: states }
}

import { available, unavailable, type Available, type HeadName } from '../model/types'
import { FUSED_HEADS } from '../score/fuse'
import type { ScoreName, Weights } from '../score/types'

/**
 * One score of every cell from the three heads' matrices, as fuse() has it for one pair.
 * @param values [cells] of each head; null: the model lacks it
 * @param onto [cells] an earlier result of the same arguments, whose cells before `from` are final: the others are computed
 *   into it. It is not used for a score of one head
 * @returns [cells]; the head's own array for a score of one head
 */
export function fuseMatrix(
  values: Readonly<Record<HeadName, Float64Array | null>>,
  name: ScoreName,
  weights: Weights,
  onto: { readonly data: Float64Array; readonly from: number; readonly to: number } | null = null,
): Available<Float64Array> {
  if (name === 'dense' || name === 'sparse' || name === 'colbert') {
    const one = values[name]
    return one === null ? unavailable('head-unavailable') : available(one)
  }
  const heads = FUSED_HEADS[name]
  let total = 0
  for (const head of heads) {
    if (values[head] === null) return unavailable('head-unavailable')
    total += weights[head]
  }
  if (total <= 0) return unavailable('weights-sum-to-zero')
  const fused = onto?.data ?? new Float64Array(values[heads[0]]!.length)
  const [from, to] = onto === null ? [0, fused.length] : [onto.from, onto.to]
  fused.fill(0, from, to)
  for (const head of heads) {
    const one = values[head]!
    for (let cell = from; cell < to; cell++) fused[cell]! += weights[head] * one[cell]!
  }
  for (let cell = from; cell < to; cell++) fused[cell]! /= total
  return available(fused)
}

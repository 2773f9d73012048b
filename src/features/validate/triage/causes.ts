/** The failure classes of each pair. Pure. */
import { FAILURE_CLASSES, type Classes, type FailureClass } from '../../../engine/validate/answer-types'
import { memoizeByObject } from '../../../core/memoize'

/** [pairs] one bit for each class, in the order of FAILURE_CLASSES. A pair beyond the last one in any class has none. */
export const causeBits = memoizeByObject((classes: Classes): Uint16Array => {
  let count = 0
  for (const name of FAILURE_CLASSES) for (const pair of classes[name]) count = Math.max(count, pair + 1)
  const bits = new Uint16Array(count)
  FAILURE_CLASSES.forEach((name, bit) => {
    for (const pair of classes[name]) bits[pair]! |= 1 << bit
  })
  return bits
})

export const causesAt = (bits: Uint16Array | null, pair: number): readonly FailureClass[] => {
  const mask = bits?.[pair] ?? 0
  return mask === 0 ? [] : FAILURE_CLASSES.filter((_, bit) => (mask & (1 << bit)) !== 0)
}

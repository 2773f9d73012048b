/** Curves of many points, drawn with few. */
import type { Curve } from '../../../engine/validate/answer-types'

export interface Points {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/**
 * At most about `most` points of a curve: of each stretch the first, the last, the lowest and the highest, so that no peak is lost.
 * The points stay in the curve's order.
 */
export function decimated({ x, y }: Pick<Curve, 'x' | 'y'>, most: number): Points {
  const count = Math.min(x.length, y.length)
  if (count <= most) return { x: [...x.subarray(0, count)], y: [...y.subarray(0, count)] }
  const stretches = Math.max(1, Math.floor(most / 4))
  const kept: number[] = []
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * count) / stretches)
    const to = Math.floor(((stretch + 1) * count) / stretches)
    let low = from
    let high = from
    for (let at = from; at < to; at++) {
      if (y[at]! < y[low]!) low = at
      if (y[at]! > y[high]!) high = at
    }
    for (const at of [from, low, high, to - 1].sort((a, b) => a - b)) if (kept.at(-1) !== at) kept.push(at)
  }
  return { x: kept.map((at) => x[at]!), y: kept.map((at) => y[at]!) }
}

/**
 * `most` of `count` positions, spread evenly; all of them where there are no more. `keep` are always among them.
 * @returns ascending positions
 */
export function sampled(count: number, most: number, keep: readonly number[] = []): Int32Array {
  if (count <= most) return Int32Array.from({ length: count }, (_, at) => at)
  const chosen = new Set(keep)
  for (let at = 0; at < most; at++) chosen.add(Math.floor((at * count) / most))
  return Int32Array.from(chosen).sort()
}

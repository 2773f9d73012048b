/**
 * A vector whose values were changed after the model, one by one or in their order: negated, reversed, shifted and scaled
 * (min-max, z-score, centred), put through a function. The change is undone on the target and compared on our scale: an offset
 * or a softmax alone would make vectors of all texts look alike.
 */
import { norm } from '../matrix'
import { compareVectors, type Compared } from './compare'
import { hypothesis, type Hypothesis } from './names'
import type { WhyTolerance } from './types'

/** A distance at which a vector needs no other explanation: noise of two runtimes. */
const NEAR = 5e-5
/** How many times nearer the changed vector must be than one that is already within the tolerance. */
const NEARER = 3

export interface ChangedRow {
  readonly hypothesis: Hypothesis
  readonly compared: Compared
}

const named = (id: string, values: Hypothesis['values'] = {}): Hypothesis =>
  hypothesis('values-changed', id, { how: id, ...values })

/** Order and sign, which leave the grid of rounded values as it is. */
export const REORDERED: readonly {
  readonly hypothesis: Hypothesis
  readonly undo: (vector: Float64Array) => Float64Array
}[] = [
  { hypothesis: named('values-negated'), undo: (vector) => vector.map((value) => -value) },
  { hypothesis: named('values-reversed'), undo: (vector) => vector.toReversed() },
]

const mapped = (vector: Float64Array, isValid: (value: number) => boolean, undo: (value: number) => number) =>
  vector.every(isValid) ? vector.map(undo) : null

/** Null: the function cannot have given these values. */
const FUNCTIONS: readonly (readonly [id: string, undo: (vector: Float64Array) => Float64Array | null])[] = [
  ['values-shifted', (vector) => vector],
  ['softmax', (vector) => mapped(vector, (value) => value > 0 && value < 1, Math.log)],
  ['sigmoid', (vector) => mapped(vector, (value) => value > 0 && value < 1, (value) => Math.log(value / (1 - value)))], // oxfmt-ignore
  ['tanh', (vector) => mapped(vector, (value) => value > -1 && value < 1, Math.atanh)],
]

/** Functions that lose values: what is left is compared as it is. */
const LOSSY: readonly (readonly [id: string, change: (value: number) => number])[] = [
  ['relu', (value) => Math.max(0, value)],
  ['values-absolute', Math.abs],
]

/**
 * The change that gives the target, or null.
 * @param made of length 1, with as many values as the target @param reached the distance without a change; Infinity: not within
 */
export function changedRow(
  target: Float64Array,
  made: Float64Array,
  reached: number,
  tolerance: WhyTolerance,
): ChangedRow | null {
  if (reached <= NEAR) return null
  const isNearer = ({ within, distance }: Compared) => within && distance * NEARER < reached
  const found: ChangedRow[] = []
  for (const [id, undo] of FUNCTIONS) {
    const values = undo(target)
    const line = values && lineThrough(made, values)
    if (values === null || line === null) continue
    const undone = values.map((value) => (value - line.offset) / line.scale)
    const compared = compareVectors({ target: undone, made }, tolerance, 1)
    if (isNearer(compared)) found.push({ hypothesis: named(id, { ...shownLine(line) }), compared })
  }
  // A function is nearly a line for small values: the simpler one, unless another is far nearer.
  const [simplest] = found
  if (simplest !== undefined)
    return found.reduce((a, b) => (b.compared.distance * NEARER < a.compared.distance ? b : a), simplest)
  for (const [id, change] of LOSSY) {
    if (target.some((value) => value < 0)) continue
    const changed = made.map(change)
    const length = norm(target)
    const by = length / Math.max(norm(changed), 1e-12)
    const compared = compareVectors({ target, made: changed.map((value) => value * by) }, tolerance, length)
    if (isNearer(compared)) return { hypothesis: named(id), compared }
  }
  return null
}

interface Line {
  readonly scale: number
  readonly offset: number
}

const shownLine = ({ scale, offset }: Line): Line => ({
  scale: Number(scale.toPrecision(4)),
  offset: Number(offset.toPrecision(4)),
})

/** Least squares: values ≈ scale × made + offset. Null: they are unrelated. */
function lineThrough(made: Float64Array, values: Float64Array): Line | null {
  const mean = (v: Float64Array) => v.reduce((sum, value) => sum + value, 0) / v.length
  const [x, y] = [mean(made), mean(values)]
  let both = 0
  let squares = 0
  for (let at = 0; at < made.length; at++) {
    both += (made[at]! - x) * (values[at]! - y)
    squares += (made[at]! - x) ** 2
  }
  const scale = both / squares
  return squares > 0 && Number.isFinite(scale) && scale !== 0 ? { scale, offset: y - scale * x } : null
}

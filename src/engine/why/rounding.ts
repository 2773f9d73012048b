/** Finds the grid on which a target's values lie. One value may lie on a grid by chance, hundreds do not. */
import { bfloat16Step, float16Step, toBfloat16, toFloat16 } from './float-grids'
import type { Rounding } from './grid'
import { integersOf } from './integers'
import { hypothesis, type Hypothesis } from './names'

export type { Rounding }

/** The least number of values: fewer may lie on a grid by chance. */
const LEAST_VALUES = 4

/**
 * The coarsest grid that holds all values; null: none.
 * @param values finite @param integers true: also try int8, and expect vectors of length 1 (false for weights)
 * @param vectors how many vectors the values are
 */
export function roundingOf(values: Float64Array, integers: boolean, vectors = 1): Rounding | null {
  const used = values.filter((value) => value !== 0)
  if (used.length < LEAST_VALUES) return null
  // Small whole numbers lie on the grids of the floats too, but say more as what they are.
  if (values.every(Number.isInteger)) return integersOf(values, integers ? vectors : 0)
  if (integers) {
    const int8 = scaledInt8(values)
    if (int8 !== null) return int8
  }
  // JSON writes a float32 as the shortest decimal that reads back as the same number.
  const holds = (to: (value: number) => number) => used.every((value) => to(value) === Math.fround(value))
  if (holds(toBfloat16)) return float('bfloat16-rounding', toBfloat16, bfloat16Step)
  if (holds(toFloat16)) return float('float16-rounding', toFloat16, float16Step)
  const isDense = used.length >= 16 && used.length * 4 >= values.length
  for (let n = isDense ? 1 : 2; n <= 4; n++) {
    const unit = 10 ** n
    if (used.every((value) => Math.abs(value * unit - Math.round(value * unit)) < 1e-7 * unit))
      // Two significant digits of small values have few decimals too.
      return {
        ...even(hypothesis('decimals', `decimals-${n}`, { n }), 1 / unit),
        others: bySignificance(used),
      }
  }
  return bySignificance(used)[0] ?? null
}

/** Empty: the values have more digits. */
const bySignificance = (used: Float64Array): Rounding[] =>
  [2, 3, 4]
    .filter((n) => used.every((value) => isNear(digits(value, n), value)))
    .slice(0, 1)
    .map(significant)

const digits = (value: number, n: number): number => Number(value.toPrecision(n))
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-7 * Math.abs(b)

/** As "%.3g" and numpy's printing with a precision write small numbers: the step depends on the value. */
const significant = (n: number): Rounding => ({
  hypothesis: hypothesis('significant-digits', `significant-digits-${n}`, { n }),
  decode: same,
  round: (values) => values.map((value) => digits(value, n)),
  half: (target) => (at) =>
    target[at] === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(target[at]!))) - n + 1) / 2,
  codes: false,
})

const same = (target: Float64Array) => target

const float = (
  name: 'float16-rounding' | 'bfloat16-rounding',
  to: (value: number) => number,
  step: (value: number) => number,
): Rounding => ({
  hypothesis: hypothesis(name),
  decode: same,
  round: (values) => values.map(to),
  half: (target) => (at) => step(target[at]!) / 2,
  codes: false,
})

const even = (name: Hypothesis, step: number): Rounding => ({
  hypothesis: name,
  decode: same,
  round: (values) => values.map((value) => Math.round(value / step) * step),
  half: () => () => step / 2,
  codes: false,
})

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 2e-3

/** v = code × scale, with the scale of the vector (its largest is 127), or 1/127 or 1/128 for all. */
function scaledInt8(values: Float64Array): Rounding | null {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  for (const [scale, step] of [
    ['vector', largest / 127],
    ['vector', largest / 128],
    ['fixed', 1 / 127],
    ['fixed', 1 / 128],
  ] as const)
    if (largest <= 128.5 * step && isCoded(values.map((value) => value / step)))
      return even(hypothesis('int8-rounding', 'int8-rounding', { scale }), step)
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
  const step = (most - least) / 255
  if (!isCoded(values.map((value) => (value - least) / step))) return null
  return {
    ...even(hypothesis('int8-rounding', 'int8-rounding', { scale: 'range' }), step),
    round: (v) => v.map((value) => least + Math.round((value - least) / step) * step),
  }
}

const isCoded = (codes: Float64Array): boolean =>
  codes.every(isWhole) && new Set(codes.map(Math.round)).size >= 12

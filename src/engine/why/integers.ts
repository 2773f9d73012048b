/** Vectors that are stored as whole numbers: codes of 8 bits, or values multiplied by a number and rounded. */
import { norm } from '../matrix'
import { hypothesis, type Hypothesis } from './names'
import type { Rounding } from './grid'

/** The least number of a vector's values that are not 0: the largest few are alike in vectors of all texts. */
const LEAST_NOT_ZERO = 8

/** Factors that people multiply by. Any other is found from the vector's length. */
const USUAL_SCALES = [10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 127, 128, 255, 256, 512, 1024, 2048, 4096, 8192, 16384, 32767, 32768, 65535, 65536] // oxfmt-ignore

/** How a program makes a whole number of a value: Python's round, int() and astype(int), floor. */
type Way = 'round' | 'truncate' | 'floor'
const WAYS: readonly Way[] = ['round', 'truncate', 'floor']

/**
 * Null: too few of them.
 * @param values whole numbers @param vectors how many vectors of length 1 they are expected to be; 0: weights of any length
 */
export function integersOf(values: Float64Array, vectors: number): Rounding | null {
  if (vectors === 0) return wholeWeights
  if (values.filter((value) => value !== 0).length < LEAST_NOT_ZERO) return null
  // One or two values for all hold no more than signs, if that.
  if (new Set(values).size < 3) return null
  const scaled = WAYS.map((way) => {
    const scale = scaleOf(middles(values, way), way, vectors)
    return { way, scale, isUsual: USUAL_SCALES.includes(scale) }
  })
  const isUsual = scaled.some((each) => each.isUsual)
  const asCodes = codesOf(values)
  if (asCodes !== null && (!isUsual || asCodes.isSure)) return asCodes.rounding
  return withOthers(
    scaled
      .toSorted((a, b) => Number(b.isUsual) - Number(a.isUsual))
      .map(({ way, scale }) => coded(values, integers(scale), way, false, 1 / scale)),
  )
}

const integers = (scale: number): Hypothesis =>
  hypothesis('scaled-integers', `scaled-integers-${scale}`, { scale })

/** Weights have no length that would tell the factor: the hypothesis "scaled" finds it. */
const wholeWeights: Rounding = {
  hypothesis: hypothesis('scaled-integers', 'scaled-integers', { scale: 'n', way: 'round' }),
  decode: (target) => target,
  round: (values) => values.map(Math.round),
  half: () => () => 0.5,
  codes: false,
}

/** The usual factor that is as near as rounding errors of whole numbers leave open; null: none is. */
export const usualScale = (found: number): number | null =>
  USUAL_SCALES.find((scale) => Math.abs(found - scale) < scale * 0.02) ?? null

/** The factor of a vector of length 1: the usual one that its length allows, else the number itself in 4 digits. */
function scaleOf(levels: Float64Array, way: Way, vectors: number): number {
  // Rounding adds 1/12 to each value's square on average; the middle of what becomes a code takes it away.
  const added = way === 'round' ? levels.length / 12 : -levels.length / 12
  const found = Math.sqrt(Math.max(norm(levels) ** 2 - added, 0.25) / vectors)
  const usual = USUAL_SCALES.find((scale) => Math.abs(found - scale) < Math.max(0.45, scale * 5e-4))
  return usual ?? Number(found.toPrecision(4))
}

/**
 * Codes of 8 bits: −128 to 127, or 0 to 255 (of some stores 0 to 127). `isSure`: they reach an end of that range, so that it
 * was made for them; or none is negative, while a model's vector has values of both signs.
 */
function codesOf(values: Float64Array): { readonly rounding: Rounding; readonly isSure: boolean } | null {
  if (new Set(values).size < 12) return null
  const least = values.reduce((a, b) => Math.min(a, b))
  const most = values.reduce((a, b) => Math.max(a, b))
  if (least < -128 || most > 255 || (least < 0 && most > 127)) return null
  const made =
    least < 0
      ? hypothesis('int8-rounding', 'int8-rounding', { scale: 'codes' })
      : hypothesis('uint8-rounding', 'uint8-rounding', { bits: most > 127 ? 8 : 7 })
  const code = (way: Way, affine: boolean) => coded(values, made, way, affine, null)
  // A range with two ends of its own (least → −128 or 0, most → 127 or 255) moves 0.
  const ways = least < 0 ? [false, true] : [true]
  return {
    rounding: withOthers(ways.flatMap((affine) => WAYS.map((way) => code(way, affine)))),
    isSure: least >= 0 || Math.max(-least, most) >= 127,
  }
}

/** The first is the likeliest. */
const withOthers = ([first, ...others]: readonly Rounding[]): Rounding => ({ ...first!, others })

/**
 * @param affine the code 0 may stand for another value than 0
 * @param step of a vector of length 1; null: unknown
 */
function coded(
  values: Float64Array,
  made: Hypothesis,
  way: Way,
  affine: boolean,
  step: number | null,
): Rounding {
  const levels = middles(values, way)
  const onGrid = (v: Float64Array, { slope, offset }: Line) =>
    v.map((value) => middleOf(WHOLE[way]((value - offset) / slope), way))
  const wrong = (line: Line, beside: Float64Array) =>
    onGrid(beside, line).reduce((count, level, at) => count + (level === levels[at] ? 0 : 1), 0)
  return {
    hypothesis: hypothesis(made.name, made.id, { ...made.values, way }),
    decode: (_, beside) => {
      // Least squares is a little off, because rounding errors do not cancel out: the likely steps are tried too.
      const lines = [fitted(levels, beside, affine), ...likely(values, beside, affine, step)]
      const counts = lines.map((line) => wrong(line, beside))
      const { slope, offset } = lines[counts.indexOf(Math.min(...counts))]!
      return levels.map((level) => slope * level + offset)
    },
    round: (v, target) => {
      const line = fitted(levels, target, affine)
      return onGrid(v, line).map((level) => level * line.slope + line.offset)
    },
    half: (target) => {
      const half = Math.abs(fitted(levels, target, affine).slope) / 2
      return way === 'truncate' ? (at) => (values[at] === 0 ? 2 * half : half) : () => half
    },
    codes: true,
  }
}

/** value ≈ slope × level + offset */
interface Line {
  readonly slope: number
  readonly offset: number
}

/** Steps that do not depend on all values: the known one, or that of the largest value, or of both ends. */
function likely(codes: Float64Array, beside: Float64Array, affine: boolean, step: number | null): Line[] {
  if (step !== null) return [{ slope: step * norm(beside), offset: 0 }]
  const ends = (v: Float64Array) => [v.reduce((a, b) => Math.min(a, b)), v.reduce((a, b) => Math.max(a, b))] as const // oxfmt-ignore
  const [least, most] = ends(beside)
  if (!affine) {
    const largest = Math.max(-least, most)
    return [127, 128].map((codes) => ({ slope: largest / codes, offset: 0 }))
  }
  const [first, last] = ends(codes)
  return [255, 256, 127, 128, last - first].map((steps) => {
    const slope = (most - least) / steps
    return { slope, offset: least - first * slope }
  })
}

const WHOLE: Readonly<Record<Way, (value: number) => number>> = {
  round: Math.round,
  truncate: Math.trunc,
  floor: Math.floor,
}

/** The middle of all values that become this code. */
const middleOf = (code: number, way: Way): number =>
  way === 'round' ? code : way === 'floor' ? code + 0.5 : code + 0.5 * Math.sign(code)

const middles = (codes: Float64Array, way: Way): Float64Array => codes.map((code) => middleOf(code, way))

/** Least squares. */
function fitted(levels: Float64Array, beside: Float64Array, affine: boolean): Line {
  const mean = (v: Float64Array) => (affine ? v.reduce((sum, value) => sum + value, 0) / v.length : 0)
  const [c, b] = [mean(levels), mean(beside)]
  let both = 0
  let squares = 0
  for (let i = 0; i < levels.length; i++) {
    both += (levels[i]! - c) * (beside[i]! - b)
    squares += (levels[i]! - c) ** 2
  }
  // The codes are unrelated to these values, so any scale is wrong.
  const slope = squares > 0 && both !== 0 ? both / squares : 1
  return { slope, offset: b - slope * c }
}

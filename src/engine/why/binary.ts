/** Vectors of one bit for each value: the sign. As numbers of two values, or packed into bytes. */
import { compareVectors, type Compared } from './compare'
import { hypothesis, type Hypothesis } from './names'
import type { WhyTolerance } from './types'

/** A target that holds only signs. */
export interface Signs {
  /** [bits] 1 and −1. */
  readonly signs: Float64Array
  readonly hypothesis: Hypothesis
}

/** The least number of bytes: 64 bits. */
const LEAST_BYTES = 8

/** Two values only, which are 0 and one other, or opposites: one bit for each dimension. Null: something else. */
export function plainSigns(values: Float64Array): Signs | null {
  const found = [...new Set(values)]
  if (values.length < LEAST_BYTES || found.length !== 2) return null
  const [low, high] = found.toSorted((a, b) => a - b) as [number, number]
  const form = low === 0 ? 'zero-one' : low === -high ? 'signs' : null
  if (form === null) return null
  return {
    signs: values.map((value) => (value === high ? 1 : -1)),
    hypothesis: hypothesis('binary', 'binary', { form }),
  }
}

/**
 * Every way in which bytes may hold signs: numpy.packbits (the first value is the highest bit; `ubinary` of
 * sentence-transformers), the same minus 128 (its `binary`) or read as signed bytes, and each with the lowest bit first
 * (FAISS).
 * @param most the model's dimensions
 */
export function packedSigns(values: Float64Array, most: number): Signs[] {
  const fits = (least: number, largest: number) => values.every((v) => v >= least && v <= largest)
  if (values.length < LEAST_BYTES || values.length * 8 > most || !values.every(Number.isInteger)) return []
  const forms: [form: string, toByte: (value: number) => number][] = []
  if (fits(0, 255)) forms.push(['ubinary', (value) => value])
  if (fits(-128, 127)) forms.push(['binary', (value) => value + 128], ['int8', (value) => value & 255])
  return forms.flatMap(([form, toByte]) =>
    (['', '-lowest-bit-first'] as const).map((order) => ({
      signs: bitsOf(values.map(toByte), order !== ''),
      hypothesis: hypothesis('binary-packed', `binary-packed-${form}${order}`, { form }),
    })),
  )
}

function bitsOf(bytes: Float64Array, lowestFirst: boolean): Float64Array {
  const signs = new Float64Array(bytes.length * 8)
  for (let at = 0; at < signs.length; at++) {
    const bit = lowestFirst ? at % 8 : 7 - (at % 8)
    signs[at] = (bytes[at >> 3]! >> bit) & 1 ? 1 : -1
  }
  return signs
}

/**
 * Compares signs. A sign may differ only where our value is so near to 0 that the tolerance covers both.
 * @param made [bits] of length 1
 */
export function compareSigns(signs: Float64Array, made: Float64Array, tolerance: WhyTolerance): Compared {
  const ours = made.map((value) => (value > 0 ? 1 : -1))
  const compared = compareVectors({ target: signs, made: ours }, tolerance, 1)
  const within = signs.every(
    (sign, at) => sign === ours[at] || Math.abs(made[at]!) <= tolerance.largestDifference / 2,
  )
  return { ...compared, normRatio: null, within }
}

/** How stored values are read as a vector: as they are, without zeros at the end, as signs. */
import { packedSigns, plainSigns, type Signs } from './binary'
import type { DenseTarget } from './dense'
import { hypothesis, type Hypothesis } from './names'
import { roundingOf } from './rounding'

/** Fewer zeros at the end may be rounded values. */
const LEAST_ZEROS = 8

/** Fewer values that are not 0 are no vector. */
const LEAST_VALUES = 8

interface Readings {
  readonly readings: readonly DenseTarget[]
  readonly signs: readonly (Signs & { readonly seen: readonly Hypothesis[] })[]
  /** The grid of the values, or null. */
  readonly shown: Hypothesis | null
}

/** Number of values up to the last one that is not 0; at most the model's where only zeros follow. */
export function lengthOf(vector: Float64Array, dimension: number): number {
  return vector.length > dimension && keptOf(vector) <= dimension ? dimension : vector.length
}

function keptOf(vector: Float64Array): number {
  let kept = vector.length
  while (kept > 0 && vector[kept - 1] === 0) kept--
  return kept
}

/** @param vector finite, not all 0, not longer than the model's `dimension` unless it ends in zeros */
export function readingsOf(vector: Float64Array, dimension: number): Readings {
  const kept = keptOf(vector)
  const bases: { readonly vector: Float64Array; readonly hypotheses: readonly Hypothesis[] }[] = []
  const add = (n: number) => {
    const zeros = vector.length - n
    const padded = hypothesis('zero-padded', 'zero-padded', { n: vector.length, zeros })
    bases.push({ vector: vector.slice(0, n), hypotheses: zeros === 0 ? [] : [padded] })
  }
  add(lengthOf(vector, dimension))
  if (kept >= LEAST_VALUES && bases[0]!.vector.length - kept >= LEAST_ZEROS) add(kept)
  const readings: DenseTarget[] = []
  const signs: Readings['signs'][number][] = []
  for (const { vector: values, hypotheses: seen } of bases) {
    const plain = plainSigns(values)
    if (plain !== null) signs.push({ ...plain, seen })
    else readings.push({ vector: values, rounding: roundingOf(values, true), hypotheses: seen })
    signs.push(...packedSigns(values, dimension).map((each) => ({ ...each, seen })))
  }
  const [first] = readings
  const shown = isPacked(signs, dimension)
    ? signs[0]!.hypothesis
    : (first?.rounding?.hypothesis ?? signs[0]?.hypothesis)
  return { readings, signs, shown: shown ?? null }
}

/** Bytes for exactly the model's dimensions, or one bit for each. */
const isPacked = (signs: Readings['signs'], dimension: number): boolean =>
  signs[0]?.signs.length === dimension

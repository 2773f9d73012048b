/** Pairs of units drawn at random from the same two texts: the scores that unrelated units have. */

/** Maximum number of pairs. */
const SHUFFLED_LIMIT = 2_000

/** Mulberry32 (Tommy Ettinger, public domain): the platform's generator takes no seed. @returns from 0 to below 1 */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Pairs [i, j, i, j, …]: each row gets the next column of a shuffled list, which is shuffled again when it ends. The same seed
 * gives the same pairs.
 * @param self true: columns and rows are the same units, and no unit is paired with itself
 * @returns null with fewer than two units on a side
 */
export function shuffledPairs(
  rows: number,
  columns: number,
  seed: number,
  limit = SHUFFLED_LIMIT,
  self = false,
): Int32Array | null {
  if (rows < 2 || columns < 2) return null
  const next = random(seed)
  const order = Int32Array.from({ length: columns }, (_, at) => at)
  const pairs: number[] = []
  const wanted = Math.min(limit, rows * columns)
  for (let turn = 0; pairs.length < 2 * wanted && turn < 4 * wanted;) {
    for (let at = columns - 1; at > 0; at--) {
      const other = Math.floor(next() * (at + 1))
      const kept = order[at]!
      order[at] = order[other]!
      order[other] = kept
    }
    for (let i = 0; i < rows && pairs.length < 2 * wanted; i++, turn++) {
      const j = order[i % columns]!
      if (!self || i !== j) pairs.push(i, j)
    }
  }
  return Int32Array.from(pairs)
}

/** The values of shuffled pairs of a [rows][columns] matrix; pairs without a value (NaN) are left out. Null as shuffledPairs. */
export function shuffledSample(
  values: Float64Array,
  rows: number,
  columns: number,
  seed: number,
  self: boolean,
): Float64Array | null {
  const pairs = shuffledPairs(rows, columns, seed, SHUFFLED_LIMIT, self)
  if (pairs === null) return null
  return Float64Array.from(
    { length: pairs.length / 2 },
    (_, at) => values[pairs[2 * at]! * columns + pairs[2 * at + 1]!]!,
  ).filter((value) => !Number.isNaN(value))
}

/** Percentile of a value: the part of the sample below it, ties half, in percent. */
export function standing(
  value: number,
  sample: Float64Array,
): { readonly percentile: number; readonly n: number } {
  let below = 0
  for (const one of sample) below += one < value ? 1 : one === value ? 0.5 : 0
  return { percentile: sample.length === 0 ? NaN : (100 * below) / sample.length, n: sample.length }
}

/** A range of colours: from the 5th to the 99.5th percentile of shuffled pairs. Null without a sample. */
export function calibratedRange(
  sample: Float64Array,
): { readonly low: number; readonly high: number } | null {
  if (sample.length === 0) return null
  const sorted = Float64Array.from(sample).sort()
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!
  return { low: at(0.05), high: at(0.995) }
}

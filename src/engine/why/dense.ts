/** Compares a dense target with what one run gives: each pooling, cut and length. One row for each pooling. */
import type { EncodeSettings } from '../encode/types'
import { norm } from '../matrix'
import { compareSigns, type Signs } from './binary'
import { changedRow, REORDERED } from './changed-values'
import { compareVectors, type Compared } from './compare'
import { hypothesis, type Hypothesis } from './names'
import type { Pooled, RunVectors } from './run-vectors'
import { roundingOf, type Rounding } from './rounding'
import type { WhyTolerance } from './types'

export interface HeadRow {
  /** Hypotheses about the steps after the hidden states. */
  readonly hypotheses: readonly Hypothesis[]
  /** Number of hypotheses that are guesses; the others can be seen on the target. */
  readonly guesses: number
  readonly compared: Compared
}

/** One reading of a dense target: how the stored values are a vector. */
export interface DenseTarget {
  readonly vector: Float64Array
  readonly rounding: Rounding | null
  /** What this reading assumes, which can be seen on the target. */
  readonly hypotheses: readonly Hypothesis[]
  /** True: its values are negated or in reverse order, which is a guess. */
  readonly isReordered?: boolean
}

type Settings = Pick<EncodeSettings, 'normalize' | 'truncateDim'>

/** @returns a row for each pooling; before them the vector as the page has it, if it has the same number of values */
export function denseRows(
  target: DenseTarget,
  vectors: RunVectors,
  settings: Settings,
  tolerance: WhyTolerance,
): HeadRow[] {
  const rows: HeadRow[] = []
  for (const pooled of vectors.dense) {
    const forms = formsOf(pooled, target.vector.length, settings, norm(target.vector))
    const made = forms.map((form) => rowOf(target, pooled, form, tolerance))
    const plain = made.find(({ hypotheses }) => hypotheses.length === 0)
    const fitting = made.filter(({ compared }) => compared.within)
    // The first form that fits is chosen; another length is the last one tried. Without a fit, the nearest form is chosen.
    const nearest = made.filter((_, at) => !forms[at]!.lastResort).sort(nearer)[0]
    const chosen = fitting[0] ?? nearest
    if (plain && plain !== chosen) rows.push(plain)
    if (chosen) rows.push(chosen)
    if (!target.isReordered) rows.push(...changedRows(target, pooled, fitting[0] ?? null, tolerance))
  }
  return rows
}

/** Empty: no change of the values gives the target, or it needs none. A grid has readings of its own. */
function changedRows(
  { vector, rounding, hypotheses: seen }: DenseTarget,
  { pooling, vector: made }: Pooled,
  fitting: HeadRow | null,
  tolerance: WhyTolerance,
): HeadRow[] {
  if (rounding !== null || made.length < vector.length) return []
  const unit = scaledTo(Float64Array.from(made.subarray(0, vector.length)), 1)
  const changed = changedRow(vector, unit, fitting?.compared.distance ?? Infinity, tolerance)
  if (changed === null) return []
  const n = vector.length
  const cut = n === made.length ? [] : [hypothesis('dimensions', `dimensions-${n}`, { n })]
  const named = pooling === null ? [] : [hypothesis(pooling)]
  const hypotheses = [...named, ...cut, ...seen, changed.hypothesis]
  return [{ hypotheses, guesses: named.length + 1, compared: changed.compared }]
}

/** The readings with their values negated or in reverse order. */
export const reordered = (readings: readonly DenseTarget[]): DenseTarget[] =>
  readings.flatMap(({ vector, hypotheses: seen }) =>
    REORDERED.map(({ hypothesis: how, undo }) => {
      const undone = undo(vector)
      return {
        vector: undone,
        rounding: roundingOf(undone, true),
        hypotheses: [...seen, how],
        isReordered: true,
      }
    }),
  )

/** Only rows within the tolerance: the nearest of the others would say nothing. */
export function reorderedRows(
  targets: readonly DenseTarget[],
  vectors: RunVectors,
  settings: Settings,
  tolerance: WhyTolerance,
): HeadRow[] {
  return targets
    .filter(({ vector }) => vectors.dense.some((pooled) => mayFit(vector, pooled.vector)))
    .flatMap((target) => denseRows(target, vectors, settings, tolerance))
    .filter(({ compared }) => compared.within)
    .map((row) => ({ ...row, guesses: row.guesses + 1 }))
}

/** Steps of codes are sought for seconds: only where the target is nearly a line of the vector. */
const LEAST_CORRELATION = 0.9

/** Whether target ≈ scale × made + offset may hold: correlation or cosine. Codes of few bits stay above the limit. */
function mayFit(target: Float64Array, made: Float32Array | Float64Array): boolean {
  const n = Math.min(target.length, made.length)
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0]
  for (let at = 0; at < n; at++) {
    const [a, b] = [target[at]!, made[at]!]
    x += a
    y += b
    xx += a * a
    yy += b * b
    xy += a * b
  }
  const correlation = (xy - (x * y) / n) / Math.sqrt((xx - (x * x) / n) * (yy - (y * y) / n))
  return correlation >= LEAST_CORRELATION || xy / Math.sqrt(xx * yy) >= LEAST_CORRELATION
}

const nearer = (a: HeadRow, b: HeadRow): number => a.compared.distance - b.compared.distance

/** A vector that may have become the target. */
export interface Form {
  readonly vector: Float64Array
  readonly hypotheses: readonly Hypothesis[]
  readonly guesses: number
  /** True: scaled to the target's length, so that only the direction is compared. */
  readonly lastResort?: boolean
}

/** @param length the target's norm */
function formsOf(pooled: Pooled, size: number, { normalize, truncateDim }: Settings, length: number): Form[] {
  const whole = Float64Array.from(pooled.vector)
  const isCut = size < whole.length
  const cut = isCut ? whole.slice(0, size) : whole
  const other = size !== (truncateDim ?? whole.length)
  const dimensions = other ? [hypothesis('dimensions', `dimensions-${size}`, { n: size })] : []
  const unit = scaledTo(cut, 1)
  const forms: Form[] = [
    {
      vector: unit,
      hypotheses: [...dimensions, ...(normalize ? [] : [hypothesis('normalised')])],
      guesses: 0,
    },
  ]
  if (isCut) {
    const name = hypothesis('dimensions-not-renormalised', `dimensions-${size}-not-renormalised`, { n: size })
    forms.push({ vector: scaledTo(whole, 1).slice(0, size), hypotheses: [name], guesses: 0 })
  }
  if (pooled.isRaw)
    forms.push({
      vector: cut,
      hypotheses: [...dimensions, ...(normalize ? [hypothesis('not-normalised')] : [])],
      guesses: 0,
    })
  // If the vector's length before normalisation is unknown, it may have been the target's length.
  const name = pooled.isRaw ? 'not-normalised-other-length' : 'not-normalised'
  forms.push({
    vector: scaledTo(cut, length),
    hypotheses: [...dimensions, hypothesis(name)],
    guesses: pooled.isRaw ? 1 : 0,
    lastResort: true,
  })
  return forms
}

function scaledTo(vector: Float64Array, length: number): Float64Array {
  const by = length / Math.max(norm(vector), 1e-12)
  return vector.map((value) => value * by)
}

/** Compares a target with one vector, rounded in the same way. */
export function rowOf(
  { vector, rounding, hypotheses: seen }: DenseTarget,
  { pooling }: Pooled,
  { vector: made, hypotheses, guesses }: Form,
  tolerance: WhyTolerance,
): HeadRow {
  const named = pooling === null ? [] : [hypothesis(pooling)]
  const plain = compareVectors({ target: vector, made }, tolerance, norm(vector))
  const row = {
    hypotheses: [...named, ...hypotheses, ...seen],
    guesses: guesses + named.length,
    compared: plain,
  }
  if (rounding === null) return row
  const rows = [rounding, ...(rounding.others ?? [])].map((each) =>
    roundedRow(row, each, vector, made, tolerance),
  )
  // Several ways may be within the tolerance. Only the right one gives the very same codes.
  const [nearest] = rows.filter(({ compared }) => compared.within).toSorted(nearer)
  const [first] = rows
  return nearest && !(first!.compared.distance <= nearest.compared.distance * 1.5 && first!.compared.within)
    ? nearest
    : first!
}

function roundedRow(
  row: HeadRow,
  rounding: Rounding,
  vector: Float64Array,
  made: Float64Array,
  tolerance: WhyTolerance,
): HeadRow {
  const target = rounding.decode(vector, made)
  const rounded = rounding.round(made, target)
  // Our vector already lies on the same grid.
  if (rounded.every((value, at) => value === made[at])) return row
  const compared = compareVectors(
    { target, made: rounded, exact: made, slack: rounding.half(target) },
    tolerance,
    norm(target),
  )
  // A target on a grid is a rounded vector, so the vector itself does not explain it, however near it is.
  if (!compared.within) return { ...row, compared: { ...row.compared, within: false } }
  return {
    ...row,
    hypotheses: [...row.hypotheses, rounding.hypothesis],
    compared: { ...compared, normRatio: row.compared.normRatio },
  }
}

/** A row for each pooling: signs have neither length nor rounding. */
export function signRows(
  { signs, hypothesis: how }: Signs,
  seen: readonly Hypothesis[],
  vectors: RunVectors,
  { truncateDim }: Settings,
  tolerance: WhyTolerance,
): HeadRow[] {
  const n = signs.length
  return vectors.dense.flatMap(({ pooling, vector }) => {
    if (n > vector.length) return []
    const cut =
      n !== (truncateDim ?? vector.length) ? [hypothesis('dimensions', `dimensions-${n}`, { n })] : []
    const named = pooling === null ? [] : [hypothesis(pooling)]
    const made = scaledTo(Float64Array.from(vector.subarray(0, n)), 1)
    return [
      {
        hypotheses: [...named, ...cut, ...seen, how],
        guesses: named.length,
        compared: compareSigns(signs, made, tolerance),
      },
    ]
  })
}

/** A dense target beside what one run gives: each way of pooling, cut and length; one row for each way of pooling. */
import type { EncodeSettings } from '../encode/types'
import { norm } from '../matrix'
import { compareVectors, type Compared } from './compare'
import { hypothesis, type Hypothesis } from './names'
import type { Pooled, RunVectors } from './run-vectors'
import type { Rounding } from './rounding'
import type { WhyTolerance } from './types'

export interface HeadRow {
  /** Of what comes after the hidden states. */
  readonly hypotheses: readonly Hypothesis[]
  /** How many of them are guesses; the others are seen on the target. */
  readonly guesses: number
  readonly compared: Compared
}

interface DenseTarget {
  readonly vector: Float64Array
  readonly rounding: Rounding | null
}

type Settings = Pick<EncodeSettings, 'normalize' | 'truncateDim'>

/** @returns a row for each way of pooling, and before them the vector just as the page has it, where it has as many values */
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
    // Of what fits, the first: another length is the last resort. Else what comes nearest without it.
    const nearest = made.filter((_, at) => !forms[at]!.lastResort).sort(nearer)[0]
    const chosen = fitting[0] ?? nearest
    if (plain && plain !== chosen) rows.push(plain)
    if (chosen) rows.push(chosen)
  }
  return rows
}

const nearer = (a: HeadRow, b: HeadRow): number => a.compared.distance - b.compared.distance

interface Form {
  readonly vector: Float64Array
  readonly hypotheses: readonly Hypothesis[]
  readonly guesses: number
  /** Its length is the target's own, so that only the direction is compared. */
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
  // Where nobody knows how long the vector was, it may have been as long as the target.
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

function rowOf(
  { vector, rounding }: DenseTarget,
  { pooling }: Pooled,
  { vector: made, hypotheses, guesses }: Form,
  tolerance: WhyTolerance,
): HeadRow {
  const ways = pooling === null ? [] : [hypothesis(pooling)]
  const plain = compareVectors({ target: vector, made }, tolerance, norm(vector))
  const row = { hypotheses: [...ways, ...hypotheses], guesses: guesses + ways.length, compared: plain }
  if (rounding === null) return row
  const target = rounding.decode(vector, made)
  const rounded = rounding.round(made, target)
  // Ours lies on the same grid.
  if (rounded.every((value, at) => value === made[at])) return row
  const compared = compareVectors(
    { target, made: rounded, exact: made, slack: rounding.half(target) },
    tolerance,
    norm(target),
  )
  // A target on a grid is not the vector itself, however near.
  if (!compared.within) return { ...row, compared: { ...plain, within: false } }
  return {
    ...row,
    hypotheses: [...row.hypotheses, rounding.hypothesis],
    compared: { ...compared, normRatio: plain.normRatio },
  }
}

/** Compares a sparse target with what one run gives: how other programs make a dictionary of token weights. */
import { skippedIds } from '../heads/sparse'
import type { SpecialIds } from '../tokenizer/types'
import { compareWeights, type Compared } from './compare'
import { usualScale } from './integers'
import type { HeadRow } from './dense'
import { hypothesis, type Hypothesis } from './names'
import type { RunVectors } from './run-vectors'
import type { Rounding } from './rounding'
import type { WhyTolerance } from './types'

type Weights = ReadonlyMap<number, number>

interface SparseTarget {
  readonly weights: Weights
  readonly rounding: Rounding | null
}

/** How the weights of a repeated id become one weight. FlagEmbedding takes the largest. */
const MERGES: readonly {
  readonly name: Hypothesis | null
  readonly merge: (a: number, b: number) => number
}[] = [
  { name: null, merge: Math.max },
  { name: hypothesis('duplicates-summed'), merge: (a, b) => a + b },
  { name: hypothesis('last-of-duplicates'), merge: (_, b) => b },
]

export function sparseRows(
  target: SparseTarget,
  vectors: RunVectors,
  special: SpecialIds,
  tolerance: WhyTolerance,
): HeadRow[] {
  const rows: HeadRow[] = []
  const seen: Weights[] = []
  for (const keeps of [false, true])
    for (const { name, merge } of MERGES) {
      const made = merged(vectors, keeps ? new Set() : skippedIds(special), merge)
      if (seen.some((other) => isSame(other, made))) continue
      seen.push(made)
      const hypotheses = [...(keeps ? [hypothesis('special-tokens-kept')] : []), ...(name ? [name] : [])]
      rows.push(...rowsOf(target, made, hypotheses, tolerance))
    }
  return rows
}

function merged(
  { ids, tokenWeights }: RunVectors,
  skipped: ReadonlySet<number>,
  merge: (a: number, b: number) => number,
): Weights {
  const made = new Map<number, number>()
  tokenWeights?.forEach((weight, at) => {
    const id = ids[at]!
    if (skipped.has(id) || !(weight > 0)) return
    const before = made.get(id)
    made.set(id, before === undefined ? weight : merge(before, weight))
  })
  return made
}

const isSame = (a: Weights, b: Weights): boolean =>
  a.size === b.size && [...a].every(([id, weight]) => b.get(id) === weight)

/** A row for the weights themselves. Further rows only if they fit. */
function rowsOf(
  target: SparseTarget,
  made: Weights,
  hypotheses: readonly Hypothesis[],
  tolerance: WhyTolerance,
): HeadRow[] {
  const row = (weights: Weights, more: readonly Hypothesis[]): HeadRow => {
    const { compared, rounded } = compare(target, weights, tolerance)
    const all = [...hypotheses, ...more]
    return { hypotheses: rounded ? [...all, rounded] : all, guesses: all.length, compared }
  }
  const plain = row(made, [])
  if (plain.compared.within) return [plain]
  const shifted = new Map([...made].map(([id, weight]) => [id + 1, weight]))
  const others: HeadRow[] = [row(shifted, [hypothesis('ids-plus-one')])]
  const missing = [...made].filter(([id]) => !target.weights.has(id))
  if (target.weights.size >= 2 && missing.length > 0 && made.size - missing.length === target.weights.size) {
    const kept = new Map([...made].filter(([id]) => target.weights.has(id)))
    const dropped = missing.reduce((most, [, weight]) => Math.max(most, weight), -Infinity)
    others.push(row(kept, [hypothesis('pruned', 'pruned', { dropped: missing.length, most: dropped })]))
  }
  const ratio = lengthOf(target.weights) / lengthOf(made)
  // Whole numbers are not exact enough to give the factor itself.
  const usual = target.rounding?.hypothesis.name === 'scaled-integers' ? usualScale(ratio) : null
  for (const factor of usual === null ? [ratio] : [usual, ratio])
    if (Number.isFinite(factor) && !others.some(({ compared }) => compared.within)) {
      const scaled = new Map([...made].map(([id, weight]) => [id, weight * factor]))
      others.push(row(scaled, [hypothesis('scaled', 'scaled', { factor })]))
    }
  return [plain, ...others.filter(({ compared }) => compared.within)]
}

const lengthOf = (weights: Weights): number => Math.hypot(...weights.values())

function compare(
  { weights, rounding }: SparseTarget,
  made: Weights,
  tolerance: WhyTolerance,
): { readonly compared: Compared; readonly rounded: Hypothesis | null } {
  const plain = compareWeights(weights, made, tolerance)
  if (rounding === null) return { compared: plain, rounded: null }
  const ids = [...made.keys()]
  const values = Float64Array.from(made.values())
  const onGrid = rounding.round(values, values)
  if (onGrid.every((value, at) => value === values[at])) return { compared: plain, rounded: null }
  const rounded = new Map(ids.map((id, at) => [id, onGrid[at]!]))
  const half = (value: number) => rounding.half(Float64Array.of(value))(0)
  const compared = compareWeights(weights, rounded, tolerance, half, made)
  return compared.within
    ? { compared, rounded: rounding.hypothesis }
    : { compared: { ...plain, within: false }, rounded: null }
}

/** Compares a ColBERT target with what one run gives: which rows, of which length, in which order. */
import { norm } from '../matrix'
import { compareVectors, NOT_COMPARED, type Compared } from './compare'
import type { HeadRow } from './dense'
import { hypothesis, type HypothesisName, type Hypothesis } from './names'
import type { RunVectors } from './run-vectors'
import type { Rounding } from './rounding'
import { bestOrder } from './row-order'
import { rowAt, type Rows } from './rows'
import type { WhyTolerance } from './types'

export interface ColbertTarget extends Rows {
  /** Number of rows of zeros at the end, which are not counted in `rows`. */
  readonly padding: number
  readonly rounding: Rounding | null
}

/** Which of the n tokens have a row. The first entry is FlagEmbedding's selection. */
const SELECTIONS: readonly {
  readonly name: HypothesisName | null
  readonly from: 0 | 1
  readonly less: 0 | 1
}[] = [
  { name: null, from: 1, less: 0 },
  { name: 'bos-kept', from: 0, less: 0 },
  { name: 'eos-dropped', from: 1, less: 1 },
  { name: 'bos-kept-eos-dropped', from: 0, less: 1 },
]

/** Whether some selection of n tokens has this number of rows. */
export const hasRowsFor = (rows: number, n: number): boolean =>
  SELECTIONS.some(({ from, less }) => n - from - less === rows)

export function colbertRows(
  target: ColbertTarget,
  vectors: RunVectors,
  normalize: boolean,
  tolerance: WhyTolerance,
): HeadRow[] {
  const n = vectors.ids.length
  const padding =
    target.padding > 0 ? [hypothesis('padding-kept', 'padding-kept', { n: target.padding })] : []
  const rows = SELECTIONS.filter(({ from, less }) => n - from - less === target.rows).flatMap(
    ({ name, from, less }) => {
      const chosen = selected(vectors, from, less)
      if (chosen === null) return []
      const guessed = name === null ? [] : [hypothesis(name)]
      return lengths(target, chosen, normalize, tolerance).map(({ hypotheses, guesses, compared }) => ({
        hypotheses: [...guessed, ...hypotheses, ...padding],
        guesses: guesses + guessed.length,
        compared,
      }))
    },
  )
  return [...rows, ...hiddenStates(target, vectors, tolerance)]
}

interface Selected {
  readonly made: Rows
  /** Number of first rows of the target that the graph does not give; they are not compared. */
  readonly unknown: number
  readonly isRaw: boolean
}

function selected({ colbert }: RunVectors, from: 0 | 1, less: 0 | 1): Selected | null {
  if (colbert === null) return null
  const { rows, dimension, data } = colbert.rows
  const start = Math.max(0, from - colbert.first)
  const made = Float64Array.from(data.subarray(start * dimension, (rows - less) * dimension))
  const unknown = Math.max(0, colbert.first - from)
  return { made: { rows: rows - less - start, dimension, data: made }, unknown, isRaw: colbert.isRaw }
}

function lengths(
  target: ColbertTarget,
  { made, unknown, isRaw }: Selected,
  normalize: boolean,
  tolerance: WhyTolerance,
): HeadRow[] {
  const isCut = target.dimension < made.dimension
  const name = hypothesis('dimensions', `dimensions-${target.dimension}`, { n: target.dimension })
  const dimensions = isCut ? [name] : []
  const cut = isCut ? firstColumns(made, target.dimension) : made
  const beside = unknown > 0 ? withoutFirst(target, unknown) : target
  const row = (rows: Rows, more: readonly Hypothesis[], guesses: number): HeadRow => {
    const { compared, rounded } = compareRows(beside, rows, target.rounding, tolerance)
    return { hypotheses: [...dimensions, ...more, ...(rounded ? [rounded] : [])], guesses, compared }
  }
  const unit = scaledRows(cut, () => 1)
  const plain = row(unit, normalize ? [] : [hypothesis('normalised')], 0)
  if (plain.compared.within) return [plain]
  const others: HeadRow[] = []
  if (isRaw) others.push(row(cut, normalize ? [hypothesis('not-normalised')] : [], 0))
  const kept = scaledRows(cut, (at) => norm(rowAt(beside, at)))
  others.push(
    row(kept, [hypothesis(isRaw ? 'not-normalised-other-length' : 'not-normalised')], isRaw ? 1 : 0),
  )
  const order = bestOrder(beside, unit, tolerance.cosine)
  if (order) {
    const moved = { ...unit, data: inOrder(unit, order) }
    const reversed = order.every((from, to) => from === unit.rows - 1 - to)
    others.push(row(moved, [hypothesis(reversed ? 'rows-reversed' : 'rows-reordered')], 1))
  }
  const fits = others.find(({ compared }) => compared.within)
  return fits ? [plain, fits] : [plain]
}

/** Endpoints such as TEI's /embed_all return hidden states in place of ColBERT vectors. */
function hiddenStates(target: ColbertTarget, { hiddenRows }: RunVectors, tolerance: WhyTolerance): HeadRow[] {
  if (hiddenRows?.rows !== target.rows || hiddenRows.dimension !== target.dimension) return []
  const made = { ...hiddenRows, data: Float64Array.from(hiddenRows.data) }
  const { compared } = compareRows(target, made, null, tolerance)
  if (compared.within) return [{ hypotheses: [hypothesis('hidden-states')], guesses: 1, compared }]
  const unit = compareRows(
    target,
    scaledRows(made, () => 1),
    null,
    tolerance,
  ).compared
  const names = [hypothesis('hidden-states'), hypothesis('normalised')]
  return unit.within ? [{ hypotheses: names, guesses: 1, compared: unit }] : []
}

const withoutFirst = (rows: Rows, n: number): Rows => ({
  rows: rows.rows - n,
  dimension: rows.dimension,
  data: rows.data.subarray(n * rows.dimension),
})

const firstColumns = (rows: Rows, dimension: number): Rows => ({
  rows: rows.rows,
  dimension,
  data: rows.data.filter((_, at) => at % rows.dimension < dimension),
})

function scaledRows(rows: Rows, length: (row: number) => number): Rows {
  const data = rows.data.slice()
  for (let row = 0; row < rows.rows; row++) {
    const values = data.subarray(row * rows.dimension, (row + 1) * rows.dimension)
    const by = length(row) / Math.max(norm(values), 1e-12)
    for (let i = 0; i < values.length; i++) values[i]! *= by
  }
  return { ...rows, data }
}

function inOrder(rows: Rows, order: readonly number[]): Float64Array {
  const data = new Float64Array(rows.data.length)
  order.forEach((from, to) => data.set(rowAt(rows, from), to * rows.dimension))
  return data
}

/** Compares row by row; `cosine` is the mean over the rows. */
function compareRows(
  target: Rows,
  made: Rows,
  rounding: Rounding | null,
  tolerance: WhyTolerance,
): { readonly compared: Compared; readonly rounded: Hypothesis | null } {
  if (target.rows !== made.rows || target.dimension !== made.dimension || target.rows === 0)
    return { compared: NOT_COMPARED, rounded: null }
  const onGrid = rounding === null || rounding.codes ? null : rounding.round(made.data, target.data)
  const moves = onGrid?.some((value, at) => value !== made.data[at]) === true
  const rounded = moves && rounding ? { ...made, data: onGrid! } : null
  if (rounded !== null && rounding !== null) {
    const compared = meanOfRows(target, rounded, tolerance, made, rounding.half(target.data))
    if (compared.within) return { compared, rounded: rounding.hypothesis }
  }
  const compared = meanOfRows(target, made, tolerance)
  return { compared: rounded === null ? compared : { ...compared, within: false }, rounded: null }
}

function meanOfRows(
  target: Rows,
  made: Rows,
  tolerance: WhyTolerance,
  exact?: Rows,
  half?: (at: number) => number,
): Compared {
  let [sum, least, largest, squares, length, ours, within] = [0, Infinity, 0, 0, 0, 0, true]
  for (let row = 0; row < target.rows; row++) {
    const values = rowAt(target, row)
    const size = norm(values)
    const from = row * target.dimension
    const compared = compareVectors(
      {
        target: values,
        made: rowAt(made, row),
        ...(exact && { exact: rowAt(exact, row) }),
        ...(half && { slack: (at: number) => half(from + at) }),
      },
      tolerance,
      size,
    )
    sum += compared.cosine
    least = Math.min(least, compared.cosine)
    largest = Math.max(largest, compared.largestDifference ?? 0)
    squares += (compared.distance * Math.max(size, 1e-12)) ** 2
    length += size * size
    ours += norm(rowAt(made, row)) ** 2
    within &&= compared.within
  }
  return {
    cosine: sum / target.rows,
    leastRow: least,
    largestDifference: largest,
    normRatio: ours > 0 && length > 0 ? Math.sqrt(length / ours) : null,
    distance: Math.sqrt(squares) / Math.max(Math.sqrt(length), 1e-12),
    overlap: null,
    within,
  }
}

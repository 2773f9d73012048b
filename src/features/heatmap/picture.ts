/** Creates the picture of a heatmap: the matrix of one score, its order, and its range of colours. Pure. */
import { columnSide } from './selectors'
import { fuseMatrix } from '../../engine/heatmap/fused'
import { calibratedRange, shuffledSample } from '../../engine/heatmap/shuffled'
import { mapAvailable, type Available, type HeadName } from '../../engine/model/types'
import type { ScoreName, Weights } from '../../engine/score/types'
import type { HeatmapLook, HeatmapResult, Unit } from './types'
import { maximaOf } from '../../ui/matrix/maxima'
import type { Picture, RowParts } from '../../ui/matrix/picture'
import { columnOrder, orderBy } from './order'
import { rowPartsOf, speakerOrder } from './people'

export type HeatmapPicture = Picture & {
  readonly rowParts: RowParts
  /** Number of shuffled pairs from which a calibrated range was computed; null: the range is of another kind. */
  readonly sample: number | null
  /**
   * Whether the range is calibrated. It is not, although the user chose it, if a side has too few units or there are
   * no values yet.
   */
  readonly calibrated: boolean
}

export const unitName = (side: 'a' | 'b', at: number): string => `${side.toUpperCase()}${at + 1}`

const oneLine = ({ text }: Unit): string => text.replace(/\s+/g, ' ').slice(0, 160)

const rowName = (row: number): string => unitName('a', row)

export function pictureOf(
  result: HeatmapResult,
  score: ScoreName,
  weights: Weights,
  look: HeatmapLook,
): Available<HeatmapPicture> {
  const { a, b, rowsDone } = result
  const isSelf = result.inputs.against === 'self'
  const isChunk = result.inputs.unit === 'chunk'
  return mapAvailable(fused(result, score, weights), (data) => {
    const range = rangeOf(data, result, look)
    const side = columnSide(result.inputs)
    const base = {
      data,
      rows: a.length,
      cols: b.length,
      filled: rowsDone,
      isSelf,
      rowOrder: null,
      colOrder: null,
      groups: null,
      ...range,
      threshold: look.threshold,
      rowLabel: (row: number) => `${rowName(row)} ${oneLine(a[row]!)}`,
      rowParts: rowPartsOf(a, rowName, isChunk),
      colName: (col: number) => unitName(side, col),
      colLabel: (col: number) => `${unitName(side, col)} ${oneLine(b[col]!)}`,
      maxima: true,
      maximaName: 'max',
      digits: 4,
    }
    // A chunk may hold several speakers.
    if (look.sort === 'text' || (look.sort === 'speaker' && isChunk)) return base
    if (look.sort === 'speaker') {
      const [rows, cols] = [speakerOrder(a), speakerOrder(b)]
      const groups = { rows: rows?.starts ?? [], cols: cols?.starts ?? [] }
      return { ...base, rowOrder: rows?.order ?? null, colOrder: cols?.order ?? null, groups }
    }
    const rowOrder = orderBy(maximaOf(base).rows)
    return { ...base, rowOrder, colOrder: columnOrder(data, rowOrder, b.length, isSelf) }
  })
}

/** What is known of an array that grows by rows, from its first `cells`. */
interface Fused {
  readonly score: ScoreName
  readonly weights: Weights
  readonly data: Float64Array
  cells: number
}
interface Extent {
  low: number
  high: number
  cells: number
}
const fusions = new WeakMap<HeatmapResult['values'], Fused>()
const extents = new WeakMap<Float64Array, Extent>()

/** The matrix of one score. Of a result whose rows arrive, only the new ones are computed; the array stays the same. */
function fused(result: HeatmapResult, score: ScoreName, weights: Weights): Available<Float64Array> {
  const { values, rowsDone, a, b } = result
  // The score of one head is the head's own array.
  if (values[score as HeadName] !== undefined) return fuseMatrix(values, score, weights)
  const to = rowsDone * b.length
  const known = fusions.get(values)
  const fits = known?.score === score && known.weights === weights && known.cells <= to
  const { data, cells: from } = fits
    ? known
    : { data: new Float64Array(a.length * b.length).fill(NaN), cells: 0 }
  const made = fuseMatrix(values, score, weights, { data, from, to })
  if (made.state === 'available') fusions.set(values, { score, weights, data, cells: to })
  return made
}

/**
 * The smallest and the largest value so far; 0 and 1: there is none.
 * @param diagonal every how many cells one compares a unit with itself, which does not count; 0: none does
 */
function extentOf(
  data: Float64Array,
  cells: number,
  diagonal: number,
): { readonly low: number; readonly high: number } {
  const known = extents.get(data)
  const found =
    known !== undefined && known.cells <= cells ? known : { low: Infinity, high: -Infinity, cells: 0 }
  for (let at = found.cells; at < cells; at++) {
    if (diagonal > 0 && at % diagonal === 0) continue
    const value = data[at]!
    if (value < found.low) found.low = value
    if (value > found.high) found.high = value
  }
  found.cells = cells
  extents.set(data, found)
  return found.low <= found.high ? { low: found.low, high: found.high } : { low: 0, high: 1 }
}

function rangeOf(data: Float64Array, result: HeatmapResult, look: HeatmapLook) {
  const cols = result.b.length
  const diagonal = result.inputs.against === 'self' ? cols + 1 : 0
  const auto = { ...extentOf(data, result.rowsDone * cols, diagonal), sample: null, calibrated: false }
  if (look.range === 'fixed')
    return { low: look.fixed[0], high: look.fixed[1], sample: null, calibrated: false }
  if (look.range === 'auto') return auto
  const { a, b, inputs } = result
  const known = shuffledSample(data, a.length, b.length, look.seed, inputs.against === 'self')
  if (known === null) return auto
  const range = calibratedRange(known)
  return range === null ? auto : { ...range, sample: known.length, calibrated: true }
}

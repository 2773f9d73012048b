/** Creates the picture of a heatmap: the matrix of one score, its order, and its range of colours. Pure. */
import { columnSide } from './selectors'
import { fuseMatrix } from '../../engine/heatmap/fused'
import { calibratedRange, shuffledSample } from '../../engine/heatmap/shuffled'
import { mapAvailable, type Available } from '../../engine/model/types'
import type { ScoreName, Weights } from '../../engine/score/types'
import type { HeatmapLook, HeatmapResult, Unit } from './types'
import { extent } from '../../ui/matrix/extent'
import { maximaOf } from '../../ui/matrix/maxima'
import type { Picture } from '../../ui/matrix/picture'
import { columnOrder, orderBy } from './order'

export type HeatmapPicture = Picture & {
  /** Number of shuffled pairs from which a calibrated range was computed; null: the range is of another kind. */
  readonly sample: number | null
  /**
   * Whether the range is calibrated. It is not, although the user chose it, if a side has too few units or there are
   * no values yet.
   */
  readonly calibrated: boolean
}

export const unitName = (side: 'a' | 'b', at: number): string => `${side.toUpperCase()}${at + 1}`

const oneLine = ({ text }: Unit): string => text.replace(/\s+/g, ' ').slice(0, 80)

export function pictureOf(
  result: HeatmapResult,
  score: ScoreName,
  weights: Weights,
  look: HeatmapLook,
): Available<HeatmapPicture> {
  const { a, b, values } = result
  return mapAvailable(fuseMatrix(values, score, weights), (data) => {
    const range = rangeOf(data, result, look)
    const side = columnSide(result.inputs)
    const base = {
      data,
      rows: a.length,
      cols: b.length,
      rowOrder: null,
      colOrder: null,
      ...range,
      threshold: look.threshold,
      rowLabel: (row: number) => `${unitName('a', row)} ${oneLine(a[row]!)}`,
      colName: (col: number) => unitName(side, col),
      colLabel: (col: number) => `${unitName(side, col)} ${oneLine(b[col]!)}`,
      maxima: true,
      digits: 4,
    }
    if (look.sort === 'text') return base
    const rowOrder = orderBy(maximaOf(base).rows)
    return { ...base, rowOrder, colOrder: columnOrder(data, rowOrder, b.length) }
  })
}

function rangeOf(data: Float64Array, result: HeatmapResult, look: HeatmapLook) {
  const auto = { ...extent(data), sample: null, calibrated: false }
  if (look.range === 'fixed')
    return { low: look.fixed[0], high: look.fixed[1], sample: null, calibrated: false }
  if (look.range === 'auto') return auto
  const { a, b, inputs } = result
  const known = shuffledSample(data, a.length, b.length, look.seed, inputs.against === 'self')
  if (known === null) return auto
  const range = calibratedRange(known)
  return range === null ? auto : { ...range, sample: known.length, calibrated: true }
}

/** What the heatmap shows of its result: one score's matrix, ordered and with a range of colours. Pure. */
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
  /** Of shuffled pairs that made a calibrated range; null: another kind of range. */
  readonly sample: number | null
  /** Of a calibrated range that could not be: one unit on a side, or no values yet. */
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

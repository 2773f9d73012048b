/** Points of two scores: of many, a sample is drawn, and outliers always. */
import type { AnsweredName } from '../../../engine/validate/answer-types'
import type { ValidationResult } from '../run/types'
import type { Point } from './Brush'
import { sampled } from './decimate'
import type { ChartTable } from './table-file'

/** All points are one path; this many are drawn in a few milliseconds. */
const MOST = 2000

export interface Scatter {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly outliers: { readonly x: Float64Array; readonly y: Float64Array }
  readonly xDomain: readonly [number, number]
  readonly yDomain: readonly [number, number]
  /** Pairs that have both numbers. */
  readonly of: number
}

const range = (values: Float64Array): readonly [number, number] => {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(low <= high)) return [0, 1]
  const room = (high - low) * 0.04 || 0.05
  return [low - room, high + room]
}

/** @param outliers positions of pairs */
export function scatterOf(x: Float64Array, y: Float64Array, outliers: Int32Array): Scatter {
  const both: number[] = []
  for (let pair = 0; pair < x.length; pair++)
    if (Number.isFinite(x[pair]!) && Number.isFinite(y[pair]!)) both.push(pair)
  const positions = Int32Array.from(both)
  const xs = Float64Array.from(positions, (pair) => x[pair]!)
  const ys = Float64Array.from(positions, (pair) => y[pair]!)
  const drawn = sampled(positions.length, MOST)
  const far = outliers.slice(0, MOST).filter((pair) => Number.isFinite(x[pair]!) && Number.isFinite(y[pair]!))
  return {
    x: Float64Array.from(drawn, (at) => xs[at]!),
    y: Float64Array.from(drawn, (at) => ys[at]!),
    outliers: {
      x: Float64Array.from(far, (pair) => x[pair]!),
      y: Float64Array.from(far, (pair) => y[pair]!),
    },
    xDomain: range(xs),
    yDomain: range(ys),
    of: positions.length,
  }
}

/** Positions of the pairs whose numbers are in the rectangle. */
export function inRectangle(x: Float64Array, y: Float64Array, from: Point, to: Point): Int32Array {
  const found: number[] = []
  for (let pair = 0; pair < x.length; pair++)
    if (x[pair]! >= from.x && x[pair]! <= to.x && y[pair]! >= from.y && y[pair]! <= to.y) found.push(pair)
  return Int32Array.from(found)
}

/** All pairs that have production's number. */
export function scatterTable(
  { set, pairs }: Pick<ValidationResult, 'set' | 'pairs'>,
  x: Float64Array,
  y: Float64Array,
  ours: AnsweredName,
): ChartTable {
  const rows = [...x.keys()].filter((pair) => Number.isFinite(x[pair]!))
  return {
    columns: ['query_id', 'document_id', 'production', ours],
    count: rows.length,
    row: (at) => {
      const pair = rows[at]!
      return [
        set.queries.ids[pairs.query[pair]!]!,
        set.documents.ids[pairs.document[pair]!]!,
        x[pair]!,
        Number.isNaN(y[pair]!) ? null : y[pair]!,
      ]
    },
  }
}

import type { Cell } from './geometry'

/**
 * What a picture of a matrix shows. Its data do not change in place, with one exception: a picture that grows by rows
 * keeps its array, and each next picture says in `filled` how far that is filled.
 */
export interface Picture {
  /** [rows][cols], row-major, in the order of the data. NaN: no value. */
  readonly data: ArrayLike<number>
  readonly rows: number
  readonly cols: number
  /** Rows of the data that have their values; those below have none yet. Left out: all. */
  readonly filled?: number
  /** At each shown position the index in the data; null: in the order of the data. */
  readonly rowOrder: readonly number[] | null
  readonly colOrder: readonly number[] | null
  readonly low: number
  readonly high: number
  /** Cells with a smaller value are faint; null: no cell is faint. */
  readonly threshold: number | null
  readonly rowLabel: (row: number) => string
  readonly colLabel: (col: number) => string
  /** The part of a column's label that is never cut, such as its number; without it any part may be cut. */
  readonly colName?: (col: number) => string
  /** Strips with the largest value of each row and column. */
  readonly maxima: boolean
  readonly digits: number
}

/** The cell of the data that is shown at a position. */
export const dataCell = ({ rowOrder, colOrder }: Picture, { i, j }: Cell): Cell => ({
  i: rowOrder?.[i] ?? i,
  j: colOrder?.[j] ?? j,
})

/** The position at which a cell of the data is shown. */
export function shownCell({ rowOrder, colOrder }: Picture, { i, j }: Cell): Cell {
  return { i: rowOrder?.indexOf(i) ?? i, j: colOrder?.indexOf(j) ?? j }
}

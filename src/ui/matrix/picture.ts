import type { Cell } from './geometry'

/** The parts of the rows' labels, which stand in columns. The same object as long as they say the same. */
export interface RowParts {
  /** What stands before the name, such as time and speaker; '': nothing. */
  readonly meta: (row: number) => string
  /** Never cut. */
  readonly name: (row: number) => string
  readonly text: (row: number) => string
}

/** Shown rows and columns at which a group begins, without the first. */
export interface Groups {
  readonly rows: readonly number[]
  readonly cols: readonly number[]
}

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
  /** Rows and columns are the same things: a cell of the diagonal compares one with itself, and is in no maximum. */
  readonly isSelf?: boolean
  /** At each shown position the index in the data; null: in the order of the data. */
  readonly rowOrder: readonly number[] | null
  readonly colOrder: readonly number[] | null
  readonly groups?: Groups | null
  readonly low: number
  readonly high: number
  /** Where the colour of a value lies between the ends of the scale (0 to 1). Left out: linear from low to high. */
  readonly tone?: (value: number) => number
  /** Cells with a smaller value are faint; null: no cell is faint. */
  readonly threshold: number | null
  readonly rowLabel: (row: number) => string
  readonly rowParts?: RowParts
  readonly colLabel: (col: number) => string
  /** The part of a column's label that is never cut, such as its number; without it any part may be cut. */
  readonly colName?: (col: number) => string
  /** Strips with the largest value of each row and column, and a mark on the best of each row. */
  readonly maxima: boolean
  /** What stands over the numbers of the strips; left out: the strips have no numbers. */
  readonly maximaName?: string
  readonly digits: number
}

/** Whether a cell of the data compares a thing with itself. */
export const isItself = ({ isSelf = false }: Pick<Picture, 'isSelf'>, { i, j }: Cell): boolean =>
  isSelf && i === j

/** The cell of the data that is shown at a position. */
export const dataCell = ({ rowOrder, colOrder }: Picture, { i, j }: Cell): Cell => ({
  i: rowOrder?.[i] ?? i,
  j: colOrder?.[j] ?? j,
})

/** The position at which a cell of the data is shown. */
export function shownCell({ rowOrder, colOrder }: Picture, { i, j }: Cell): Cell {
  return { i: rowOrder?.indexOf(i) ?? i, j: colOrder?.indexOf(j) ?? j }
}

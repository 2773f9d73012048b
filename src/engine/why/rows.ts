/** ColBERT rows in double precision. */
export interface Rows {
  readonly rows: number
  readonly dimension: number
  /** [rows, dimension], flat. */
  readonly data: Float64Array
}

/** [dimension] A view of one row. */
export const rowAt = ({ dimension, data }: Rows, row: number): Float64Array =>
  data.subarray(row * dimension, (row + 1) * dimension)

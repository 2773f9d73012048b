/** Maximum number of cells: three heads of 8 bytes each are 720 MB. */
export const CELL_LIMIT = 30_000_000

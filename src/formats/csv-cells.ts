/** Cells of a CSV file (RFC 4180), with quotes also where a reader might take a text for something else. */
import Papa from 'papaparse'

/** Ends of a line for Python's `str.splitlines()`. Papa quotes CR and LF itself. */
const LINE_ENDS = /[\v\f\x1c-\x1e\x85\u2028\u2029]/
/** Missing values, numbers and booleans, as pandas, DuckDB and others find them in cells without quotes. */
const NO_TEXT = /^(|#?n\/?a|-?nan|<na>|null|nil|none|true|false|[+-]?[\d.].*|[+-]?inf(inity)?)$/i

/** A number has no quotes, and an empty text has them: `""` is a text, nothing between two commas (null) is a missing value. */
export const cells = (values: readonly (string | number | null)[]): string =>
  Papa.unparse([[...values]], {
    newline: '\r\n',
    quotes: (value: unknown) => typeof value === 'string' && (LINE_ENDS.test(value) || NO_TEXT.test(value)),
  })

/** Quotes for what Python's `splitlines()` would tear apart. */
export const hasLineEnd = (value: unknown): boolean => typeof value === 'string' && LINE_ENDS.test(value)

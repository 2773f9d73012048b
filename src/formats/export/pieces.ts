/**
 * JSON in pieces: the ColBERT rows of a text of 8,192 tokens are 170 MB of JSON, so a record is never one string.
 *
 * A float32 is written as the equal double ("0.08362080156803131", as Python's json writes it). A reader of doubles and a
 * reader of float32 get the same number. The shortest decimal ("0.0836208") would be exact only for readers of float32.
 */
import type { Matrix } from '../../engine/matrix'
import { jsonLine } from '../json-line'
import { rowOf } from './values'

export type Piece = string | Iterable<string>

export function* piecesOf(piece: Piece): Generator<string> {
  if (typeof piece === 'string') yield piece
  else yield* piece
}

export const numbers = (values: Iterable<number>): string => JSON.stringify(Array.from(values))

/** {"4865":0.08}: keys in the order of the map. (JSON.parse sorts such keys.) */
export const weightsObject = (weights: Iterable<readonly [number, number]>): string =>
  `{${Array.from(weights, ([id, weight]) => `"${id}":${JSON.stringify(weight)}`).join(',')}}`

/** A JSON array whose items are made one by one. */
export function* arrayOf(items: Iterable<Piece>): Generator<string> {
  let separator = '['
  for (const item of items) {
    yield separator
    yield* piecesOf(item)
    separator = ','
  }
  yield separator === '[' ? '[]' : ']'
}

/** The rest of a JSON array whose `[` is already written: one item per line, then `]`. */
export async function* itemLines<T>(
  items: AsyncIterable<T>,
  write: (item: T) => Iterable<string>,
): AsyncGenerator<string> {
  let separator = '\n'
  for await (const item of items) {
    yield separator
    yield* write(item)
    separator = ',\n'
  }
  yield '\n]'
}

/** A JSON object; a field whose value is null is left out. */
export function* objectOf(fields: Iterable<readonly [key: string, value: Piece | null]>): Generator<string> {
  let separator = '{'
  for (const [key, value] of fields) {
    if (value === null) continue
    yield `${separator}${jsonLine(key)}:`
    yield* piecesOf(value)
    separator = ','
  }
  yield separator === '{' ? '{}' : '}'
}

/** [[…],[…]] @param wrap changes each row: `{"emb":[…]}` for Milvus */
export function* rowsJson(matrix: Matrix, wrap = (row: string): Piece => row): Generator<string> {
  yield* arrayOf(mapped(matrix, wrap))
}

/** {"0":[…],"1":[…]} */
export const rowsObject = (matrix: Matrix): Generator<string> =>
  objectOf(
    (function* () {
      for (let row = 0; row < matrix.rows; row++) yield [String(row), numbers(rowOf(matrix, row))] as const
    })(),
  )

function* mapped(matrix: Matrix, wrap: (row: string) => Piece): Generator<Piece> {
  for (let row = 0; row < matrix.rows; row++) yield wrap(numbers(rowOf(matrix, row)))
}

export { jsonLine as json } from '../json-line'

/** Vectors in a notation of their own, which a reader of JSON and Python would misread. */
import { EngineError } from '../../engine/errors'
import { readSparsevec } from './bare'
import { hexBytes, printedBytes, valuesOfBytes } from './bytes'
import { readDecimalCommas } from './decimal-commas'
import type { Literal } from './literal'
import { item, reply } from './make'
import { readPgArray } from './pg-array'
import { readScipy } from './scipy'
import { isNumbers, toDense, toSparse } from './shapes'
import type { ForeignReply } from './types'
import { vespaText } from './vespa'

/**
 * @param readValue reads what a notation holds besides one dense vector
 * @returns null where the text is in none of them
 * @throws EngineError vector/base64-length, vector/base64-values, vector/shortened, vector/not-finite
 */
export function readWritten(
  text: string,
  readValue: (value: Literal) => ForeignReply | null,
): ForeignReply | null {
  const sparsevec = readSparsevec(text)
  if (sparsevec !== null) return reply('sparsevec', [item({ sparse: toSparse(sparsevec, 'sparsevec') })])
  const hex = hexBytes(text)
  if (hex !== null) return reply('bytes', [item({ dense: toDense(valuesOfBytes(hex), 'vector') })])
  const printed = ofBytes(printedBytes(text))
  if (printed !== null) return printed
  const matrix = readScipy(text)
  if (matrix !== null) return matrix
  const decimals = readDecimalCommas(text)
  if (decimals !== null) return reply('numbers', [item({ dense: toDense(decimals, 'vector') })])
  const array = readPgArray(text)
  if (isNumbers(array ?? undefined)) return reply('pg-array', [item({ dense: toDense(array!, 'vector') })])
  const value = array ?? vespaText(text)
  return value === null ? null : readValue(value)
}

/** A hash may hold other bytes than a vector's; where none are a vector's, the error of the first is told. */
function ofBytes(found: readonly Uint8Array[]): ForeignReply | null {
  let first: unknown
  const items = found.flatMap((bytes, at) => {
    try {
      return [item({ dense: toDense(valuesOfBytes(bytes), `[${at}]`) })]
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      first ??= error
      return []
    }
  })
  if (items.length > 0) return reply('bytes', items)
  if (first instanceof EngineError) throw first
  return null
}

/** Vectors without any JSON around them: numbers, base64, PostgreSQL's sparsevec. */
import { fromBase64Url } from '../../engine/base64'
import { EngineError } from '../../engine/errors'
import { floatsOf } from '../float-bytes'

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$|^[+-]?(?:nan|inf|infinity)$/i

/** Numbers separated by commas, semicolons or white space; null: the text has something else too. */
export function readNumbers(text: string): readonly number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  if (parts.length < 2 || !parts.every((part) => NUMBER.test(part))) return null
  return parts.map((part) =>
    /inf/i.test(part) ? (part.startsWith('-') ? -Infinity : Infinity) : Number(part),
  )
}

/** {4866:0.08}/250002, 1-based: id = index - 1. Null: the text is not a sparsevec. */
export function readSparsevec(text: string): Readonly<Record<string, number>> | null {
  const found = /^'?\{([^{}]*)\}\s*\/\s*\d+'?$/.exec(text.trim())
  if (!found) return null
  const weights: Record<string, number> = {}
  for (const entry of found[1]!.split(',')) {
    if (entry.trim() === '') continue
    const [index, weight] = entry.split(':').map((part) => part.trim())
    if (!/^[1-9]\d*$/.test(index ?? '') || !NUMBER.test(weight ?? '')) return null
    weights[Number(index) - 1] = Number(weight)
  }
  return weights
}

export const looksBase64 = (text: string): boolean =>
  text.length >= 16 &&
  text.replace(/=+$/, '').length % 4 !== 1 &&
  /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) &&
  /[A-Za-z+/_-]/.test(text)

/**
 * float32, little-endian, as OpenAI's encoding_format "base64".
 * @throws EngineError vector/base64-length; vector/base64-values where the bytes are not plausible values of a vector
 */
export function readBase64(text: string): number[] {
  const bytes = fromBase64Url(text.replace(/=+$/, '')) ?? new Uint8Array()
  if (bytes.length === 0 || bytes.length % 4 !== 0)
    throw new EngineError(
      'vector/base64-length',
      `Base64 of ${bytes.length} bytes is not a float32 vector: not a multiple of 4.`,
      { bytes: bytes.length },
    )
  const values = Array.from(floatsOf(bytes))
  const at = values.findIndex((value) => !isPlausible(value))
  // A vector with NaN alone is plausible as float32: the reader of vectors reports it with its place.
  if (at >= 0 && !values.every((value) => isPlausible(value) || !Number.isFinite(value)))
    throw new EngineError(
      'vector/base64-values',
      `Base64 read as little-endian float32 gives ${values[at]} at [${at}]: no value of a vector.`,
      { index: at, found: String(values[at]) },
    )
  return values
}

/** Other bytes (float16, big-endian, text) nearly always give values outside of this range. */
const isPlausible = (value: number) => value === 0 || (Math.abs(value) < 1e4 && Math.abs(value) > 1e-20)

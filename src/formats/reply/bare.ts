/** Vectors without any JSON around them: numbers, base64, PostgreSQL's sparsevec. */
import { fromBase64Url } from '../../engine/base64'
import { withoutEnd } from '../without-end'
import { valuesOfBytes } from './bytes'

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$|^[+-]?(?:nan|inf|infinity)$/i

/** Numbers separated by commas, semicolons or white space; null: the text has something else too. */
export function readNumbers(text: string): readonly number[] | null {
  // 1.234,5; 0,2: the comma is not what separates.
  if (text.includes(';') && text.includes(',')) return null
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
  withoutEnd(text, '=').length % 4 !== 1 &&
  /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) &&
  /[A-Za-z+/_-]/.test(text)

/**
 * float32, little-endian, as OpenAI's encoding_format "base64".
 * @throws EngineError vector/base64-length; vector/base64-values where the bytes are not plausible values of a vector
 */
export function readBase64(text: string): number[] {
  return valuesOfBytes(fromBase64Url(withoutEnd(text, '=')) ?? new Uint8Array())
}

/// <reference lib="es2024.string" />
import type { ErrorData } from '../engine/errors'
import { TEXT_LIMIT } from './limits'

/** Index of the first UTF-16 surrogate without its other half, or null. */
export function loneSurrogate(text: string): number | null {
  if (text.isWellFormed()) return null
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0xd800 || unit > 0xdfff) continue
    const next = text.charCodeAt(i + 1)
    if (unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) i++
    else return i
  }
  return null
}

/** Why the page does not score this text, or null. */
export function textProblem(text: string): ErrorData | null {
  if (text.trim() === '') return { code: 'text/empty', message: 'The text is empty.', values: {} }
  const index = loneSurrogate(text)
  if (index !== null) {
    const unit = text.charCodeAt(index).toString(16).toUpperCase()
    return {
      code: 'text/lone-surrogate',
      message: `Lone surrogate U+${unit} at ${index}.`,
      values: { index, found: `U+${unit}` },
    }
  }
  if (text.length > TEXT_LIMIT)
    return {
      code: 'text/too-long',
      message: `The text has ${text.length} UTF-16 units; the limit is ${TEXT_LIMIT}.`,
      values: { size: text.length, limit: TEXT_LIMIT },
    }
  return null
}

import type { ErrorData } from '../../engine/errors'
import { loneSurrogate } from '../../engine/text/surrogates'
import { TEXT_LIMIT } from '../limits'

export function tooLong(name: string | null, size: number): ErrorData {
  return {
    code: 'text/too-long',
    message: `${name ?? 'The text'} has ${size} UTF-16 units; the limit is ${TEXT_LIMIT}.`,
    values: { ...(name !== null && { file: name }), size, limit: TEXT_LIMIT },
  }
}

/** The reason why the page cannot score this text; null: it can. */
export function textProblem(text: string): ErrorData | null {
  if (text === '') return { code: 'text/empty', message: 'The text is empty.', values: {} }
  if (text.trim() === '') return { code: 'text/blank', message: 'The text is only white space.', values: {} }
  const index = loneSurrogate(text)
  if (index !== null) {
    const unit = text.charCodeAt(index).toString(16).toUpperCase()
    return {
      code: 'text/lone-surrogate',
      message: `Lone surrogate U+${unit} at ${index}.`,
      values: { index, found: `U+${unit}` },
    }
  }
  return text.length > TEXT_LIMIT ? tooLong(null, text.length) : null
}

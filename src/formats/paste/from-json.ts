/** Reads JSON: a HAR, a body, or an entry of a log that contains a request somewhere. */
import { bare, hasTexts } from './attempt'
import { fromHar } from './har'
import { objectsIn, stringsIn } from './inside'
import type { RawRequest } from './raw'
import type { Literal } from '../reply/literal'
import { fromText } from './text'
import { isTokens } from './token-ids'

export function fromJson(json: unknown, text: string): RawRequest[] | null {
  const har = fromHar(json)
  if (har !== null) return har
  if (Array.isArray(json) && !json.some((each) => typeof each === 'object' && each !== null)) return null
  if (isTokens(json as Literal)) return null
  if (typeof json === 'string') return fromText(json)
  if (typeof json !== 'object' || json === null) return null // a number alone is text
  const body = bare(text, 'json')
  if (hasTexts(body)) return [body]
  const inner = objectsIn(json)
    .slice(Array.isArray(json) ? 0 : 1)
    .map((object) => bare(JSON.stringify(object), 'log'))
    .filter(hasTexts)
  if (inner.length > 0) return inner
  for (const string of stringsIn(json)) {
    const found = string.length < 10 ? null : nested(string)
    if (found !== null) return found.map((raw) => ({ ...raw, source: 'log' }))
  }
  return Array.isArray(json) ? null : [body] // reading it as a body gives the better error
}

function nested(text: string): RawRequest[] | null {
  const found = isObject(text) ? [bare(text, 'log')].filter(hasTexts) : fromText(text)
  return found !== null && found.length > 0 ? found : null
}

function isObject(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json)
  } catch {
    return false
  }
}

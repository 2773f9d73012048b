/** Finds a body within other text: a line of a log, a program that is not known. */
import { readLiteral } from '../reply/literal'
import { bare, hasTexts } from './attempt'
import { objectsIn, valuesIn } from './inside'
import type { RawRequest } from './raw'

export function fromLog(text: string): RawRequest[] | null {
  const objects = valuesIn(text).flatMap((value) => objectsIn(value))
  const found = objects.map((object) => bare(JSON.stringify(object), 'log')).filter(hasTexts)
  if (found.length > 0) return found
  const literal = readPython(text)
  return literal === null ? null : [literal]
}

/** A dictionary as Python prints it. */
function readPython(text: string): RawRequest | null {
  if (!text.startsWith('{')) return null
  const value = readLiteral(text)
  const body = value === undefined ? null : bare(JSON.stringify(value), 'json')
  return body !== null && hasTexts(body) ? body : null
}

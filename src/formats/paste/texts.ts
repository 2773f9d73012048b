/** The texts among a request's inputs. */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import { tokenIds } from './token-ids'
import { throwIfMarked } from './unknown'
import type { Json } from './json'
import type { PasteNote } from './types'

/** @throws EngineError paste/no-texts, paste/token-ids, paste/variable */
export function textsOf(input: Json): { texts: readonly string[]; notes: readonly PasteNote[] } {
  const given: readonly Json[] = Array.isArray(input) ? input : [input as Json]
  const ids = isIds(given) ? given.length : given.filter(isIds).flat().length
  const texts = given.flatMap(textOf)
  if (texts.length === 0) {
    if (ids > 0) throw tokenIds(ids)
    const found = JSON.stringify(input).slice(0, 60)
    throw new EngineError('paste/no-texts', `There is no text in the input: ${found}`, { found })
  }
  texts.forEach(throwIfMarked)
  const left = given.length - given.filter((item) => textOf(item).length > 0).length
  return { texts, notes: left > 0 ? [{ code: 'mixed-inputs', values: { count: left } }] : [] }
}

/** Whole numbers from 0 on. Other numbers are a vector, which is no request. */
const isIds = (item: Json) =>
  Array.isArray(item) &&
  item.length > 0 &&
  item.every((id: Json) => Number.isInteger(id) && (id as number) >= 0)

/** A string, a pair of strings, or {"text":…} of servers that take images too. */
function textOf(item: Json): string[] {
  if (typeof item === 'string') return [item]
  if (Array.isArray(item)) return item.every((each) => typeof each === 'string') ? item : []
  if (!isObject(item)) return []
  const { text, content } = item
  if (typeof text === 'string') return [text]
  return typeof content === 'string' ? [content] : []
}

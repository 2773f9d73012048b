/** Which field of a document is its text, where nobody says so. */
import { isObject } from '../../engine/values'
import { valueAt, type Fields } from './shared'
import { DOCUMENTS } from './types'

/** Names that people give to it, the surest first; frameworks have page_content (LangChain) and text (LlamaIndex). */
const USUAL = [
  DOCUMENTS,
  'text',
  'page_content',
  'document',
  'content',
  'passage',
  'chunk',
  'chunk_text',
  'body',
  'contents',
  'paragraph',
  'answer',
  'description',
]

const placeOf = (name: string): number => {
  const own = name.toLowerCase().split('.').at(-1)!
  const place = USUAL.indexOf(own)
  return place < 0 ? USUAL.length : place
}

/** @returns the names, the likeliest first; names that say nothing keep their order */
export const likeliest = (names: readonly string[]): readonly string[] =>
  [...names].sort((a, b) => placeOf(a) - placeOf(b))

/**
 * The field of documents that holds their text: one with a usual name, else the one with the longest texts.
 * @returns null where no field has texts
 */
export function guessTextField(documents: readonly Fields[]): string | null {
  const lengths = new Map<string, { total: number; count: number }>()
  for (const document of documents)
    for (const path of textPaths(document, '', 0)) {
      const known = lengths.get(path) ?? { total: 0, count: 0 }
      const text = valueAt(document, path)
      lengths.set(path, { total: known.total + (text as string).length, count: known.count + 1 })
    }
  const mean = (path: string) => lengths.get(path)!.total / documents.length
  return (
    [...lengths.keys()].sort((a, b) => placeOf(a) - placeOf(b) || mean(b) - mean(a) || (a < b ? -1 : 1))[0] ??
    null
  )
}

/** How deep objects in objects are looked at. */
const DEEPEST = 2

function textPaths(fields: Fields, before: string, depth: number): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value === 'string') return value.trim() === '' ? [] : [before + name]
    return isObject(value) && depth < DEEPEST ? textPaths(value, `${before}${name}.`, depth + 1) : []
  })
}

/** PostgreSQL's text form of real[] and double precision[]: {0.1,-0.2}, {{0.1,0.2},{0.3,0.4}}. */
import { readLiteral, type Literal } from './literal'

/** Null: the text is no such array. One number alone could be anything. */
export function readPgArray(text: string): Literal | null {
  const bare = text.trim().replace(/^'([^']*)'(?:::[\w ]+\[\])?$/, '$1')
  if (
    !/^\{[-+\d.eE,{}\s]*(?:(?:NULL|NaN|Infinity)[-+\d.eE,{}\s]*)*\}$/i.test(bare) ||
    !/\d\s*,|\}\s*,/.test(bare)
  )
    return null
  const value = readLiteral(
    bare
      .replaceAll('{', '[')
      .replaceAll('}', ']')
      .replace(/\bNULL\b/gi, 'null'),
  )
  return value ?? null
}

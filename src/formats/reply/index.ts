/** Reads vectors from elsewhere, in any known form. Nothing is normalised or rounded. */
import Papa from 'papaparse'
import { isObject } from '../../engine/values'
import type { RequestKind } from '../request/types'
import { readArray } from './arrays'
import { looksBase64, readBase64, readNumbers } from './bare'
import { inside } from './inside'
import { readLiteral, type Literal, type LiteralObject } from './literal'
import { item, reply } from './make'
import { readObject } from './objects'
import { isTypedArray, plainValue } from './plain-value'
import { readRecords } from './records'
import { throwIfHtml, throwIfTooDeep } from './refused'
import { readTable } from './table'
import { isList, isListOf, toDense, toSparse, unreadable } from './shapes'
import type { ForeignReply } from './types'
import { readWritten } from './written'

export type { ForeignReply, ForeignRows, ForeignVectors, ReplyForm } from './types'
export { weightsByToken } from './token-weights'

/**
 * @param text a vector (JSON, numbers, numpy, base64 of float32), a server's reply, rows of a database, an export
 * @param kind what the server was asked for, where that is known: it decides between two readings of one shape
 * @throws EngineError vector/unreadable, vector/empty, vector/not-finite, vector/ragged, vector/shortened,
 * vector/base64-length, vector/base64-values; reply/refused with the server's own words
 */
export function parseReply(text: string, kind: RequestKind | null = null): ForeignReply {
  const given = plainMinus(text.replace(/^\uFEFF/, '').trim())
  throwIfHtml(given)
  const [, name, list] = /^(\w+)\s*[:=]\s*([-+\d][-+\d.,;eE\s]*)$/.exec(given) ?? []
  if (list !== undefined && /emb|vec|dense/i.test(name!)) return parseReply(list, kind)
  const written = readWritten(given, (value) => readValue(value, kind))
  if (written !== null) return written
  const value = readLiteral(given)
  const found =
    (value === undefined ? null : readValue(value, kind)) ??
    numbers(given) ??
    jsonLines(given) ??
    readTable(given) ??
    csv(given) ??
    base64(given) ??
    (value === undefined ? inside(given, (found) => readValue(found, kind)) : null)
  if (found === null) throwIfTooDeep(given)
  if (found === null) throw unreadable('text', given.slice(0, 80))
  return found
}

/** Word processors write U+2212 before a number. Only where there is nothing else: a text may have it too. */
const plainMinus = (text: string) =>
  /^[-+\d.,;:eE\s()[\]{}\u2212]+$/.test(text) ? text.replaceAll('\u2212', '-') : text

function readValue(given: Literal, kind: RequestKind | null): ForeignReply | null {
  if (isTypedArray(given)) return typedArray(given)
  const value = plainValue(given)
  if (isList(value)) {
    if (value.length === 0) toDense(value, 'vector')
    return readArray(value, kind)
  }
  if (isObject(value)) return readObject(value, kind)
  // A string in quotes: a literal of PostgreSQL, base64, or JSON within JSON.
  return typeof value === 'string' && value.trim() !== '' ? parseReply(value, kind) : null
}

/** Without a negative value the keys may be ids too, in spite of those that no text has. */
function typedArray(value: LiteralObject): ForeignReply {
  const dense = toDense(Object.values(value), 'vector')
  const found = reply('typed-array', [item({ dense })])
  if (dense.some((number) => number < 0)) return found
  return { ...found, otherwise: reply('lexical-weights', [item({ sparse: toSparse(value, 'weights') })]) }
}

function numbers(text: string): ForeignReply | null {
  const list = readNumbers(text)
  return list && reply('numbers', [item({ dense: toDense(list, 'vector') })])
}

/** Shorter texts may be words that only look like base64. */
const SHORT_BASE64 = 64

function base64(text: string): ForeignReply | null {
  const compact = text.replace(/^data:[^,]*;base64,/, '').replaceAll(/\s+/g, '')
  if (!looksBase64(compact)) return null
  try {
    return reply('base64-float32', [item({ dense: toDense(readBase64(compact), 'vector') })])
  } catch (error) {
    if (compact.length < SHORT_BASE64) return null
    throw error
  }
}

function jsonLines(text: string): ForeignReply | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines[0]!.trim().startsWith('{')) return null
  const records = lines.map((line) => readLiteral(line))
  if (!isListOf(records as Literal[], isObject)) return null
  return readRecords(records as LiteralObject[], 'json-lines')
}

/** CSV with a header, as m3scope and PostgreSQL write it: its fields hold vectors as text. */
function csv(text: string): ForeignReply | null {
  const [, head, next] = /^([^\n{[]*)([\n{[])/.exec(text) ?? []
  if (!head?.includes(',') || (next !== '\n' && !text.includes('\n'))) return null
  const { data, errors } = Papa.parse<LiteralObject>(text, { header: true, skipEmptyLines: true })
  return errors.length > 0 || data.length === 0 ? null : readRecords(data, 'csv')
}

/** Recognises values by their shape, and makes checked vectors of them. */
import { EngineError } from '../../engine/errors'
import { isObject } from '../../engine/values'
import type { Literal, LiteralObject } from './literal'
import type { ForeignRows } from './types'

export const isList = (value: Literal | undefined): value is readonly Literal[] => Array.isArray(value)
/** JavaScript writes NaN as null; toDense() reports it with its place. */
const isNumberOrNull = (value: Literal | undefined) => typeof value === 'number' || value === null
export const isNumbers = (value: Literal | undefined): value is readonly (number | null)[] =>
  isList(value) && value.length > 0 && typeof firstNumber(value) === 'number' && value.every(isNumberOrNull)
const firstNumber = (list: readonly Literal[]) => list.find((value) => value !== null) ?? NaN
export const isListOf = (
  value: Literal | undefined,
  is: (item: Literal) => boolean,
): value is readonly Literal[] => isList(value) && value.length > 0 && value.every(is)
export const isRows = (value: Literal | undefined): value is readonly (readonly number[])[] =>
  isListOf(value, isNumbers)

const isId = (key: string) => /^\d{1,10}$/.test(key)
const isWhole = (value: Literal | undefined): value is number =>
  Number.isInteger(value) && (value as number) >= 0

/** {"4865":0.08}; an empty object is a text without weights. */
export const isWeights = (value: Literal | undefined): value is LiteralObject =>
  isObject(value) && Object.entries(value).every(([key, weight]) => isId(key) && isNumberOrNull(weight))
/** {"indices":[…],"values":[…]} */
export const isIndexed = (value: Literal | undefined): value is LiteralObject =>
  isObject(value) && isList(value['indices']) && isList(value['values'])
/** [{"index":4865,"value":0.08}], with the names that servers use. */
export const isPairs = (value: Literal | undefined): value is readonly LiteralObject[] =>
  isListOf(value, (item) => isObject(item) && pairOf(item) !== null)
/**
 * pymilvus: [(4865, 0.08)]. Lists of vectors with two dimensions and whole first numbers do not occur; two lists of two token ids
 * do, so at least one weight is no whole number above 1. No weight is negative.
 */
export const isTuples = (value: Literal | undefined): value is readonly (readonly [number, number])[] =>
  isListOf(
    value,
    (item) =>
      isList(item) &&
      item.length === 2 &&
      isWhole(item[0]) &&
      isNumberOrNull(item[1]) &&
      !((item[1] as number) < 0),
  ) && (value as (readonly [number, number])[]).some(([, weight]) => !isWhole(weight) || weight < 2)

export const isSparse = (value: Literal | undefined): boolean =>
  isWeights(value) || isIndexed(value) || isPairs(value) || isTuples(value)

function pairOf(item: LiteralObject): readonly [number, Literal] | null {
  const id = item['index'] ?? item['token_id']
  const weight = item['value'] ?? item['weight']
  return isWhole(id) && typeof weight === 'number' ? [id, weight] : null
}

/** Vectors never have whole numbers above 255; token ids of bge-m3 do. */
export const isTokenIds = (value: Literal | undefined): value is readonly number[] =>
  isListOf(value, isWhole) && (value as number[]).some((id) => id > 255)

/** @throws EngineError vector/empty, vector/not-finite, vector/unreadable */
export function toDense(value: Literal | undefined, where: string): Float64Array {
  if (!isList(value)) throw unreadable(where, JSON.stringify(value)?.slice(0, 60) ?? '')
  if (value.length === 0) throw empty(where)
  return Float64Array.from(value, (number, index) => finite(number, where, index))
}

/** @throws EngineError, also vector/ragged */
export function toRows(value: Literal | undefined, where: string): ForeignRows {
  if (!isList(value)) throw unreadable(where, JSON.stringify(value)?.slice(0, 60) ?? '')
  const first = value[0]
  if (!isList(first) || first.length === 0) throw empty(where)
  const dimension = first.length
  // Lengths first: rows of unequal length, times the longest, may be more than any memory holds.
  value.forEach((row, at) => {
    const found = isList(row) ? row.length : 0
    if (found !== dimension) throw ragged(where, at, found, dimension)
  })
  const data = new Float64Array(value.length * dimension)
  value.forEach((row, at) => data.set(toDense(row, `${where}[${at}]`), at * dimension))
  return { rows: value.length, dimension, data }
}

/** Ids as they were written. A repeated id keeps its largest weight, as in FlagEmbedding. */
export function toSparse(value: Literal | undefined, where: string): Map<number, number> {
  const weights = new Map<number, number>()
  const add = (id: Literal | undefined, weight: Literal | undefined, index: number | string) => {
    if (!isWhole(id)) throw unreadable(where, String(id))
    const given = finite(weight, where, index)
    weights.set(id, Math.max(given, weights.get(id) ?? -Infinity))
  }
  if (isWeights(value)) for (const [id, weight] of Object.entries(value)) add(Number(id), weight, id)
  else if (isIndexed(value)) {
    const indices = value['indices'] as readonly Literal[]
    const values = value['values'] as readonly Literal[]
    if (indices.length !== values.length) throw ragged(where, 0, values.length, indices.length)
    indices.forEach((id, at) => add(typeof id === 'string' ? Number(id) : id, values[at], at))
  } else if (isPairs(value))
    for (const item of value) add(...(pairOf(item) as [number, Literal]), pairOf(item)![0])
  else if (isTuples(value)) for (const [id, weight] of value) add(id, weight, id)
  else if (!(isList(value) && value.length === 0))
    throw unreadable(where, JSON.stringify(value)?.slice(0, 60) ?? '')
  return weights
}

/** Whether all rows have length 1: then a model head gave them, and they are not hidden states. */
export function areNormalised({ rows, dimension, data }: ForeignRows): boolean {
  for (let row = 0; row < rows; row++) {
    let squares = 0
    for (let at = row * dimension; at < (row + 1) * dimension; at++) squares += data[at]! ** 2
    if (Math.abs(Math.sqrt(squares) - 1) > 0.01) return false
  }
  return true
}

function finite(value: Literal | undefined, where: string, index: number | string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  // A list in a list is another shape, and no value that overflowed.
  if (typeof value === 'object' && value !== null)
    throw unreadable(`${where}[${index}]`, JSON.stringify(value).slice(0, 60))
  const found =
    typeof value === 'number' || value === null ? String(value) : (JSON.stringify(value) ?? 'nothing')
  throw new EngineError('vector/not-finite', `${where}[${index}] is ${found}: no finite number.`, {
    where,
    index,
    found: found.slice(0, 60),
  })
}

const empty = (where: string) => new EngineError('vector/empty', `${where} has no values.`, { where })

const ragged = (where: string, row: number, found: number, expected: number) =>
  new EngineError('vector/ragged', `${where}: row ${row} has ${found} values, expected ${expected}.`, {
    where,
    row,
    found,
    expected,
  })

export const unreadable = (where: string, start: string) =>
  new EngineError('vector/unreadable', `${where}: neither a vector nor a reply with one: ${start}`, {
    where,
    start,
  })

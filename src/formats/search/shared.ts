/** What the databases' requests and replies have in common. */
import { isObject } from '../../engine/values'
import { jsonBody, type JsonObject } from '../request/body'
import type { QueryVectors, SearchPlan, SearchRequest } from './types'

export type Fields = Readonly<Record<string, unknown>>

export const post = (url: string, body: JsonObject): SearchRequest => ({
  method: 'POST',
  url,
  body: jsonBody(body),
})
export const get = (url: string): SearchRequest => ({ method: 'GET', url, body: null })

export const segment = encodeURIComponent

/** The query's dense vector as JSON. A float32 stands as the double that it is. */
export const denseOf = ({ dense }: QueryVectors): number[] => Array.from(dense ?? [])

/** {"4865": 0.08}: ids in ascending order, so that the same query is the same request. */
export const weightsOf = ({ sparse }: QueryVectors): Record<string, number> =>
  Object.fromEntries(sortedWeights(sparse).map(([id, weight]) => [String(id), weight]))

export const sortedWeights = (sparse: QueryVectors['sparse']): (readonly [number, number])[] =>
  [...(sparse ?? [])].sort(([a], [b]) => a - b)

/** How many documents each list gives to the ranker, or an approximate index looks at. */
export const candidatesOf = ({ candidates, k }: SearchPlan): number =>
  Math.max(k, Math.min(10_000, candidates ?? Math.max(10 * k, 100)))

export const isHybrid = ({ kind }: Pick<SearchPlan, 'kind'>): boolean => kind === 'hybrid'

export const objectAt = (value: unknown, key: string): Fields | null => {
  const found = isObject(value) ? value[key] : undefined
  return isObject(found) ? found : null
}

export const listAt = (value: unknown, key: string): readonly unknown[] | null => {
  const found = isObject(value) ? value[key] : undefined
  return Array.isArray(found) ? found : null
}

export const textAt = (value: unknown, key: string): string | null => {
  const found = isObject(value) ? value[key] : undefined
  return typeof found === 'string' ? found : null
}

/** A number, or a text that is one: GraphQL has scores as texts. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isNaN(number) ? null : number
}

/** Ids are numbers or texts; long integers are texts by then, with all their digits. */
export const idOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null

/** The value of "a.b": a field of that name, or the field b of the object a. */
export function valueAt(fields: Fields, path: string): unknown {
  if (Object.hasOwn(fields, path)) return fields[path]
  const dot = path.indexOf('.')
  if (dot < 0) return undefined
  const inner = fields[path.slice(0, dot)]
  return isObject(inner) ? valueAt(inner, path.slice(dot + 1)) : undefined
}

/** The same ratio with a sum of 1: OpenSearch wants that, and Milvus no weight above 1. */
export function shares([dense, sparse]: readonly [number, number]): [number, number] {
  const sum = dense + sparse
  return sum > 0 ? [dense / sum, sparse / sum] : [0.5, 0.5]
}

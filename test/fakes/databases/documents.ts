/** What the fake databases hold, and the arithmetic that all of them need. */
export interface FakeDocument {
  readonly id: string | number
  readonly text: string
  readonly dense: readonly number[]
  readonly sparse: ReadonlyMap<number, number>
}

export interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

/** What the database holds. */
export interface Hold {
  readonly collection: string
  readonly documents: readonly FakeDocument[]
  readonly dimension: number
  /** Milvus's primary key. */
  readonly id: string
}

export interface Scored {
  readonly document: FakeDocument
  readonly score: number
}

export type Weights = Readonly<Record<string, number>>

export const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0)
export const cosine = (a: readonly number[], b: readonly number[]) =>
  dot(a, b) / (Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b)))
export const squaredL2 = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + (value - b[at]!) ** 2, 0)

/** Σ of products over shared ids. */
export const sparseDot = (weights: Weights, { sparse }: FakeDocument) =>
  Object.entries(weights).reduce((sum, [id, weight]) => sum + weight * (sparse.get(Number(id)) ?? 0), 0)

export const best = (
  documents: readonly FakeDocument[],
  k: number,
  scoreOf: (document: FakeDocument) => number,
  smallest = false,
): Scored[] =>
  documents
    .map((document) => ({ document, score: scoreOf(document) }))
    .sort((a, b) => (smallest ? a.score - b.score : b.score - a.score))
    .slice(0, k)

/** A sparse search returns only what shares a token. */
export const bestSparse = (documents: readonly FakeDocument[], k: number, weights: Weights): Scored[] =>
  best(documents, documents.length, (document) => sparseDot(weights, document))
    .filter(({ score }) => score > 0)
    .slice(0, k)

/** Reciprocal rank fusion. @param first what the database calls the first place */
export function rrf(lists: readonly (readonly Scored[])[], k: number, first: 0 | 1, limit: number): Scored[] {
  return fused(
    lists.map((list) => list.map(({ document }, at) => ({ document, score: 1 / (k + at + first) }))),
    limit,
  )
}

/** Σ of weight × score after the list's own scaling. */
export const minMax = (list: readonly Scored[], weight: number): Scored[] => {
  const scores = list.map(({ score }) => score)
  const low = Math.min(...scores)
  const high = Math.max(...scores)
  return list.map(({ document, score }) => ({
    document,
    score: weight * (high === low ? 1 : (score - low) / (high - low)),
  }))
}

export function fused(lists: readonly (readonly Scored[])[], limit: number): Scored[] {
  const sums = new Map<FakeDocument, number>()
  for (const { document, score } of lists.flat()) sums.set(document, (sums.get(document) ?? 0) + score)
  return [...sums]
    .map(([document, score]) => ({ document, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}

/** A request that the real server would refuse, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(JSON.stringify(body))
  }
}

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'list' | 'any'

/**
 * The members of an object. A member that the documentation does not have, or of another type, is an error: a fake that took
 * anything would hide a wrong request.
 */
export function strict<T>(
  value: unknown,
  allowed: Readonly<Record<string, Kind>>,
  required: readonly string[],
): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`not an object: ${JSON.stringify(value)}`)
  for (const [name, member] of Object.entries(value)) {
    const kind = allowed[name]
    if (kind === undefined) throw new Error(`unknown member ${name}`)
    const found = Array.isArray(member) ? 'list' : member === null ? 'null' : typeof member
    if (kind !== 'any' && kind !== found) throw new Error(`${name} is ${found}, not ${kind}`)
  }
  for (const name of required) if (!(name in value)) throw new Error(`${name} is missing`)
  return value as T
}

export function numbers(value: unknown, dimension: number | null): readonly number[] {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'number'))
    throw new Error('not a list of numbers')
  if (dimension !== null && value.length !== dimension)
    throw new Error(`dimension ${dimension}, got ${value.length}`)
  return value
}

export function weights(value: unknown): Weights {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('not an object of weights')
  for (const [id, weight] of Object.entries(value)) {
    if (!/^\d+$/.test(id)) throw new Error(`"${id}" is no token id`)
    if (typeof weight !== 'number' || !(weight > 0)) throw new Error(`weight of ${id}: ${String(weight)}`)
  }
  return value as Weights
}

/** Searches for tests: small vectors, plans, connections. */
import { SEARCHED } from '../../../src/formats/search'
import type { SearchTarget } from '../../../src/formats/search/run'
import type { QueryVectors, SearchFields, SearchPlan, SearchedName } from '../../../src/formats/search/types'
import type { FakeDocument } from '../../fakes/databases/documents'
import { createSender } from '../../../src/platform/endpoint'

export const DOCUMENTS: readonly FakeDocument[] = [
  {
    id: 11,
    text: 'alpha beta',
    dense: [1, 0, 0],
    sparse: new Map([
      [5, 0.5],
      [9, 0.25],
    ]),
  },
  { id: 22, text: 'beta gamma', dense: [0.6, 0.8, 0], sparse: new Map([[5, 0.25]]) },
  { id: 33, text: 'delta', dense: [0, 0, 1], sparse: new Map([[700, 1]]) },
  { id: 44, text: 'epsilon', dense: [-1, 0, 0], sparse: new Map() },
]

export const QUERY: QueryVectors = {
  text: 'alpha "beta"',
  dense: Float32Array.from([0.8, 0.6, 0]),
  sparse: new Map([
    [9, 0.5],
    [5, 0.5],
  ]),
}

/** As float32 has them. */
export const DENSE = Array.from(QUERY.dense!)

export const NO_FIELDS: SearchFields = { dense: null, sparse: null, text: null, id: null }

export const planOf = (change: Partial<SearchPlan> = {}): SearchPlan => ({
  kind: 'dense',
  k: 3,
  candidates: null,
  ranker: { name: 'rrf', constant: null, weights: [1, 1] },
  rest: false,
  pipeline: null,
  ...change,
})

export const targetOf = (
  name: SearchedName,
  baseUrl: string,
  plan: Partial<SearchPlan> = {},
  more: Partial<SearchTarget> = {},
): SearchTarget => ({
  adapter: SEARCHED[name],
  place: { baseUrl, collection: 'docs', tenant: null, database: null },
  fields: NO_FIELDS,
  plan: planOf({ ...plan }),
  key: '',
  timeoutMs: 10_000,
  ...more,
})

export const wire = (signal: AbortSignal = new AbortController().signal) => ({
  send: createSender({ page: null }),
  signal,
})

import { available, unavailable } from '../../../../../src/engine/model/types'
import type { PairColumns, ValidationSet } from '../../../../../src/engine/validate/types'
import type { ValidationResult } from '../../../../../src/features/validate/run/types'
import { info } from '../../../app/fake-client'

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`)

/** Three queries with two documents each; the first document of each is relevant. Production is (1 + dense) / 2. */
export function result(over: Partial<ValidationResult> = {}, labels = true): ValidationResult {
  const dense = Float64Array.of(0.9, 0.5, 0.7, 0.4, 0.3, 0.6)
  const sparse = Float64Array.of(0.3, 0.1, 0.2, 0, 0.2, 0.1)
  const colbert = Float64Array.of(0.8, 0.6, 0.7, 0.5, 0.6, 0.5)
  const pairs: PairColumns = {
    count: 6,
    row: Int32Array.of(1, 2, 3, 4, 5, 6),
    query: Int32Array.of(0, 0, 1, 1, 2, 2),
    document: Int32Array.of(0, 1, 2, 3, 4, 5),
    rank: Float64Array.of(1, 2, 1, 2, 2, 1),
    production: dense.map((score) => (1 + score) / 2),
    grade: labels ? Float64Array.of(1, 0, 1, 0, 1, 0) : new Float64Array(6).fill(NaN),
  }
  const set: ValidationSet = {
    name: 'cases.csv',
    hash: 'hash of the set',
    queries: { ids: ids('q', 3), texts: ids('query ', 3) },
    documents: { ids: ids('d', 6), texts: ids('document ', 6) },
    pairs,
    columns: [{ name: 'language', values: ['zh', 'zh', 'en', 'en', 'de', ''] }],
    skipped: [],
  }
  return {
    set,
    pairs,
    heads: { dense, sparse, colbert },
    state: new Uint8Array(6).fill(1),
    version: 1,
    reply: {
      identity: {},
      heads: { dense: available(true), sparse: available(true), colbert: available(true) },
      facts: { tokens: new Int32Array(9).fill(7), truncated: new Uint8Array(9), unknown: new Int32Array(9) },
      nearDuplicates: null,
      encoded: 9,
      cached: 0,
      encodeTime: 1,
      time: 1,
      notFinite: new Int32Array(0),
    } as unknown as ValidationResult['reply'],
    info: info({ heads: { dense: available({}), sparse: available({}), colbert: available({}) } as never }),
    inputs: {} as never,
    queryInput: Int32Array.of(0, 1, 2),
    documentInput: Int32Array.of(3, 4, 5, 6, 7, 8),
    ...over,
  } as ValidationResult
}

export const noHead = unavailable('no-output-no-head-file')

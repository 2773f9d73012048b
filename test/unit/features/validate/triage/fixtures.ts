import type { Answer } from '../../../../../src/engine/validate/answer-types'
import type { PairColumns, ValidationSet } from '../../../../../src/engine/validate/types'
import type { ValidationResult } from '../../../../../src/features/validate/run/types'
import type { ReadReply } from '../../../../../src/formats/validation/types'
import { info } from '../../../app/fake-client'
import { available } from '../../../../../src/engine/model/types'

export const PAIRS: PairColumns = {
  count: 6,
  row: Int32Array.of(1, 2, 3, 4, 5, 6),
  query: Int32Array.of(0, 0, 0, 1, 1, 2),
  document: Int32Array.of(0, 1, 2, 0, 3, 4),
  rank: Float64Array.of(1, 2, 3, 1, 2, 1),
  production: Float64Array.of(0.9, 0.8, NaN, 0.7, 0.6, 0.5),
  grade: Float64Array.of(0, 1, NaN, 1, 0, NaN),
}

export const SET: ValidationSet = {
  name: 'cases.csv',
  hash: 'set-1',
  queries: { ids: ['q1', 'q2', 'q10'], texts: ['how to refund', '手机充不进电', 'empty result'] },
  documents: {
    ids: ['d1', 'd2', 'd3', 'd4', 'd5'],
    texts: ['refund policy', 'how refunds work', 'shipping', 'USB接口有灰尘', 'nothing'],
  },
  pairs: PAIRS,
  columns: [{ name: 'language', values: ['en', 'en', '', 'zh', 'zh', 'en'] }],
  skipped: [],
}

const HEADS = {
  dense: Float64Array.of(0.5, 0.7, 0.2, 0.4, 0.6, 0.3),
  sparse: Float64Array.of(0.1, 0, 0.3, 0.2, 0.1, 0),
  colbert: Float64Array.of(0.6, 0.65, 0.1, 0.7, 0.5, 0.4),
}

const model = info({
  heads: { dense: available({ dimension: 4 }), sparse: available({}), colbert: available({}) } as never,
})

export const RESULT: ValidationResult = {
  id: 'run-1',
  set: SET,
  pairs: PAIRS,
  heads: HEADS,
  state: new Uint8Array(6).fill(1),
  version: 1,
  reply: null,
  info: model,
  identity: { model: 'fake', max_length: 512 } as never,
  settings: { tokenizerMode: 'hf4', maxLength: 256, normalize: true, truncateDim: null },
  inputs: { prefix: 'query: ', rules: '[]', leaveOutMetadata: false },
  refused: [],
  queryInput: Int32Array.of(0, 1, 2),
  documentInput: Int32Array.of(3, 4, 5, 6, 7),
}

export const READ = { shape: 'csv', set: SET, missing: [], skipped: [] } as unknown as ReadReply

/** An answer that has only what the order needs. @param ndcg [queries] of each query */
export const answerOf = (ndcg: readonly number[], labelled = 4, relevant = ndcg.map(() => 1)): Answer =>
  ({
    labelled,
    hasLabel: Uint8Array.from(ndcg, () => 1),
    relevantOf: Int32Array.from(relevant),
    scores: { 'colbert+sparse+dense': { perQuery: { ndcg: Float64Array.from(ndcg) } } },
    production: null,
  }) as unknown as Answer

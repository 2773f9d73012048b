/** A small validation set with a run, made by hand, for tests of what is written. */
import type { Identity } from '../src/engine/model/identity'
import type { PairColumns, ValidationSet } from '../src/engine/validate/types'
import type { ExportRows } from '../src/formats/validation/write/types'

export interface HandPair {
  readonly query: number
  readonly document: number
  readonly rank?: number
  readonly production?: number
  readonly grade?: number
  readonly dense?: number
  readonly sparse?: number
  readonly colbert?: number
}

export const handIdentity: Identity = {
  model: 'BAAI/bge-m3',
  origin: 'https://huggingface.co/BAAI/bge-m3 @ 5617a9f',
  model_hash: 'a'.repeat(64),
  graph: 'onnx/model.onnx',
  graph_sha256: 'b'.repeat(64),
  dtype: 'fp32',
  activations: null,
  execution: 'layers',
  runtime: 'onnxruntime-web 1.23.0',
  provider: 'wasm',
  threads: 1,
  tokenizer: 'm3scope',
  tokenizer_mode: 'hf4',
  max_length: 8192,
  truncate_dim: null,
  normalize: true,
}

export const handColumns = (pairs: readonly HandPair[]): PairColumns => {
  const column = (name: 'rank' | 'production' | 'grade') =>
    Float64Array.from(pairs, (pair) => pair[name] ?? Number.NaN)
  return {
    count: pairs.length,
    row: Int32Array.from(pairs, (_, at) => at + 1),
    query: Int32Array.from(pairs, ({ query }) => query),
    document: Int32Array.from(pairs, ({ document }) => document),
    rank: column('rank'),
    production: column('production'),
    grade: column('grade'),
  }
}

/** Queries and documents are texts; their ids are q1, q2, d1, d2. */
export function handRows(
  queries: readonly string[],
  documents: readonly string[],
  pairs: readonly HandPair[],
  more: Partial<ExportRows> & { readonly setMore?: Partial<ValidationSet> } = {},
): ExportRows {
  const { setMore, ...rest } = more
  const columns = handColumns(pairs)
  const head = (name: 'dense' | 'sparse' | 'colbert') =>
    Float64Array.from(pairs, (pair) => pair[name] ?? Number.NaN)
  return {
    set: {
      name: 'cases.csv',
      hash: 'c'.repeat(64),
      queries: { ids: queries.map((_, at) => `q${at + 1}`), texts: queries },
      documents: { ids: documents.map((_, at) => `d${at + 1}`), texts: documents },
      pairs: columns,
      columns: [],
      skipped: [],
      ...setMore,
    },
    pairs: columns,
    heads: { dense: head('dense'), sparse: head('sparse'), colbert: head('colbert') },
    has: { dense: true, sparse: true, colbert: true },
    weights: { dense: 1, sparse: 0.3, colbert: 1 },
    notes: null,
    unsure: null,
    selection: null,
    identity: handIdentity,
    ...rest,
  }
}

/** What a reader might stumble over. */
export const HARD_ROWS: ExportRows = handRows(
  ['how do I "reset" my password?', '=1+1', '发票\r\n怎么开'],
  ['Open Settings, then Security.', '+49 30 1234', '-', '@home', ' spaces ', 'constructor', 'NULL'],
  [
    {
      query: 0,
      document: 0,
      rank: 1,
      production: 0.91,
      grade: 1,
      dense: 0.1 + 0.2,
      sparse: 1e-7,
      colbert: 0.75,
    },
    { query: 0, document: 1, rank: 2, production: 0.5, grade: 0, dense: 0.8, sparse: 0, colbert: 0.9 },
    { query: 0, document: 2, rank: 3, grade: 0, dense: 1 / 3, sparse: 0.2, colbert: 0.6 },
    { query: 1, document: 3, rank: 1, grade: 3, dense: -0.25, sparse: 0.125, colbert: 0.5 },
    { query: 1, document: 4, dense: 0.5, sparse: 0.5, colbert: 0.5 },
    { query: 2, document: 5, rank: 2, grade: 0, dense: 0.5, sparse: 0.5, colbert: 0.5 },
    { query: 2, document: 6, rank: 1, dense: 0.5, sparse: 0.5, colbert: 0.5 },
    { query: 2, document: 0, rank: 3, grade: 2 },
  ],
  {
    notes: ['', 'wrong department, "really"', '', '', '', '', '', ''],
    unsure: Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0),
    setMore: {
      columns: [
        { name: 'channel', values: ['app', 'web', 'app', '', '007', 'web', 'app', 'true'] },
        { name: 'dense', values: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] },
      ],
      skipped: [
        { row: 9, reason: 'empty-query', value: '' },
        { row: 12, reason: 'unreadable-label', value: '=vielleicht, "hm"' },
      ],
    },
  },
)

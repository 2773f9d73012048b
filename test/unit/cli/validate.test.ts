/** `validate`: the numbers of `score`, its own JSON, files out, and a run that is killed and goes on. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_ANSWER_OPTIONS } from '../../../src/engine/validate/answer-types'
import { noAnswer } from '../../../src/features/validate/answer/types'
import { noData } from '../../../src/features/validate/data/types'
import { CANDIDATES } from '../../../cli/commands/validate/score'
import { OPTIONS } from '../../../cli/describe/options'
import type { Models } from '../../../cli/shared/io'
import { diskModels } from '../../../cli/shared/models'
import { MODEL_FOLDERS } from '../../engine'
import { cli, jsonl } from './run'

const TINY = ['--model', MODEL_FOLDERS.tiny]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'm3scope-validate-'))
})
afterEach(() => rm(folder, { recursive: true }))

const QUERIES = ['退款', 'where is my order', 'invoice']
const DOCUMENTS = ['点击申请售后', 'It was shipped', 'download the invoice', '七天内退款']
const ROWS = QUERIES.flatMap((query, q) =>
  DOCUMENTS.map((document, d) => ({
    q: query,
    doc: document,
    y: d === (q * 2) % 4 ? 'yes' : 'no',
    pos: d + 1,
  })),
)
const CSV = Papa.unparse(ROWS)
const MAP = ['--map', 'query=q,document=doc,label=y,rank=pos']

const readRows = async (name: string) =>
  Papa.parse<Record<string, string>>(await readFile(join(folder, name), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data

it.each(['none', 'zstd'])('reads a Parquet file from disk, compressed with %s', async (codec) => {
  const file = fileURLToPath(new URL(`../../fixtures/validation/pairs-${codec}.parquet`, import.meta.url))
  const { status, stdout, stderr } = await cli(['validate', file, ...TINY])
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('Parquet')])
  expect(JSON.parse(stdout)).toMatchObject({ pairs: 3, skipped: [] })
})

it('every row of --out has the five scores of the command score, and the input’s order', async () => {
  const out = join(folder, 'rows.csv')
  const { status, stderr } = await cli(
    ['validate', ...MAP, ...TINY, '--out', out, '--weights', '0.4,0.2,0.4'],
    CSV,
  )
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('error')])
  const rows = await readRows('rows.csv')
  const scored = await cli(
    ['score', ...TINY, '--weights', '0.4,0.2,0.4'],
    jsonl(ROWS.map(({ q, doc }, id) => ({ id, a: q, b: doc }))),
  )
  expect(rows).toHaveLength(ROWS.length)
  for (const [at, line] of scored.lines.entries()) {
    expect([rows[at]!.query, rows[at]!.document]).toEqual([ROWS[at]!.q, ROWS[at]!.doc])
    for (const name of ['dense', 'sparse', 'colbert', 'sparse+dense', 'colbert+sparse+dense'])
      expect(Number(rows[at]![name])).toBe(line[name])
  }
})

it('prints one JSON object whose numbers follow from the scores', async () => {
  const out = join(folder, 'rows.jsonl')
  const { stdout } = await cli(['validate', ...MAP, ...TINY, '--out', out, '--k', '2'], CSV)
  expect(stdout.trim().split('\n')).toHaveLength(1)
  const report = JSON.parse(stdout) as { scores: Record<string, Record<string, number>> }
  expect(report).toMatchObject({
    format: 'm3scope/validation',
    version: 1,
    pairs: 12,
    queries: 3,
    skipped: [],
    identity: { tokenizer_mode: 'hf4' },
  })
  // Mean reciprocal rank of the dense score, counted here.
  const rows = (await readFile(out, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, number | string>)
  const ranks = QUERIES.map((query, q) => {
    const own = rows.filter((row) => row.query === query)
    const right = DOCUMENTS[(q * 2) % 4]
    const sorted = own.toSorted((x, y) => Number(y.dense) - Number(x.dense))
    return 1 / (1 + sorted.findIndex(({ document }) => document === right))
  })
  expect(report.scores.dense!.mrr).toBeCloseTo(ranks.reduce((sum, rank) => sum + rank) / 3, 12)
  expect(report.scores.dense).toHaveProperty('ndcg@2')
  const mean = rows.reduce((sum, row) => sum + Number(row.dense), 0) / 12
  expect(report.scores.dense!.mean).toBeCloseTo(mean, 12)
})

it('reads a file, several files, and standard input as "-"', async () => {
  const file = join(folder, 'pairs.csv')
  await writeFile(file, CSV)
  const fromFile = await cli(['validate', file, ...MAP, ...TINY])
  const fromInput = await cli(['validate', '-', ...MAP, ...TINY], CSV)
  expect(fromFile.status).toBe(0)
  expect(fromInput.stdout).toBe(fromFile.stdout)
  const write = (name: string, lines: readonly object[]) => writeFile(join(folder, name), jsonl(lines))
  await write(
    'queries.jsonl',
    QUERIES.map((text, at) => ({ _id: `q${at}`, text })),
  )
  await write(
    'corpus.jsonl',
    DOCUMENTS.map((text, at) => ({ _id: `d${at}`, title: '', text })),
  )
  await writeFile(join(folder, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\nq0\td3\t1\nq2\td2\t1\n')
  const files = ['queries.jsonl', 'corpus.jsonl', 'qrels.tsv'].map((name) => join(folder, name))
  const corpus = await cli([
    'validate',
    ...files,
    '--corpus',
    '--candidates',
    '5',
    ...TINY,
    '--out',
    join(folder, 'o.csv'),
  ])
  expect([corpus.status, JSON.parse(corpus.stdout)]).toEqual([
    0,
    expect.objectContaining({ queries: 3, relevant: 2 }),
  ])
  // Each of four documents is among the five best of dense.
  const rows = await readRows('o.csv')
  expect(rows).toHaveLength(12)
  expect(rows.filter(({ label }) => label === '1').map((row) => `${row.query_id}${row.document_id}`)).toEqual(
    ['q0d3', 'q2d2'],
  )
})

it('a row that cannot be read is in "skipped"; the others go on', async () => {
  const { status, stdout, stderr } = await cli(['validate', ...MAP, ...TINY], `${CSV}\r\n,no query,yes,1\r\n`)
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ pairs: 12, skipped: [{ row: 13, code: 'empty-query' }] })
  expect(stderr).toContain('1 rows are skipped')
})

it('--report is one file without scripts', async () => {
  await cli(['validate', ...MAP, ...TINY, '--report', join(folder, 'r.html')], CSV)
  const html = await readFile(join(folder, 'r.html'), 'utf8')
  expect(html).toMatch(/^<!doctype html>/)
  expect(html).toContain('<svg')
  expect(html).not.toContain('<script')
})

describe('--checkpoint', () => {
  const args = () => [
    'validate',
    ...MAP,
    ...TINY,
    '--checkpoint',
    join(folder, 'c'),
    '--out',
    join(folder, 'o.csv'),
  ]

  it('gives the same bytes with what is left of it, and encodes nothing where all is there', async () => {
    const whole = await cli(args(), CSV)
    const rows = await readFile(join(folder, 'o.csv'))
    const scores = join(folder, 'c', 'scores.bin')
    const size = 64
    const same = async (progress: string) => {
      const again = await cli([...args(), '--progress'], CSV)
      expect(again.stdout).toBe(whole.stdout)
      expect(await readFile(join(folder, 'o.csv'))).toEqual(rows)
      expect(again.stderr).toContain(progress)
    }
    await same('0 of 0 texts')
    // Half a record at the end, and a byte that has flipped.
    await truncate(scores, 7 * size + 13)
    const bytes = await readFile(scores)
    bytes[3 * size + 40]! ^= 1
    await writeFile(scores, bytes)
    await same('6 of 6 pairs')
    expect((await readFile(scores)).length % size).toBe(0)
    const [first] = await readdir(join(folder, 'c', 'vectors'))
    for (const name of await readdir(join(folder, 'c', 'vectors', first!)))
      await unlink(join(folder, 'c', 'vectors', first!, name))
    await unlink(scores)
    await same('12 of 12 pairs')
  })

  it('other settings and other weights find what is theirs', async () => {
    await cli(args(), CSV)
    const other = await cli([...args(), '--max-length', '4'], CSV)
    const fresh = await cli(['validate', ...MAP, ...TINY, '--max-length', '4'], CSV)
    expect(other.stdout).toBe(fresh.stdout)
    const weighed = await cli([...args(), '--weights', '1,0,0', '--progress'], CSV)
    expect(weighed.stderr).toContain('0 of 0 texts')
  })

  it('a search goes on too', async () => {
    const search = [...args(), '--corpus', '--candidates', '5']
    const whole = await cli(search, CSV)
    await unlink(join(folder, 'c', 'scores.bin'))
    const again = await cli(search, CSV)
    expect(again.stdout).toBe(whole.stdout)
  })

  it('a process that is killed and started again gives the same bytes', async () => {
    const many = Papa.unparse(
      Array.from({ length: 120 }, (_, at) => ({
        q: `question ${at % 9}`,
        doc: `${'a longer answer '.repeat(4 + (at % 30))} ${at}`,
        y: at % 2,
      })),
    )
    const file = join(folder, 'many.csv')
    await writeFile(file, many)
    const bin = fileURLToPath(new URL('../../../bin/m3scope.mjs', import.meta.url))
    const command = [bin, 'validate', file, '--map', 'query=q,document=doc,label=y', ...TINY]
    const start = (more: readonly string[], kill: boolean) =>
      new Promise<string>((resolve, reject) => {
        const child = spawn(process.execPath, [...command, ...more])
        let out = ''
        child.stdout.on('data', (data: Buffer) => (out += data.toString()))
        child.stderr.on('data', (data: Buffer) => {
          if (kill && /[1-9]\d* of 120 pairs/.test(data.toString())) child.kill('SIGKILL')
        })
        child.on('error', reject)
        child.on('close', () => resolve(out))
      })
    const checkpoint = ['--checkpoint', join(folder, 'k')]
    expect(await start([...checkpoint, '--progress'], true)).toBe('')
    const resumed = await start(checkpoint, false)
    expect(resumed).toBe(await start([], false))
    expect(JSON.parse(resumed)).toMatchObject({ pairs: 120 })
  })

  it('a folder that cannot be used is an error before anything is encoded', async () => {
    await writeFile(join(folder, 'c'), 'a file')
    const { status, stderr, stdout } = await cli(args(), CSV)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain('cannot be used')
  })
})

describe('is refused with the remedy', () => {
  it.each([
    [['--map', 'query=q,doc=doc'], CSV, /--map takes ROLE=COLUMN.*document.*found "doc=doc"/],
    [['--map', 'query'], CSV, /--map takes ROLE=COLUMN/],
    [[], 'x,y\n1,2\n', /name it with --map/],
    [['--out', 'rows.pdf'], CSV, /--out writes \.csv, \.jsonl, \.xlsx/],
    [['--corpus', '--k', '20'], CSV, /--candidates 10 is below --k 20/],
    [['--out', '/no/such/folder/rows.csv', ...MAP], CSV, /cannot be written/],
    [['no-such-file.csv'], '', /there is no file no-such-file.csv/],
    [['--k', '0'], CSV, /--k is a whole number from 1/],
  ])('%j', async (more, input, message) => {
    const { status, stderr, stdout } = await cli(['validate', ...TINY, ...more], input)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

  it('empty input', async () => {
    const { status, stdout } = await cli(['validate', ...TINY], '')
    expect([status, stdout]).toEqual([2, ''])
  })
})

it('a text that has no vectors is named; its pairs have no score', async () => {
  const input = jsonl([
    { query: 'a', document: 'fine' },
    { query: 'a', document: 'b' },
  ]).replace('"b"', '"\\ud800"')
  const { status, stdout } = await cli(['validate', ...TINY], input)
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ pairs: 1, skipped: [{ row: 2 }] })
})

it('has the options of the page', () => {
  expect(DEFAULT_ANSWER_OPTIONS).toEqual(noAnswer.options)
  expect([OPTIONS.k.initial, CANDIDATES]).toEqual([noAnswer.options.k, noData.k])
})

describe('production', () => {
  const pairs = (
    column: string,
    rows: readonly string[] = ['a,x,0.1,1', 'a,y,0.9,0', 'b,y,0.2,1', 'b,x,0.8,0'],
  ) => `query,document,${column},label\n${rows.join('\n')}\n`

  it('a distance is told by the name of its column, or by the user; what nothing tells is a warning', async () => {
    const run = async (column: string, ...more: string[]) => {
      const { stdout, stderr } = await cli(['validate', ...TINY, ...more], pairs(column))
      const { production, scores } = JSON.parse(stdout) as {
        production: unknown
        scores: { production: { mrr: number } }
      }
      return { production, mrr: scores.production.mrr, warns: stderr.includes('--production-direction') }
    }
    const smaller = 'smaller-is-closer'
    expect(await run('distance')).toEqual({
      production: { direction: smaller, by: 'name' },
      mrr: 1,
      warns: false,
    })
    expect(await run('score')).toEqual({
      production: { direction: 'larger-is-closer', by: 'default' },
      mrr: 0.5,
      warns: true,
    })
    expect(await run('score', '--production-direction', 'smaller')).toEqual({
      production: { direction: smaller, by: 'request' },
      mrr: 1,
      warns: false,
    })
  })

  it('a recognised formula tells it', async () => {
    const out = join(folder, 'o.csv')
    await cli(['validate', ...MAP, ...TINY, '--out', out], CSV)
    const rows = (await readRows('o.csv')).map(({ query, document, label, dense }) => ({
      query,
      document,
      score: 1 - Number(dense),
      label,
    }))
    const { stdout, stderr } = await cli(['validate', ...TINY], Papa.unparse(rows))
    const { production, scores } = JSON.parse(stdout) as {
      production: unknown
      scores: Record<string, { mrr: number }>
    }
    expect(production).toEqual({ direction: 'smaller-is-closer', by: 'formula' })
    expect(scores.production!.mrr).toBe(scores.dense!.mrr)
    expect(stderr).not.toContain('warning')
  })

  it('with --corpus its list is that of the file, not what the search kept', async () => {
    const documents = Array.from(
      { length: 30 },
      (_, at) => `document number ${at} about ${'abcdefgh'[at % 8]}`,
    )
    const rows = documents.map((document, at) => ({
      query: 'number 3',
      document,
      rank: at + 1,
      label: at === 29 ? 1 : 0,
    }))
    const csv = Papa.unparse(rows)
    const own = async (...more: string[]) =>
      (JSON.parse((await cli(['validate', ...TINY, ...more], csv)).stdout) as { given_order: unknown })
        .given_order
    const whole = await own()
    expect(whole).toMatchObject({ mrr: 1 / 30 })
    expect(await own('--corpus', '--candidates', '5')).toEqual(whole)
  })
})

describe('before a model loads', () => {
  const none = { models: fail }
  function fail(): never {
    throw new Error('a model was loaded')
  }
  const refused = async (args: readonly string[], message: RegExp) => {
    const { status, stdout, stderr } = await cli(['validate', ...args], CSV, none)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  }

  it('says what cannot be written', async () => {
    const file = join(folder, 'pairs.csv')
    await writeFile(file, CSV)
    await refused(['--out', '/no/such/folder/o.csv'], /there is no folder \/no\/such\/folder/)
    await refused(['--report', folder], /--report: .* it is a folder/)
    await refused(['--report', join(file, 'r.html')], /is not a folder/)
    await refused([file, '--out', join(folder, '.', 'pairs.csv')], /is a file of the input/)
    await refused(['--out', join(folder, 'x.csv'), '--report', join(folder, 'x.csv')], /are the same file/)
    expect(await readdir(folder)).toEqual(['pairs.csv'])
    expect(await readFile(file, 'utf8')).toBe(CSV)
  })

  it('says what cannot be read', async () => {
    await refused([folder], /is a folder: give the files in it/)
  })

  it.runIf(process.platform === 'linux')('a checkpoint where no folder can be made', async () => {
    await refused([...MAP, '--checkpoint', '/proc/nope/deeper'], /cannot be used/)
  })
})

/** A model keeps files open; Node.js warns where it closes them itself. */
const held: unknown[] = []

it('prints the JSON also where a file could not be written at the end', async () => {
  const out = join(folder, 'gone', 'o.csv')
  await mkdir(join(folder, 'gone'))
  const open: Models['open'] = async (...args) => {
    await rm(join(folder, 'gone'), { recursive: true })
    const opened = diskModels.open(...args)
    held.push(opened)
    return opened
  }
  const models = () => Promise.resolve({ ...diskModels, open, openInThread: open })
  const { status, stdout, stderr } = await cli(['validate', ...MAP, ...TINY, '--out', out], CSV, { models })
  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ pairs: 12 })
  expect(stderr).toContain('cannot be written')
})

it('says on standard error how the file was read', async () => {
  const input = 'question,passage,label\na,b,1\na,c,1\n'
  const { stderr } = await cli(['validate', ...TINY], input)
  expect(stderr).toContain('read as: query=question, document=passage, label=label (guessed)')
  expect(stderr).toContain(
    'label: no label is 0 or "no", so each of the 2 labelled pairs counts as relevant.',
  )
  const given = await cli(['validate', ...TINY, '--map', 'query=question,document=passage'], input)
  expect(given.stderr).toContain('(guessed: label)')
  const named = await cli(['validate', ...MAP, ...TINY], CSV)
  expect(named.stderr).not.toContain('read as')
})

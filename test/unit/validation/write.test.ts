/** Files that a validation leaves: byte by byte, read back, and by the rules that docs/contract/validation.md states. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { reweighed } from '../../../src/engine/score/fuse'
import { available } from '../../../src/engine/model/types'
import { SCORE_NAMES } from '../../../src/engine/score/types'
import {
  DEFAULT_EXPORT_OPTIONS,
  EXPORT_FORMS,
  exportWriter,
  type ExportForm,
  type ExportOptions,
  type ExportRows,
  type ExportSummary,
} from '../../../src/formats/validation/write'
import { trecId } from '../../../src/formats/validation/write/trec'
import { HARD_ROWS, handRows } from '../../validation'

const FOLDER = new URL('../../golden/validation/', import.meta.url)

async function written(
  form: ExportForm,
  rows: ExportRows,
  more: Partial<ExportOptions> = {},
): Promise<{ readonly text: string; readonly summary: ExportSummary }> {
  const pieces = (await exportWriter(form)).write(rows, { ...DEFAULT_EXPORT_OPTIONS, ...more })
  let text = ''
  for (;;) {
    const next = await pieces.next()
    if (next.done) return { text, summary: next.value }
    expect(typeof next.value).toBe('string')
    text += next.value as string
  }
}

const TEXT_FORMS = EXPORT_FORMS.filter((form) => form !== 'xlsx')

it.each(TEXT_FORMS)('%s writes what it wrote', async (form) => {
  const { text } = await written(form, HARD_ROWS, { prompt: 'query: ' })
  const file = new URL(`${form}.txt`, FOLDER)
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(file, text)
  }
  expect(text).toBe(readFileSync(file, 'utf8'))
})

describe('CSV', () => {
  const read = (text: string) =>
    Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true, newline: '\r\n' }).data

  it('gives every text and every number back', async () => {
    const { text, summary } = await written('csv', HARD_ROWS)
    const rows = read(text)
    expect(summary).toEqual({ written: 8, leftOut: {}, escapedIds: 0, longTexts: 0 })
    expect(rows.map((row) => row['query'])).toEqual(
      Array.from(HARD_ROWS.pairs.query, (query) => HARD_ROWS.set.queries.texts[query]),
    )
    expect(rows.map((row) => row['document'])).toEqual(
      Array.from(HARD_ROWS.pairs.document, (document) => HARD_ROWS.set.documents.texts[document]),
    )
    for (const [pair, row] of rows.entries()) {
      const head = (name: 'dense' | 'sparse' | 'colbert') => available(HARD_ROWS.heads[name][pair]!)
      const scores = reweighed(
        {
          dense: head('dense'),
          sparse: head('sparse'),
          colbert: head('colbert'),
          'sparse+dense': available(0),
          'colbert+sparse+dense': available(0),
        },
        HARD_ROWS.weights,
      )
      for (const name of SCORE_NAMES) {
        const score = scores[name]
        const value = score.state === 'available' ? score.value : Number.NaN
        if (Number.isNaN(value)) expect(row[name]).toBe('')
        else expect(Object.is(Number(row[name]), value)).toBe(true)
      }
    }
    expect(rows.map((row) => row['dense (file)'])).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
    expect(rows.map((row) => row['channel'])).toEqual(['app', 'web', 'app', '', '007', 'web', 'app', 'true'])
    expect(rows[0]!['made_by']).toContain('model=BAAI/bge-m3')
    expect(rows[0]!['made_by']).toContain('weights=1,0.3,1')
  })

  it('ranks by the score, ties by the given rank', async () => {
    const rows = read((await written('csv', HARD_ROWS, { score: 'dense' })).text)
    expect(rows.map((row) => row['m3scope_rank'])).toEqual(['3', '1', '2', '2', '1', '2', '1', ''])
  })

  it('is marked and free of formulas for a spreadsheet', async () => {
    const { text } = await written('csv', HARD_ROWS, { spreadsheet: true })
    expect(text.startsWith('\uFEFFrow,')).toBe(true)
    const rows = read(text.slice(1))
    expect(rows[3]!['query']).toBe("'=1+1")
    expect(rows.map((row) => row['document']).slice(1, 4)).toEqual(["'+49 30 1234", "'-", "'@home"])
    expect(rows[3]!['dense'], 'a negative number stays a number').toBe('-0.25')
  })

  it('writes the selection in its order', async () => {
    const { text, summary } = await written('csv', { ...HARD_ROWS, selection: Int32Array.of(4, 0) })
    expect(read(text).map((row) => row['document_id'])).toEqual(['d5', 'd1'])
    expect(summary.written).toBe(2)
  })

  it('leaves the scores of a head empty that the model lacks, and those that need it', async () => {
    const rows = read(
      (await written('csv', { ...HARD_ROWS, has: { dense: true, sparse: false, colbert: false } })).text,
    )
    expect(SCORE_NAMES.map((name) => rows[1]![name])).toEqual(['0.8', '', '', '', ''])
  })

  it('finds the columns of the file for pairs that a search found', async () => {
    const { pairs, heads } = HARD_ROWS
    const take = (column: Float64Array | Int32Array) => column.slice(3, 5) as never
    const found: ExportRows = {
      ...HARD_ROWS,
      pairs: {
        count: 2,
        row: Int32Array.of(0, 5),
        query: Int32Array.of(0, pairs.query[4]!),
        document: Int32Array.of(4, pairs.document[4]!),
        rank: take(pairs.rank),
        production: take(pairs.production),
        grade: take(pairs.grade),
      },
      heads: { dense: take(heads.dense), sparse: take(heads.sparse), colbert: take(heads.colbert) },
      notes: null,
      unsure: null,
    }
    const rows = read((await written('csv', found)).text)
    expect(rows.map((row) => [row['row'], row['channel']])).toEqual([
      ['', ''],
      ['5', '007'],
    ])
  })
})

it('JSON Lines have a line for each pair, and null for what is not there', async () => {
  const { text } = await written('jsonl', HARD_ROWS)
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines).toHaveLength(8)
  expect(lines[2]).toMatchObject({ query_id: 'q1', production_score: null, dense: 1 / 3, label: 0, rank: 3 })
  expect(lines[7]).toMatchObject({ dense: null, 'colbert+sparse+dense': null, m3scope_rank: null, label: 2 })
})

it('a column called __proto__ is a field like any other', async () => {
  const rows = handRows(['q'], ['d'], [{ query: 0, document: 0, dense: 1, sparse: 1, colbert: 1 }], {
    setMore: { columns: [{ name: '__proto__', values: ['x'] }] },
  })
  expect((await written('jsonl', rows)).text).toContain('"__proto__":"x"')
})

describe('TREC', () => {
  it('orders a run by the score and leaves out what has none', async () => {
    const { text, summary } = await written('trec-run', HARD_ROWS, { score: 'dense', tag: 'ours' })
    expect(text.split('\n').slice(0, 3)).toEqual([
      'q1 Q0 d2 1 0.8 ours',
      'q1 Q0 d3 2 0.3333333333333333 ours',
      'q1 Q0 d1 3 0.30000000000000004 ours',
    ])
    expect(text).toContain('q3 Q0 d7 1 0.5 ours\nq3 Q0 d6 2 0.5 ours\n')
    expect(summary).toEqual({ written: 7, leftOut: { 'no-score': 1 }, escapedIds: 0, longTexts: 0 })
  })

  it('refuses a tag with white space', async () => {
    await expect(written('trec-run', HARD_ROWS, { tag: 'two words' })).rejects.toMatchObject({
      code: 'settings/invalid',
    })
  })

  it('leaves unsure and unlabelled pairs out of qrels, and counts them', async () => {
    const { text, summary } = await written('trec-qrels', HARD_ROWS)
    expect(text).toBe('q1 0 d1 1\nq1 0 d2 0\nq1 0 d3 0\nq2 0 d4 3\nq3 0 d6 0\nq3 0 d1 2\n')
    expect(summary.leftOut).toEqual({ unsure: 1, unlabelled: 1 })
  })

  it('writes ids with white space so that they are told apart and can be read back', async () => {
    const ids = ['a b', 'a%20b', 'a%2520b', 'a\tb', 'a\u3000b', '50%', 'plain', 'a b']
    const escaped = ids.map(trecId)
    expect(escaped).toEqual([
      'a%20b',
      'a%2520b',
      'a%252520b',
      'a%09b',
      'a%E3%80%80b',
      '50%',
      'plain',
      'a%20b',
    ])
    for (const [at, id] of ids.entries())
      expect(/%[0-9a-f]{2}/i.test(escaped[at]!) ? decodeURIComponent(escaped[at]!) : escaped[at]).toBe(id)
    const rows = handRows(['q'], ['d'], [{ query: 0, document: 0, grade: 1 }])
    const spaced = { ...rows, set: { ...rows.set, queries: { ids: ['my query'], texts: ['q'] } } }
    const { text, summary } = await written('trec-qrels', spaced)
    expect(text).toBe('my%20query 0 d1 1\n')
    expect(summary.escapedIds).toBe(1)
  })
})

describe('training data', () => {
  it('has the highest irrelevant documents as negatives, and counts the queries without', async () => {
    const { text, summary } = await written('training', HARD_ROWS, { score: 'dense', prompt: 'query: ' })
    expect(JSON.parse(text)).toEqual({
      query: 'how do I "reset" my password?',
      pos: ['Open Settings, then Security.'],
      neg: ['+49 30 1234', '-'],
      pos_scores: [0.1 + 0.2],
      neg_scores: [0.8, 1 / 3],
      prompt: 'query: ',
    })
    // q2 has no irrelevant document, q3's relevant one has no score.
    expect(summary).toEqual({
      written: 1,
      leftOut: { unsure: 1, 'no-score': 1, 'no-negative': 1, 'no-relevant': 1 },
      escapedIds: 0,
      longTexts: 0,
    })
  })

  it('keeps to the number of negatives, and names no empty prompt', async () => {
    const { text } = await written('training', HARD_ROWS, { negatives: 1 })
    const line = JSON.parse(text) as Record<string, unknown>
    expect(line['neg']).toHaveLength(1)
    expect(line).not.toHaveProperty('prompt')
  })

  it('names the prompt as a reranker reads it', async () => {
    const { text } = await written('reranker', HARD_ROWS, { prompt: 'query: ' })
    expect(JSON.parse(text)).toMatchObject({ query_prompt: 'query: ' })
  })
})

it('skipped rows say where and why', async () => {
  const { text } = await written('skipped', HARD_ROWS)
  expect(text).toBe('row,reason,value\r\n9,empty-query,""\r\n12,unreadable-label,"=vielleicht, ""hm"""\r\n')
})

it('without a run there are only the columns of the file', async () => {
  const { text } = await written('csv', {
    ...HARD_ROWS,
    identity: null,
    has: { dense: false, sparse: false, colbert: false },
  })
  expect(text.split('\r\n')[1]).toContain(',,,,,,,app,a,""')
})

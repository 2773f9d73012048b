/** The Python of both READMEs runs as it stands, and texts and ids come through unchanged. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedModel } from '../engine'
import { exportRows } from '../exports'
import { pythonJson, pythonWith } from './python'

const python = pythonWith(['pandas', 'faiss', 'numpy'])

/** What readers take for something else: a missing value, a number, an end of a line. */
const ROWS = [
  { id: '007', text: 'What is BGE M3?' },
  { id: 'NA', text: '' },
  { id: 'null', text: 'NA' },
  { id: '1e5', text: 'null' },
  { id: 'true', text: 'line\u2028separator\u2029and\u0085next\v\f\u001c\u001d\u001e\r\nend' },
  { id: '-1', text: '充电器坏了，"怎么办"？' },
  { id: 'x\u2028y', text: '42' },
]

interface Found {
  readonly ran: readonly string[]
  readonly rows: readonly object[]
  readonly nearest: Readonly<Record<string, readonly string[]>>
  readonly frame: readonly (readonly [string, string, readonly number[]])[]
  readonly split: number
  readonly pandas: readonly (readonly [string, string])[]
  readonly csv: readonly (readonly [string, string])[]
}

const readmePath = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

describe.skipIf(python === undefined).each(['README.md', 'README.zh-CN.md'])('the Python of %s', (readme) => {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-readme-'))
  let found: Found
  let dense: number[][]

  beforeAll(async () => {
    const model = await sharedModel('tiny')
    const lines = (await exportRows(model, ROWS, 'jsonl')).file
    dense = lines
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { dense: number[] }).dense)
    writeFileSync(join(folder, 'vectors.jsonl'), lines)
    writeFileSync(join(folder, 'vectors.csv'), (await exportRows(model, ROWS, 'csv')).file)
    found = pythonJson(python!, 'readme.py', [readmePath(readme), folder]) as Found
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const byProduct = () => {
    const product = (row: readonly number[]) =>
      row.reduce((sum, value, at) => sum + value * dense[0]![at]!, 0)
    return ROWS.map(({ id }, at) => ({ id, score: product(dense[at]!) }))
      .sort((one, other) => other.score - one.score)
      .slice(0, 3)
      .map(({ id }) => id)
  }

  it('JSON Lines: every text, by line and by splitlines()', () => {
    expect(found.ran).toEqual(expect.arrayContaining(['json', 'faiss', 'pandas']))
    expect(found.rows).toEqual(ROWS)
    expect(found.split).toBe(ROWS.length)
    expect(found.pandas).toEqual(ROWS.map(({ id, text }) => [id, text]))
  })
  it('databases: the nearest are those of the products', () => {
    for (const ids of Object.values(found.nearest)) expect(ids).toEqual(byProduct())
    expect(Object.keys(found.nearest)).toContain('faiss')
  })
  it('CSV: an empty text is not a missing one, an id is no number', () => {
    expect(found.frame).toEqual(ROWS.map(({ id, text }, at) => [id, text, dense[at]]))
    expect(found.csv).toEqual(ROWS.map(({ id, text }) => [id, text]))
  })
})

it('both READMEs show the same Python', () => {
  const code = (name: string) =>
    [...readFileSync(readmePath(name), 'utf8').matchAll(/^```python\n(.*?)^```/gms)].map(([, block]) =>
      block!.replace(/#.*$/gm, '#'),
    )
  expect(code('README.zh-CN.md')).toEqual(code('README.md'))
  expect(code('README.md').length).toBeGreaterThan(3)
})

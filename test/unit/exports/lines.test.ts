/** Files of lines and of cells, as other programs' readers split them. The readers themselves are in test/interop. */
import { describe, expect, it } from 'vitest'
import Papa from 'papaparse'
import { cells } from '../../../src/formats/csv-cells'
import { heatmapCsv } from '../../../src/features/heatmap/csv'
import type { HeatmapResult } from '../../../src/features/heatmap/types'
import type { TargetName } from '../../../src/formats/export/types'
import { jsonLine } from '../../../src/formats/json-line'
import { sharedModel } from '../../engine'
import { ENCODE, exportRows } from '../../exports'
import { cli, jsonl } from '../cli/run'

/** Every character at which Python's `str.splitlines()` ends a line. */
const LINE_ENDS = '\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029'
const splitlines = (text: string) => text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/)

const ROWS = [
  { id: `a${LINE_ENDS}`, text: [...LINE_ENDS].map((end, at) => `${at}${end}`).join('') },
  { id: 'b', text: '' },
]

describe('JSON in lines', () => {
  it('has no end of line but its own', () => {
    const value = { [`k${LINE_ENDS}`]: LINE_ENDS, deep: [LINE_ENDS] }
    expect(splitlines(jsonLine(value))).toHaveLength(1)
    expect(JSON.parse(jsonLine(value))).toEqual(value)
    expect(jsonLine('a\u2028b\u0085')).toBe('"a\\u2028b\\u0085"')
  })
  it.each([
    ['jsonl', 2],
    ['milvus-rest', 1],
    ['elasticsearch', 4],
    ['opensearch', 4],
  ] as const)('%s: as many lines as before', async (target: TargetName, count) => {
    const rows = target === 'jsonl' ? ROWS : [{ ...ROWS[0]!, id: 'a' }, ROWS[1]!]
    const file = (await exportRows(await sharedModel('tiny'), rows, target)).file.toString()
    const lines = splitlines(file).filter((line) => line !== '')
    expect(lines).toHaveLength(count)
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow()
    expect(lines.map((line) => JSON.stringify(JSON.parse(line))).join('')).toContain(
      JSON.stringify(ROWS[0]!.text).slice(1, -1),
    )
  })
  it('the terminal writes it so, and reads a line that has such characters as they are', async () => {
    const texts = ['a\u2028b', 'c\u0085d\u2029', 'e']
    const raw = jsonl(texts.map((text, id) => ({ id, text })))
    expect(raw).toContain('\u2028')
    const { status, stdout, stderr } = await cli(['sentences'], raw)
    expect([status, stderr]).toEqual([0, ''])
    expect(splitlines(stdout).filter((line) => line !== '')).toHaveLength(3)
  })
  it('input that is not UTF-8 is refused with its line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"text":"a"}\n{"text":"'),
      Buffer.of(0xb3, 0xe4),
      Buffer.from('"}\n'),
    ])
    const { status, stderr } = await cli(['sentences'], bytes)
    expect([status, stderr]).toEqual([2, expect.stringContaining('line 2 is not UTF-8')])
  })
  it('input comes in any pieces, with CRLF, with a mark, and without an end', async () => {
    const bytes = Buffer.from('\uFEFF{"id":1,"text":"充"}\r\n\r\n{"id":2,"text":"b"}')
    const { status, lines } = await cli(['sentences'], bytes, { piece: 1 })
    expect([status, lines.map(({ id }) => id)]).toEqual([0, [1, 2]])
  })
})

describe('CSV', () => {
  it('quotes what a reader could take for something else', () => {
    for (const text of [
      '',
      'NA',
      'N/A',
      'null',
      'NaN',
      'None',
      'true',
      '007',
      '1e5',
      '-1',
      '.5',
      '1,5',
      'inf',
      'a\u2028b',
      'a\vb',
    ])
      expect(cells([text])).toBe(`"${text}"`)
    for (const text of ['a', 'nap', '=1+1', 'v1', '充电']) expect(cells([text])).toBe(text)
    expect(cells([7, 'a "b"'])).toBe('7,"a ""b"""')
  })
  it('a quoted cell holds its line ends, so a reader that is given lines puts it together again', async () => {
    const file = (await exportRows(await sharedModel('tiny'), ROWS, 'csv')).file.toString()
    const { data } = Papa.parse<string[]>(file.trimEnd())
    expect(data.slice(1).map(([id, text]) => ({ id, text }))).toEqual(ROWS)
    expect(file).toContain('\r\nb,"","[')
    for (const [at] of [...file.matchAll(/[\v\f\x1c-\x1e\x85\u2028\u2029]/g)].map(({ index }) => [index]))
      expect((file.slice(0, at).match(/"/g) ?? []).length % 2).toBe(1) // inside of quotes
  })
  it('of a heatmap: a sentence with U+2028 has quotes, a cell without a number has none', async () => {
    const { info } = await sharedModel('tiny')
    const inputs = { contextMode: 'alone', unit: 'sentence', prefix: '', rules: 0, chunk: {}, ...ENCODE }
    const result = { inputs, info, a: [{ text: 'a\u2028b' }], b: [{ text: 'c' }, { text: 'd' }] }
    const csv = heatmapCsv(Float64Array.of(0.5, NaN), result as unknown as HeatmapResult, 'dense', {
      dense: 1,
      sparse: 0,
      colbert: 0,
    })
    expect(csv).toContain('"a\u2028b",0.5,\n')
  })
})

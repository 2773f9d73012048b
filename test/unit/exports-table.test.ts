/** docs/exports.md is what scripts/exports makes: what its rows call wrong is tested here, the page only for its origin. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compare } from '../../scripts/exports/compare'
import { document, problemsOf, type Row } from '../../scripts/exports/document'
import type { Export, Tried } from '../../scripts/exports/types'
import { available, unavailable } from '../../src/engine/model/types'
import type { Encoded } from '../../src/engine/encode/types'

const made: Export = {
  name: 'one',
  tool: 'a tool',
  version: 'tool 1.0',
  options: 'opset 17, a|b',
  texts: ['a', 'b'],
  expect: { dtype: 'fp32', heads: ['dense', 'sparse', 'colbert'] },
  reference: [[0.6, 0.8], null],
}
const tried: Tried = {
  name: 'one',
  dtype: 'fp32',
  whole: null,
  blockedFrom: 1024,
  attention: 'available',
  heads: ['dense', 'sparse', 'colbert'],
  difference: 1e-7,
}
const row = (changes: Partial<Tried> = {}, dtype = 'fp32'): Row => ({
  made: { ...made, expect: { ...made.expect, dtype } },
  tried: { ...tried, ...changes },
})

function encoded(dense: readonly number[], truncated = false): Encoded {
  return {
    tokenized: { ids: Int32Array.of(0, 5, 2), truncated },
    denseVecs: available(Float32Array.from(dense)),
    tokenWeights: available(Float32Array.of(0.5, 0, 0)),
    colbertVecs: available({ rows: 2, dimension: 2, data: Float32Array.of(1, 0, 0, 1) }),
  } as unknown as Encoded
}

describe('the comparison with the tool', () => {
  it('takes the greatest difference of all texts that the tool encoded', () => {
    expect(compare(made, [encoded([0.6, 0.75]), encoded([9, 9])])).toMatchObject({
      difference: expect.closeTo(0.05, 6) as number,
      problems: [],
    })
  })
  it('takes the nearer of two runs of native onnxruntime, each as a whole', () => {
    const optimised = [[0.6, 0.76], null]
    expect(compare({ ...made, optimised }, [encoded([0.6, 0.75]), null]).difference).toBeCloseTo(0.01, 6)
    expect(compare({ ...made, optimised }, [encoded([0.6, 0.81]), null]).difference).toBeCloseTo(0.01, 6)
  })
  it('never takes NaN for agreement', () => {
    expect(compare(made, [encoded([Number.NaN, 0.8]), null]).difference).toBe(Infinity)
  })
  it('says that a text was cut, or that the vectors have other lengths', () => {
    expect(compare(made, [encoded([0.6, 0.8], true), null])).toMatchObject({
      difference: null,
      problems: ['text 1 is cut to 3 tokens'],
    })
    expect(compare(made, [encoded([1]), null]).problems).toEqual(['a dense vector of 1 numbers for one of 2'])
  })
  it('compares sparse weights, and the first ColBERT row, where the tool gave them', () => {
    const heads = [{ sparse: [0.5, 0, 0.125], colbert: [1, 0] }]
    expect(compare({ ...made, heads }, [encoded([0.6, 0.8]), null]).headDifference).toBe(0.125)
    const dense: Encoded = { ...encoded([0.6, 0.8]), colbertVecs: unavailable('dense-only') }
    expect(compare({ ...made, heads: [{ sparse: [1, 0, 0], colbert: [] }] }, [dense]).headDifference).toBe(
      0.5,
    )
  })
})

describe('what is to be looked at', () => {
  it.each<[string, Row, readonly string[]]>([
    ['nothing', row(), []],
    ['a label', row({ dtype: 'fp32', difference: 0.01 }, 'int8'), ['label, made as int8']],
    ['a difference of fp32', row({ difference: 2e-5 }), ['difference']],
    ['a difference of int8', row({ dtype: 'int8', difference: 0.03 }, 'int8'), ['difference']],
    ['no difference of int8', row({ dtype: 'int8', difference: 0.01 }, 'int8'), []],
    [
      'a head',
      row({ heads: ['sparse', 'colbert'], missing: { dense: 'no-pooling' } }),
      ['no dense (no-pooling)'],
    ],
    ['a whole graph', row({ whole: 'no-chain: …' }), ['whole']],
    ['attention', row({ attention: 'attention-unknown' }), ['attention of an unknown form']],
    ['blocks', row({ blockedFrom: null }), ['no blocks']],
    ['an error', row({ error: { code: 'model/run-failed', message: 'a\n b' } }), ['model/run-failed: a b']],
    ['no export', { made: { ...made, failed: 'Error: no' }, tried: null }, []],
  ])('%s', (_, given, problems) => expect(problemsOf(given)).toEqual(problems))
})

describe('the page', () => {
  it('has a table for each tool, and text of tools stays text', () => {
    const page = document([row(), { made: { ...made, failed: 'Error: *no*' }, tried: null }])
    expect(page).toContain('## a tool\n\ntool 1.0\n')
    expect(page).toContain('| one | opset 17, a\\|b | fp32 | layers | yes | 1024 | d s c | 1.0e-7 |  |')
    expect(page).toContain('the tool refuses: Error: \\*no\\*')
    expect(page).toContain('2 exports. 1 are refused by their own tool, 0 by m3scope; 1 run in layers')
  })
  it('is what the scripts write, with their names in its head', () => {
    const page = readFileSync('docs/exports.md', 'utf8')
    const [head] = page.split('\n## ') as [string]
    for (const script of ['scripts/exports/table.ts', 'scripts/exports/make_exports.py']) {
      expect(head).toContain(script)
      expect(existsSync(script)).toBe(true)
    }
    const rows = page.split('\n').filter((line) => /^\| (?!export |-)/.test(line))
    expect(Number(/(\d+) exports\./.exec(head)?.[1])).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(110)
  })
})

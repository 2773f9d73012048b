import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scriptOf } from '../../../src/engine/diagnose/scripts'
import { nearestRank, scriptOfText } from '../../../src/engine/validate/checks'
import { read } from './support'

describe('checks', () => {
  it('count what the file has', async () => {
    const { reply } = await read(
      'qid,query,document,label\n1,怎么退货,Send it back,yes\n1,怎么退货,怎么退货,no\n2,battery,Send it back,\n2,battery,Send it back,1\n3,,x,1\n4,123,,1\n',
    )
    expect(reply.checks).toEqual({
      rows: 6,
      pairs: 3,
      queries: 2,
      documents: 2,
      texts: 3,
      duplicateRows: 1,
      emptyCells: 2,
      labelled: 2,
      relevant: 1,
      characters: { min: 4, p50: 7, p95: 12, max: 12 },
      scripts: [
        { script: 'Latn', texts: 2 },
        { script: 'Hani', texts: 1 },
      ],
    })
  })

  it('take the smallest value that a share does not exceed', () => {
    const values = Array.from({ length: 100 }, (_, at) => at + 1)
    expect([0, 0.5, 0.95, 1].map((share) => nearestRank(values, share))).toEqual([1, 50, 95, 100])
    expect(nearestRank([], 0.5)).toBe(0)
  })

  it('name the script that the diagnosis names', () => {
    const part = fc.constantFrom(
      '退',
      '货',
      'a',
      'bc',
      "it's",
      ' ',
      '，',
      '1',
      'é',
      'の',
      'カ',
      '한',
      'ж',
      '“',
      '…',
      '(',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        expect(scriptOfText(text)).toBe(scriptOf(text)?.script ?? 'Zyyy')
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

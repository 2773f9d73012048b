/** The writer of reports says the same as JSON.stringify, with its own white space. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { reportText } from '../../../src/formats/report/write'

it('reads back as what JSON.stringify would have written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything({ maxDepth: 4 })), (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as object
      expect(JSON.parse(reportText(plain))).toEqual(plain)
      expect(Object.keys(JSON.parse(reportText(plain)) as object)).toEqual(Object.keys(plain))
    }),
  )
})

it('leaves out what is undefined, and writes what is no finite number as null', () => {
  const value = { a: undefined, b: [undefined, NaN], c: Infinity, d: { e: undefined }, f: [{ g: undefined }] }
  expect(JSON.parse(reportText(value))).toEqual(JSON.parse(JSON.stringify(value)))
})

it('has one space for each level, and a list of plain values on one line', () => {
  const value = { format: 'x', vector: [1, 2.5, null, 'a'], empty: [], rows: [[1, 2], [3]], of: { a: {} } }
  expect(reportText(value)).toBe(
    [
      '{',
      ' "format": "x",',
      ' "vector": [1,2.5,null,"a"],',
      ' "empty": [],',
      ' "rows": [',
      '  [1,2],',
      '  [3]',
      ' ],',
      ' "of": {',
      '  "a": {}',
      ' }',
      '}',
    ].join('\n'),
  )
})

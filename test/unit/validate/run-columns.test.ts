import { expect, it } from 'vitest'
import { BLOCK_ROWS, RunColumns } from '../../../src/engine/validate/run-columns'

/** Views of one buffer, as they may arrive from a worker. */
function set() {
  const floats = new Float64Array(6).fill(7)
  const integers = new Int32Array(6).fill(1)
  return {
    documents: { ids: ['a', 'b', 'c'], texts: ['a', 'b', 'c'] },
    pairs: {
      count: 2,
      row: integers.subarray(0, 2),
      query: Int32Array.of(0, 1),
      document: Int32Array.of(2, 0),
      rank: floats.subarray(0, 2),
      production: floats.subarray(2, 4),
      grade: Float64Array.of(3, 0),
    },
  }
}
const scores = (value: number) => ({ dense: value, sparse: value + 1, colbert: value + 2 })

it('grows by what a search finds, with what the file says of it, and leaves the file alone', () => {
  const given = set()
  const before = structuredClone(given)
  const columns = RunColumns.ofSearch(given)
  columns.add([0, 1], [2, 1])
  columns.set(0, scores(0.5))
  for (let at = 0; at < 3000; at++) columns.add([2], [at % 3])
  expect(columns.pairs.count).toBe(3002)
  expect([...columns.pairs.grade.slice(0, 3)]).toEqual([3, NaN, NaN])
  expect([...columns.pairs.row.slice(0, 2)]).toEqual([1, 0])
  expect([...columns.pairs.query.slice(0, 3), columns.pairs.document[3001]]).toEqual([0, 1, 2, 2])
  expect([columns.heads.colbert[0], columns.heads.dense[1]]).toEqual([2.5, NaN])
  expect([...columns.state.slice(0, 3)]).toEqual([1, 0, 0])
  expect(columns.found.query).toHaveLength(3002)
  expect(given).toEqual(before)
})

it('a block gives back its rows', () => {
  const pairs = { ...set().pairs, count: 2 }
  const one = RunColumns.ofPairs({ pairs })
  one.set(0, scores(1))
  one.set(1, scores(NaN))
  const other = RunColumns.ofPairs({ pairs })
  other.restore(one.block(0))
  expect([...other.state]).toEqual([1, 2])
  expect(other.heads).toEqual(one.heads)
  expect(other.settled).toBe(2)
  expect(other.waiting()).toEqual([])
  other.restore({ ...one.block(0), block: 9 })
  expect(one.block(1).state).toHaveLength(0)
  expect(BLOCK_ROWS).toBeGreaterThan(1)
})

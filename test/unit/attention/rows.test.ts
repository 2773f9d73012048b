import { expect, it } from 'vitest'
import { maxOverHeads, meanOverHeads, oneHead } from '../../../src/engine/attention/reduce'
import { headRow, maxRow, meanRow, queryRows, shareOf } from '../../../src/engine/attention/rows'
import type { AttentionLayer } from '../../../src/engine/chain/types'

const N = 5
const rows = { from: 1, to: 4 }

/** Three layers with two heads each; every row a softmax of its own. */
const layers = Array.from({ length: 3 }, (_, layer): AttentionLayer => {
  const data = new Float32Array(2 * 3 * N)
  for (let row = 0; row < 6; row++) {
    const made = Array.from({ length: N }, (__, at) => Math.exp(Math.sin(layer * 31 + row * 7 + at * 3)))
    const sum = made.reduce((total, one) => total + one, 0)
    data.set(
      made.map((one) => one / sum),
      row * N,
    )
  }
  return { layer, heads: [0, 1], rows, data }
})

/** The row of a query in a matrix of the layer. */
const inMatrix = (matrix: Float32Array, query: number) => [
  ...matrix.subarray((query - rows.from) * N, (query - rows.from + 1) * N),
]

it('the row of a token is the one that the layer’s matrix has, to the last bit', () => {
  for (const query of [1, 2, 3]) {
    const of = queryRows(layers, query, N)!
    for (const [at, layer] of layers.entries()) {
      for (const head of [0, 1])
        expect([...headRow(of, at, head)]).toEqual(inMatrix(oneHead(layer, head), query))
      expect([...meanRow(of, at, at + 1)]).toEqual(inMatrix(meanOverHeads(layer), query))
      expect([...maxRow(of, at)]).toEqual(inMatrix(maxOverHeads(layer), query))
    }
  }
})

it('the mean over all layers and heads sums to 1 and is the mean of the layers’ means', () => {
  const of = queryRows(layers, 2, N)!
  const all = meanRow(of, 0, 3)
  expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6)
  for (let key = 0; key < N; key++)
    expect(all[key]).toBeCloseTo([0, 1, 2].reduce((sum, at) => sum + meanRow(of, at, at + 1)[key]!, 0) / 3, 6)
})

it('there is no row of a token that was not read', () => {
  expect(queryRows(layers, 0, N)).toBeNull()
  expect(queryRows(layers, 4, N)).toBeNull()
  expect(queryRows([], 1, N)).toBeNull()
})

it('says which part of a row some tokens take', () => {
  expect(shareOf([0.5, 0.25, 0.25], new Set([0, 2]))).toBe(0.75)
  expect(shareOf([0.2, 0.2], new Set([0]))).toBe(0.5)
  expect(shareOf([0, 0], new Set([0]))).toBe(0)
})

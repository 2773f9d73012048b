import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Anatomy } from '../../../../src/engine/heatmap/types'
import type { EngineClient } from '../../../../src/host/calls'
import { bestOf, directionOf } from '../../../../src/features/anatomy/marks'
import { piecesOf } from '../../../../src/ui/pieces'
import { similarityMatrix, tooLarge } from '../../../../src/features/anatomy/similarity-matrix'
import { occurrencesById, sharedRows } from '../../../../src/engine/score/terms'
import { MODEL_FOLDERS, openModel, valueOf } from '../../../engine'

const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const whole = (text: string) => ({ whole: text, units: [{ text, start: 0, end: text.length }] })

let engine: EngineClient
let anatomy: Anatomy
beforeAll(async () => {
  ;({ engine } = await openModel(MODEL_FOLDERS.demo))
  anatomy = await engine.call('anatomy', {
    a: whole('手机充不进电，怎么办？'),
    b: whole('手机无法充电时，请检查 USB 接口。'),
    i: 0,
    j: 0,
    contextMode: 'isolated',
    settings,
    weights: { dense: 1, sparse: 1, colbert: 1 },
  })
})
afterAll(() => engine.dispose())

it('every picture adds up to its score', () => {
  const { scores, explanation } = anatomy
  const { forward } = valueOf(explanation.colbert)
  const sum = forward.similarities.reduce((total, one) => total + one, 0)
  expect(sum / forward.rows).toBeCloseTo(valueOf(scores.colbert), 6)
  const rows = sharedRows(valueOf(explanation.sparse), occurrencesById(anatomy.a), occurrencesById(anatomy.b))
  expect(rows.reduce((total, { product }) => total + product, 0)).toBeCloseTo(valueOf(scores.sparse), 6)
  const products = valueOf(explanation.dense).contributions
  expect(products.reduce((total, one) => total + one, 0)).toBeCloseTo(valueOf(scores.dense), 6)
})

it.each(['a', 'b'] as const)(
  'the whole matrix has the best matches that the steps show, asked by %s',
  (side) => {
    const colbert = valueOf(anatomy.explanation.colbert)
    const { data, rowTokens, colTokens, firstRow, firstCol } = similarityMatrix(anatomy, side)
    const direction = directionOf(colbert, side)
    for (const [row, similarity] of direction.similarities.entries()) {
      const values = data.slice(row * colTokens.length, (row + 1) * colTokens.length)
      expect(Math.max(...values)).toBeCloseTo(similarity, 12)
      expect(bestOf(colbert, { side, index: row + firstRow })).toBe(
        values.indexOf(Math.max(...values)) + firstCol,
      )
    }
    expect(rowTokens).toHaveLength(direction.rows)
    expect(bestOf(colbert, { side, index: 0 })).toBeNull()
  },
)

it('a text is cut along its tokens, and nothing of it is lost', () => {
  for (const side of ['a', 'b'] as const) {
    const { tokenized } = anatomy[side]
    const { pieces, elsewhere } = piecesOf(tokenized)
    expect(pieces.map(({ text }) => text).join('')).toBe(tokenized.text)
    expect(elsewhere).toContain(0)
    const placed = pieces.flatMap(({ token }) => (token === null ? [] : [token]))
    expect([...placed, ...elsewhere].sort((x, y) => x - y)).toEqual([...tokenized.ids.keys()])
    // The first character belongs to its word, not to the "▁" before it.
    expect(tokenized.tokens[pieces[0]!.token!]).toContain('手机')
  }
})

it('a matrix of too many cells is not drawn', () => {
  expect(tooLarge({ rows: 2000, cols: 2000 })).toBe(false)
  expect(tooLarge({ rows: 2000, cols: 2001 })).toBe(true)
})

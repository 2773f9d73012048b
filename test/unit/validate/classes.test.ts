import { describe, expect, test } from 'vitest'
import type { ClassRequest, FailureClass } from '../../../src/engine/validate/answer-types'
import { classes } from '../../../src/engine/validate/classes'
import { pairsOf } from './columns'

/** Pairs as [query, document, dense, sparse, grade]. */
type Given = readonly [number, number, number, number, (number | null)?]

function request(
  given: readonly Given[],
  change: Partial<ClassRequest> & { readonly texts?: readonly (readonly [string, string])[] } = {},
): ClassRequest {
  const queries = 1 + Math.max(...given.map(([query]) => query))
  const documents = 1 + Math.max(...given.map(([, document]) => document))
  const none = new Float64Array(given.length)
  return {
    pairs: pairsOf(given.map(([query, document, , , grade]) => ({ query, document, grade: grade ?? null }))),
    queries,
    heads: {
      dense: Float64Array.from(given, (one) => one[2]),
      sparse: Float64Array.from(given, (one) => one[3]),
      colbert: none,
    },
    has: { dense: true, sparse: true, colbert: false },
    weights: { dense: 1, sparse: 1, colbert: 1 },
    queryTexts: Array.from({ length: queries }, (_, i) => `question ${i}`),
    documentTexts: Array.from({ length: documents }, (_, i) => `answer ${i}`),
    facts: {
      tokens: new Int32Array(queries + documents).fill(5),
      truncated: new Uint8Array(queries + documents),
      unknown: new Int32Array(queries + documents),
    },
    queryInput: Int32Array.from({ length: queries }, (_, i) => i),
    documentInput: Int32Array.from({ length: documents }, (_, i) => queries + i),
    nearDuplicates: null,
    k: 1,
    ...change,
  }
}

const found = (name: FailureClass, of: ClassRequest): number[] => [...classes(of)[name]]

describe('scores', () => {
  const rows: Given[] = [
    [0, 0, 0.9, 0],
    [0, 1, 0.1, 0.5],
    [0, 2, 0.5, 0.1],
    [0, 3, 0.4, 0.2],
    [0, 4, 0.2, 0],
  ]
  test('no shared token; dense high, sparse zero; and the reverse', () => {
    expect(found('no-shared-token', request(rows))).toEqual([0, 4])
    expect(found('dense-high-sparse-zero', request(rows))).toEqual([0])
    expect(found('dense-low-sparse-high', request(rows))).toEqual([1])
  })

  test('sparse is never high where it is 0', () => {
    const zero: Given[] = rows.map(([query, document, dense]) => [query, document, dense, 0])
    expect(found('dense-low-sparse-high', request(zero))).toEqual([])
  })

  test('a model without a sparse head has none of these', () => {
    const of = request(rows, { has: { dense: true, sparse: false, colbert: false } })
    expect(found('no-shared-token', of)).toEqual([])
    expect(found('dense-high-sparse-zero', of)).toEqual([])
  })

  test('not finite, but not what is still waiting', () => {
    const broken: Given[] = [
      [0, 0, NaN, 0.1],
      [0, 1, NaN, NaN],
      [0, 2, 0.5, 0.1],
    ]
    const waiting = request(broken)
    const tokens = waiting.facts.tokens.slice()
    tokens[waiting.documentInput[1]!] = 0
    expect(found('not-finite', { ...waiting, facts: { ...waiting.facts, tokens } })).toEqual([0])
    expect(found('not-finite', { ...waiting, state: Uint8Array.of(0, 2, 1) })).toEqual([1])
  })
})

describe('texts', () => {
  const rows: Given[] = [
    [0, 0, 0.9, 0.1],
    [0, 1, 0.1, 0.1],
    [0, 2, 0.1, 0.1],
  ]
  test('cut, and unknown tokens, in query or document', () => {
    const of = request(rows)
    const at = of.documentInput[1]!
    of.facts.truncated[at] = 1
    expect(found('truncated', of)).toEqual([1])
    of.facts.unknown[0] = 2
    expect(found('unknown-tokens', of)).toEqual([0, 1, 2])
  })

  test('cross-lingual by script; Japanese and Chinese are two', () => {
    const documentTexts = ['如何重置密码', 'How to reset it', 'パスワードをリセットする方法']
    expect(found('cross-lingual', request(rows, { queryTexts: ['怎么重置密码？'], documentTexts }))).toEqual([
      1, 2,
    ])
    expect(found('cross-lingual', request(rows, { queryTexts: ['12345'], documentTexts }))).toEqual([])
  })

  test('near-duplicates: by cosine, or the same but for case and white space', () => {
    const documentTexts = ['Reset  the\npassword ', 'reset the password', 'Something else']
    expect(found('near-duplicate-document', request(rows, { documentTexts }))).toEqual([0, 1])
    const of = request(rows)
    const [a, b] = [Int32Array.of(of.documentInput[0]!), Int32Array.of(of.documentInput[2]!)]
    expect(found('near-duplicate-document', { ...of, nearDuplicates: { a, b } })).toEqual([0, 2])
  })
})

test('queries with labels of which none is relevant', () => {
  const rows: Given[] = [
    [0, 0, 0.9, 0.1, 0],
    [0, 1, 0.1, 0.1, null],
    [1, 0, 0.1, 0.1, 0],
    [1, 1, 0.1, 0.1, 2],
    [2, 0, 0.1, 0.1, null],
  ]
  expect(found('no-relevant-document', request(rows))).toEqual([0, 1])
  // The relevant document of query 2 was not found at all.
  const judged = pairsOf([{ query: 2, document: 9, grade: 1 }])
  expect(found('no-relevant-document', request(rows, { judged }))).toEqual([0, 1, 4])
})

describe('hubs', () => {
  /** Each query has its own document, and document 0 above it in the first `times` queries. */
  const rows = (queries: number, times: number): Given[] =>
    Array.from({ length: queries }, (_, q): Given[] => [
      [q, 0, q < times ? 0.9 : 0.1, 0.1],
      [q, q + 1, 0.5, 0.1],
    ]).flat()

  test('a document that is first for many queries', () => {
    // E = 20 / 21, so from ⌊0.95 + 3·0.98⌋ + 1 = 4 queries on.
    expect(found('hub-document', request(rows(20, 4)))).toEqual([0, 2, 4, 6])
    expect(found('hub-document', request(rows(20, 3)))).toEqual([])
  })

  test('where all documents are found equally often there is none', () => {
    const all: Given[] = Array.from({ length: 20 }, (_, i): Given => [i >> 1, i & 1, 0.5, 0.1])
    expect(found('hub-document', request(all, { k: 2 }))).toEqual([])
  })
})

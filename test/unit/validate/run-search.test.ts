/** What a search finds is what comparing every pair finds. */
import { expect, it } from 'vitest'
import type { LoadedModel } from '../../../src/engine/model/load'
import { fuse } from '../../../src/engine/score/fuse'
import type { Weights } from '../../../src/engine/score/types'
import { available } from '../../../src/engine/model/types'
import { LIMITS } from '../../../src/engine/validate/run-plan'
import { MOST_PAIRS, nearDuplicates, SAME } from '../../../src/engine/validate/run-duplicates'
import { cosine } from '../../../src/engine/matrix'
import { encodeText } from '../../../src/engine/encode/encode'
import { sharedLoad, SETTINGS } from '../model/real-runtime'
import { ALL, at, DOCUMENTS, MemoryStore, QUERIES, ran, requestOf, TEXTS } from './run-helpers'

const NONE = { a: new Int32Array(), b: new Int32Array() }
const WEIGHTS: Weights = { dense: 0.4, sparse: 0.2, colbert: 0.4 }
const search = (k: number, weights = WEIGHTS) => ({
  queries: Int32Array.from(QUERIES, at),
  documents: Int32Array.from(DOCUMENTS, at),
  k,
  weights,
})

/** "query document" of the best k of each list, from the scores of all pairs. */
async function bruteForce(model: LoadedModel, k: number): Promise<Set<string>> {
  const { scores } = await ran(model, requestOf())
  const found = new Set<string>()
  for (const query of QUERIES.map(at)) {
    const own = [...scores].filter(([pair]) => ALL.a[pair] === query)
    const lists = [
      own.map(([pair, [dense]]) => [pair, dense] as const),
      own.map(([pair, [, sparse]]) => [pair, sparse] as const).filter(([, score]) => score > 0),
      own.map(([pair, [dense, sparse, colbert]]) => {
        const parts = { dense: available(dense), sparse: available(sparse), colbert: available(colbert) }
        const fused = fuse(parts, WEIGHTS)['sparse+dense']
        return [pair, fused.state === 'available' ? fused.value : NaN] as const
      }),
    ]
    for (const list of lists)
      for (const [pair] of [...list].sort((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, k))
        found.add(`${query} ${ALL.b[pair]}`)
  }
  return found
}

it.each([1, 2, 4, 100])(
  'the best %i of dense, sparse and sparse+dense, as comparing all pairs finds them',
  async (k) => {
    const model = await sharedLoad('tiny')
    const { found, scores, reply } = await ran(model, requestOf({ pairs: NONE, search: search(k) }))
    const names = found.a.map((query, place) => `${query} ${found.b[place]}`)
    expect(new Set(names)).toEqual(await bruteForce(model, k))
    expect(new Set(names).size).toBe(names.length)
    expect(reply!.encoded).toBe(TEXTS.length)
    const all = await ran(model, requestOf())
    for (const [place, name] of names.entries()) {
      const pair = [...ALL.a.keys()].find((each) => `${ALL.a[each]} ${ALL.b[each]}` === name)!
      expect(scores.get(place)).toEqual(all.scores.get(pair))
    }
  },
)

it('does not report pairs that are given or known again, and scores the given ones', async () => {
  const model = await sharedLoad('tiny')
  const pairs = { a: ALL.a.slice(0, 3), b: ALL.b.slice(0, 3) }
  const known = { a: ALL.a.slice(3, 5), b: ALL.b.slice(3, 5) }
  const { found, scores } = await ran(model, requestOf({ pairs, known, search: search(100) }))
  expect(found.a).toHaveLength(ALL.a.length - 5)
  expect(scores.size).toBe(ALL.a.length - 2)
  const all = await ran(model, requestOf())
  for (const pair of [0, 1, 2]) expect(scores.get(pair)).toEqual(all.scores.get(pair))
})

it('finds the same with little memory, with and without a store', async () => {
  const model = await sharedLoad('tiny')
  const request = requestOf({ pairs: NONE, search: search(2) })
  const limits = { ...LIMITS, resident: 1, blockTexts: 2 }
  const whole = await ran(model, request)
  for (const store of [null, new MemoryStore()]) {
    const small = await ran(model, request, { limits, store })
    expect(small.found).toEqual(whole.found)
    expect(small.scores).toEqual(whole.scores)
    expect(small.reply!.encoded).toBe(TEXTS.length)
  }
})

it('says k that is no count, and weights that are none', async () => {
  const model = await sharedLoad('tiny')
  for (const wrong of [search(0), search(1, { ...WEIGHTS, dense: -1 })]) {
    const { error } = await ran(model, requestOf({ pairs: NONE, search: wrong }))
    expect(error).toMatchObject({ code: 'settings/invalid' })
  }
})

it('near duplicates are those that comparing every two documents finds', async () => {
  const model = await sharedLoad('tiny')
  const texts = ['Refunds take seven days.', 'Refunds take seven days!', 'invoice', '😀', '退款', '退款。']
  const b = Int32Array.from(texts.keys())
  const { reply } = await ran(model, requestOf({ texts, pairs: { a: new Int32Array(texts.length), b } }))
  const vectors: Float32Array[] = []
  for (const text of texts) {
    const { denseVecs } = await encodeText(model, text, SETTINGS)
    if (denseVecs.state === 'available') vectors.push(denseVecs.value)
  }
  const expected: number[][] = []
  for (let i = 0; i < texts.length; i++)
    for (let j = i + 1; j < texts.length; j++)
      if (cosine(vectors[i]!, vectors[j]!) >= SAME) expected.push([i, j])
  const { a, b: other, cosine: cosines, from } = reply!.nearDuplicates!
  expect([...a].map((one, place) => [one, other[place]])).toEqual(expected)
  for (const [place, one] of a.entries())
    expect(cosines[place]).toBeCloseTo(cosine(vectors[one]!, vectors[other[place]!]!), 12)
  expect(from).toBe(0.98)
})

it('near duplicates of random vectors of any length', async () => {
  let seed = 5
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5
  const base = Array.from({ length: 40 }, () => Float32Array.from({ length: 33 }, random))
  const vectors = base.flatMap((vector, at) => [
    vector,
    // 0.02 to 0.5 of noise: on both sides of the limit.
    vector.map((value) => (value + random() * (0.02 + at * 0.012)) * (at + 1)),
  ])
  vectors.push(new Float32Array(33))
  const found = await nearDuplicates([...vectors.keys()], vectors)
  const expected: number[] = []
  for (let i = 0; i < vectors.length; i++)
    for (let j = i + 1; j < vectors.length; j++)
      if (cosine(vectors[i]!, vectors[j]!) >= SAME) expected.push(i * 1000 + j)
  expect([...found!.a].map((one, place) => one * 1000 + found!.b[place]!)).toEqual(expected)
  expect(expected.length).toBeGreaterThan(3)
  expect(expected.length).toBeLessThan(40)
})

it('too many documents are not compared', async () => {
  const n = Math.ceil(Math.sqrt(2 * MOST_PAIRS)) + 1
  const one = new Float32Array(1)
  expect(await nearDuplicates(Array(n).fill(0), Array(n).fill(one))).toBeNull()
})

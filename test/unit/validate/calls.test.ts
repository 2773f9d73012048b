/** The calls behind the wire: no model is loaded, and a long grid tells where it is and can be cancelled. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '../../../src/engine/validate/answer'
import type { EngineClient } from '../../../src/host/calls'
import { createInProcessClient } from '../../../src/host/in-process'
import { nodePorts } from '../../../src/host/node-ports'
import { golden, requestOf } from './columns'

const { rows, queries } = golden.sets['binary']!
const request = {
  ...requestOf(rows, queries),
  heads: requestOf(rows, queries).heads,
  has: { dense: true, sparse: true, colbert: false },
}
const of = { ...request, heads: { ...request.heads, sparse: request.heads.dense.map((score) => 1 - score) } }

let engine: EngineClient
beforeAll(() => {
  engine = createInProcessClient(nodePorts)
})
afterAll(() => engine.dispose())

test('the answer is that of the function', async () => {
  expect(await engine.call('validationAnswer', of)).toEqual(answer(of))
})

test('groups, classes, comparison, fusion, production', async () => {
  const column = of.heads.dense
  const groups = await engine.call('validationGroups', {
    scores: column,
    grade: of.pairs.grade,
    values: rows.map(({ query }) => String(query % 2)),
    subset: null,
    bins: 4,
  })
  expect(groups.groups).toHaveLength(2)
  const production = await engine.call('validationProduction', {
    ...of,
    pairs: { ...of.pairs, production: column },
    lengths: null,
    rows: null,
  })
  expect(production.readings[0]).toMatchObject({ score: 'dense', isOurs: true })
  const texts = (n: number) => Array.from({ length: n }, (_, i) => `text ${i}`)
  const classes = await engine.call('validationClasses', {
    ...of,
    queryTexts: texts(queries),
    documentTexts: texts(6),
    facts: {
      tokens: new Int32Array(27).fill(4),
      truncated: new Uint8Array(27).fill(1),
      unknown: new Int32Array(27),
    },
    queryInput: Int32Array.from({ length: queries }, (_, i) => i),
    documentInput: Int32Array.from({ length: 6 }, (_, i) => queries + i),
    nearDuplicates: null,
    k: 3,
  })
  expect(classes.truncated).toHaveLength(rows.length)
  const weights = (dense: number) =>
    ({ kind: 'weights', name: 'sparse+dense', weights: { dense, sparse: 1, colbert: 0 } }) as const
  const applied = await engine.call('validationFusion', {
    kind: 'apply',
    of,
    method: weights(2),
    against: weights(0),
    metric: 'ndcg',
  })
  expect(applied.kind).toBe('apply')
  const [before, after] = [Float64Array.of(0, 1), Float64Array.of(1, 1)]
  expect(await engine.call('validationCompare', { before, after, resamples: 5, seed: 1 })).toMatchObject({
    ties: 1,
  })
  const scores = { of, before: null, after: column, metric: 'ndcg' } as const
  const expected = answer(of)
  expect((await engine.call('validationCompare', scores)).mean).toEqual([
    expected.givenOrder!.ndcg,
    expected.scores.dense!.ndcg,
  ])
})

test('a grid tells where it is, and stops', async () => {
  const grid = { kind: 'grid', of, name: 'sparse+dense', metric: 'ndcg', steps: 50, folds: 3 } as const
  const seen: number[] = []
  const found = await engine.call('validationFusion', grid, { onProgress: ({ done }) => seen.push(done) })
  expect(found).toMatchObject({ kind: 'grid' })
  expect(seen[0]).toBe(0)
  const stop = new AbortController()
  const running = engine.call('validationFusion', grid, {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  await expect(running).rejects.toMatchObject({ code: 'run/cancelled' })
})

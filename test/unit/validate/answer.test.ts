import { describe, expect, test } from 'vitest'
import { answer } from '../../../src/engine/validate/answer'
import type { RankingMetric } from '../../../src/engine/validate/answer-types'
import { golden, pairsOf, requestOf } from './columns'

const CLOSE = 9

function expectList(found: ArrayLike<number>, expected: readonly number[]) {
  expect(found.length).toBe(expected.length)
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, CLOSE))
}

describe.each(Object.entries(golden.sets))('scikit-learn, pytrec_eval and ranx: %s', (_, data) => {
  const request = requestOf(data.rows, data.queries)
  const all = answer({ ...request, judged: data.judged.length > 0 ? pairsOf(data.judged) : null })
  const found = all.scores.dense!
  const { expected } = data

  test('ranking', () => {
    const { mrr, map: ap, ndcg, recall, precision, hit, hit1 } = found
    const means: Record<string, number | null> = { mrr, ap, ndcg, recall, precision, hit, hit1 }
    for (const [name, { mean, per_query: perQuery }] of Object.entries(expected.ranking)) {
      expect(means[name], name).toBeCloseTo(mean, CLOSE)
      expectList(found.perQuery[name as RankingMetric], perQuery)
    }
  })

  test('distribution', () => {
    expect(found.count).toBe(expected.count)
    expect(found.missing).toBe(data.rows.length - expected.count)
    expectList([found.mean!, found.p5!, found.p50!, found.p95!], [expected.mean, ...expected.quantiles])
    expectList(
      [found.shares!.below, found.shares!.within, found.shares!.above],
      [expected['below_0.45'], expected['in_0.55_0.75'], expected['above_0.85']],
    )
    expectList(found.histogram.edges, expected.histogram.edges)
    expect([...found.histogram.all]).toEqual(expected.histogram.counts)
    expect(found.bands.map(({ share }) => share)).toEqual(Object.values(found.shares!))
  })

  test('curves and areas', () => {
    if (expected.auc === null) expect(found.auc).toBeNull()
    else expect(found.auc).toBeCloseTo(expected.auc, CLOSE)
    if (expected.average_precision === null) expect(found.averagePrecision).toBeNull()
    else expect(found.averagePrecision).toBeCloseTo(expected.average_precision, CLOSE)
    expect(found.roc === null).toBe(expected.roc === null)
    if (expected.roc !== null && found.roc !== null) {
      expectList(found.roc.x, expected.roc.fpr)
      expectList(found.roc.y, expected.roc.tpr)
      expectList(found.roc.threshold.slice(1), expected.roc.threshold)
      expect(found.roc.threshold[0]).toBe(Infinity)
    }
    expect(found.pr === null).toBe(expected.pr === null)
    if (expected.pr !== null && found.pr !== null) {
      expectList(found.pr.x, expected.pr.recall)
      expectList(found.pr.y, expected.pr.precision)
      expectList(found.pr.threshold.slice(1), expected.pr.threshold)
    }
  })

  test('thresholds', () => {
    if (expected.thresholds === null) {
      expect([found.bestF1, found.bestThreshold, found.threshold]).toEqual([null, null, null])
      return
    }
    expect(found.bestF1).toBeCloseTo(expected.thresholds.best_f1, CLOSE)
    expect(found.bestThreshold).toBe(expected.thresholds.f1!.value)
    for (const criterion of ['f1', 'f-beta', 'youden', 'precision-at-least', 'recall-at-least'] as const) {
      const chosen = answer(requestOf(data.rows, data.queries, { criterion })).scores.dense!.threshold
      const theirs = expected.thresholds[criterion]
      if (theirs === null) expect(chosen, criterion).toBeNull()
      else
        expectList(
          [chosen!.value, chosen!.precision, chosen!.recall],
          [theirs.value, theirs.precision, theirs.recall],
        )
      if (criterion === 'f-beta') expect(chosen!.fBeta).toBeCloseTo(expected.thresholds.f2, CLOSE)
    }
  })
})

test('the relevant documents of each query, also of those that no search found', () => {
  const set = Object.values(golden.sets)[0]!
  const request = requestOf(set.rows, set.queries)
  const judged = set.judged.length > 0 ? pairsOf(set.judged) : null
  const { relevantOf, hasLabel } = answer({ ...request, judged })
  const known = new Set<string>()
  for (const columns of judged === null ? [request.pairs] : [request.pairs, judged])
    for (let at = 0; at < columns.count; at++)
      if (columns.grade[at]! > 0) known.add(`${columns.query[at]} ${columns.document[at]}`)
  const expected = Array.from(
    { length: request.queries },
    (_, query) => [...known].filter((pair) => pair.startsWith(`${query} `)).length,
  )
  expect([...relevantOf]).toEqual(expected)
  for (const [query, relevant] of expected.entries()) if (relevant > 0) expect(hasLabel[query]).toBe(1)
})

import type { CompareRequest } from '../../../../../src/engine/validate/answer-types'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { available } from '../../../../../src/engine/model/types'
import { answer } from '../../../../../src/engine/validate/answer'
import { compareRuns } from '../../../../../src/engine/validate/compare'
import { placesOf, groupByQuery as groupBy, rankByQuery } from '../../../../../src/engine/validate/queries'
import { groupByQuery, ranksOf } from '../../../../../src/engine/validate/rank/order'
import { compareActions } from '../../../../../src/features/validate/triage/compare-actions'
import type { OtherRun } from '../../../../../src/features/validate/triage/compare-runs'
import type { Calls, CallName } from '../../../../../src/host/calls'
import type { Context, PageClient } from '../../../../../src/core/context'
import type { Validate } from '../../../../../src/features/validate/types'
import { bench, type Bench } from '../../../app/app'
import { FakeClient, info, settle } from '../../../app/fake-client'
import { a, b, explanation } from '../../fixtures'
import { PAIRS, READ, RESULT } from './fixtures'

let app: Bench
let engine: FakeClient
const ranked: Calls['rank']['in'][] = []

/** Statistics are computed, and what needs a model is answered with scores of the test. */
function clientOf(scores: readonly number[]): PageClient {
  engine = new FakeClient(() => undefined)
  const whole = engine.call.bind(engine)
  engine.call = (async <K extends CallName>(name: K, input: Calls[K]['in'], options?: never) => {
    if (name === 'validationAnswer') return answer(input as Calls['validationAnswer']['in'])
    if (name === 'validationCompare') return compareRuns(input as CompareRequest)
    if (name === 'analyze')
      return { a: { encoded: a }, b: { encoded: b }, explanation } as unknown as Calls['analyze']['out']
    if (name === 'rank') {
      ranked.push(input as Calls['rank']['in'])
      const all = scores.map((score) => ({ 'colbert+sparse+dense': available(score) }))
      return { scores: all } as unknown as Calls['rank']['out']
    }
    return whole(name, input, options)
  }) as typeof engine.call
  return engine
}

const why = () => app.store.getState().validate.triage.why
const patch = <P extends keyof Validate>(part: P, change: Partial<Validate[P]>) =>
  app.store.setState(({ validate }) => ({
    validate: { ...validate, [part]: { ...validate[part], ...change } },
  }))

async function opened(scores: readonly number[] = []) {
  ranked.length = 0
  app = bench(undefined, undefined, { createClient: () => clientOf(scores) })
  await app.actions.clearFilters()
  const model = { ...info(), heads: RESULT.info.heads }
  app.store.setState({ model: { phase: 'ready', info: model, time: model.loadTime } })
  patch('data', { phase: 'read', read: READ })
  patch('run', { phase: 'done', result: RESULT })
  await settle()
}

beforeEach(() => opened())

it('ties are ranked as the metrics rank them', () => {
  const scores = Float64Array.of(0.5, 0.5, NaN, 0.1, 0.1, 0.3)
  const groups = groupBy(PAIRS, 3, null)
  const places = placesOf(rankByQuery(PAIRS, groups, scores), PAIRS.count)
  const own = ranksOf(PAIRS, groupByQuery(PAIRS, 3), scores)
  // A pair without a score has the last place there and none here.
  expect([...own].map((rank, pair) => rank || places[pair])).toEqual([...places])
})

describe('why at this rank', () => {
  it('explains a document against the one just above it', async () => {
    // Fused: d1 0.4, d2 0.45, d3 0.2.
    await app.actions.explainRank(0, null)
    expect(why()).toMatchObject({ phase: 'done', pair: 0, against: 1 })
    const found = why().found!
    expect([found.rank, found.otherRank]).toEqual([2, 1])
    expect(found.contributions.map(({ head }) => head)).toEqual(['dense', 'sparse', 'colbert'])
    const sum = found.contributions.reduce((total, { part }) => total + part, 0)
    expect(sum).toBeCloseTo(0.4 - 0.45, 14)
    expect(found.score - found.otherScore).toBeCloseTo(sum, 14)
  })

  it('finds weights, and what they change for all queries', async () => {
    await app.actions.explainRank(0, null)
    const { lift, effects } = why().found!
    if (lift.state !== 'found') throw new Error(lift.state)
    // δ = dense −0.2, sparse +0.1, ColBERT −0.05: the sum is −0.15, and dense to 0.25 makes it 0.
    expect(lift.one).toMatchObject({ head: 'dense', from: 1 })
    expect(lift.one!.limit).toBeCloseTo(0.25, 12)
    expect(effects.one).toMatchObject({ rank: 1, otherFirst: 1, queries: 2 })
    // Of q1 the relevant document falls from the first to the second place: 1 → 1 / log2(3).
    expect(effects.one!.metric).toMatchObject({ better: 0, worse: 1 })
    const { before, after } = effects.one!.metric!
    expect(before - after).toBeGreaterThan(0)
    // One click, and one to take it back.
    void app.actions.applyChange('weights-one')
    await settle()
    expect(app.store.getState().settings.weights).toEqual(lift.one!.weights)
    // Another row is looked at meanwhile.
    await app.actions.explainRank(2, null)
    expect(why().applied?.id).toBe('weights-one')
    void app.actions.undoChange()
    await settle()
    expect(app.store.getState().settings.weights).toEqual({ dense: 1, sparse: 1, colbert: 1 })
  })

  it('has the tokens of both texts', async () => {
    await app.actions.explainRank(0, null)
    const { own } = why().found!
    const { sparse } = explanation
    if (sparse.state !== 'available') throw new Error('no sparse head')
    expect(own!.shared[0]).toEqual({
      token: sparse.value.shared[0]!.token,
      product: sparse.value.shared[0]!.product,
    })
    const lone = own!.loneQuery.map(({ token }) => token)
    expect(lone.length).toBe(Math.min(8, sparse.value.onlyA.length))
    for (const token of lone) expect(sparse.value.onlyA.map((each) => each.token)).toContain(token)
    const cost = own!.loneQuery.map(({ weight, similarity }) => weight! * (1 - (similarity ?? 0)))
    expect(cost).toEqual([...cost].sort((x, y) => y - x))
  })

  it('another one can be chosen, and a document alone has none', async () => {
    await app.actions.explainRank(2, 1)
    expect(why()).toMatchObject({ pair: 2, against: 1 })
    await app.actions.explainRank(5, null)
    expect(why()).toMatchObject({ phase: 'done', pair: 5, against: null, found: null })
  })
})

describe('changes that are tried', () => {
  it('are encoded with all documents of the query, and say the new rank', async () => {
    await opened([0.2, 0.9, 0.1]) // in the order d2, d1, d3
    await app.actions.explainRank(0, null)
    await app.actions.tryChanges()
    const { tries } = why()
    const prefix = tries.find(({ id }) => id === 'prefix')!
    expect(prefix).toMatchObject({ phase: 'done', rank: 1, of: 3, score: 0.9, lifts: true })
    expect(prefix.texts).toEqual({ changed: 3, of: 8, all: 8 })
    expect(ranked[0]).toMatchObject({
      query: 'how to refund', // the run has the prefix "query: "
      documents: ['how refunds work', 'refund policy', 'shipping'],
      settings: RESULT.settings,
    })
    // These texts are no conversation.
    expect(tries.find(({ id }) => id === 'metadata')).toMatchObject({ phase: 'nothing' })
  })

  it('a rule is one of them, on and off', async () => {
    await opened([0.5, 0.4, 0.1])
    const rule = { id: 'r1', enabled: false, kind: 'lower-case' } as const
    const word = {
      id: 'r2',
      enabled: true,
      kind: 'abbreviations',
      match: 'plain',
      caseSensitive: false,
      entries: [{ from: 'refund', to: 'money back' }],
    } as const
    app.actions.setRules({ rules: [rule, word], examples: [] })
    await app.actions.explainRank(0, null)
    await app.actions.tryChanges()
    const tried = (id: string) => why().tries.find((each) => each.id === id)!
    expect(tried('rule-r1')).toMatchObject({ phase: 'nothing', change: { enable: true } })
    expect(tried('rule-r2')).toMatchObject({ phase: 'done', change: { enable: true }, lifts: false, rank: 2 })
    // "how to refund", "refund policy", "how refunds work" of eight texts.
    expect(tried('rule-r2').texts).toEqual({ changed: 3, of: 8, all: 8 })
    expect(ranked[0]!.query).toBe('query: how to money back')
  })

  it('stop where they are told to', async () => {
    await opened([0.2, 0.9, 0.1])
    await app.actions.explainRank(0, null)
    const trying = app.actions.tryChanges()
    await app.actions.cancelTries()
    await trying
    expect(why().phase).toBe('done')
    expect(why().tries.some(({ phase }) => phase === 'waiting' || phase === 'running')).toBe(false)
  })
})

describe('two runs', () => {
  const other: OtherRun = {
    id: 'run-0',
    name: 'yesterday',
    pairs: PAIRS,
    heads: { ...RESULT.heads, dense: Float64Array.of(0.9, 0.1, 0.2, 0.4, 0.6, 0.3) },
    has: { dense: true, sparse: true, colbert: true },
    weights: { dense: 1, sparse: 1, colbert: 1 },
  }
  const shelf = { list: async () => [{ id: 'run-0', name: 'yesterday' }], load: async () => other }
  const compare = () => app.store.getState().validate.triage.compare

  it('differ pair by pair and query by query', async () => {
    const actions = compareActions(
      { ...app, ports: { createClient: () => clientOf([]) } } as unknown as Context,
      shelf,
    )
    await actions.listRuns()
    expect(compare().runs).toEqual([{ id: 'run-0', name: 'yesterday' }])
    await actions.compareRun('run-0')
    const found = compare().with!
    expect(compare().error).toBeNull()
    expect(found.difference[0]).toBeCloseTo(-0.4 / 3, 14)
    expect(found.difference[3]).toBe(0)
    // q1 has its relevant document d2 on the first place now, and had it on the last but one then.
    expect([...found.wins]).toEqual([0])
    expect([...found.losses]).toEqual([])
    expect([...found.winPairs]).toEqual([0, 1, 2])
    expect(found.mean![1]).toBeGreaterThan(found.mean![0])
    // One query differs: both signs of it are as far from 0.
    expect(found.p).toBe(1)
    await app.actions.toggleFilter({ kind: 'rows', name: 'better', pairs: found.winPairs })
    await actions.compareRun(null)
    expect(compare().with).toBeNull()
    expect(app.store.getState().validate.triage.filters).toEqual([])
  })

  it('are computed again when the labels, weights, score, k or result change, and are never of another state', async () => {
    const actions = compareActions(
      { ...app, ports: { createClient: () => clientOf([]) } } as unknown as Context,
      shelf,
    )
    await actions.compareRun('run-0')
    await app.actions.toggleFilter({ kind: 'rows', name: 'better', pairs: compare().with!.winPairs })
    let before = compare().with!
    const next = async (change: () => unknown) => {
      await change()
      expect(compare()).toMatchObject({ with: null, chosen: 'run-0' })
      await vi.waitFor(() => expect(compare().with).not.toBeNull())
      const found = compare().with!
      const old = before
      before = found
      return { old, found }
    }
    const weights = { dense: 1, sparse: 0, colbert: 0 }
    const weighted = await next(() =>
      app.store.setState((state) => ({ settings: { ...state.settings, weights } })),
    )
    // Of the present run the weights are those of the page; the stored one keeps its own.
    const { dense, sparse, colbert } = other.heads
    expect(weighted.found.difference[0]).toBeCloseTo(
      RESULT.heads.dense[0]! - (dense[0]! + sparse[0]! + colbert[0]!) / 3,
      14,
    )
    expect(app.store.getState().validate.triage.filters).toMatchObject([
      { kind: 'rows', pairs: weighted.found.winPairs },
    ])
    const scored = await next(() => patch('answer', { score: 'dense' }))
    expect(scored.found.difference[0]).toBeCloseTo(0.5 - 0.9, 14)
    const options = { ...app.store.getState().validate.answer.options, k: 1 }
    const cut = await next(() => patch('answer', { options }))
    expect(cut.found.mean).not.toEqual(cut.old.mean)
    const labelled = await next(() => app.actions.labelPairs([5], { grade: 1, note: '' }))
    expect(labelled.found.mean).not.toEqual(labelled.old.mean)
    const result = { ...RESULT, id: 'run-2', heads: other.heads }
    const run = await next(() => patch('run', { result }))
    expect([...run.found.difference]).toEqual([0, 0, 0, 0, 0, 0])
    patch('run', { phase: 'running' })
    expect(compare()).toMatchObject({ with: null, chosen: 'run-0', phase: 'idle' })
  })

  it('that share no pair are refused', async () => {
    const apart = { ...other, pairs: { ...PAIRS, document: Int32Array.of(9, 9, 9, 9, 9, 9) } }
    const actions = compareActions(
      { ...app, ports: { createClient: () => clientOf([]) } } as unknown as Context,
      {
        ...shelf,
        load: async () => apart,
      },
    )
    await actions.compareRun('run-0')
    await vi.waitFor(() => expect(compare().error?.code).toBe('validation/other-pairs'))
  })
})

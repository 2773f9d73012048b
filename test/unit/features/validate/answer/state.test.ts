/** When the answer is computed, of what, and what is kept of its options. */
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../../../src/engine/errors'
import { answer as compute } from '../../../../../src/engine/validate/answer'
import type { AnswerRequest } from '../../../../../src/engine/validate/answer-types'
import type { FusionRequest } from '../../../../../src/engine/validate/fusion-types'
import { answerActions } from '../../../../../src/features/validate/answer/actions'
import { answerRequest, classRequest } from '../../../../../src/features/validate/answer/request'
import { noAnswer } from '../../../../../src/features/validate/answer/types'
import { patchPart } from '../../../../../src/features/validate/patch'
import type { ValidationResult } from '../../../../../src/features/validate/run/types'
import { validateSlice } from '../../../../../src/features/validate/slice'
import type { Context } from '../../../../../src/core/context'
import { bench, MemoryStorage } from '../../../app/app'
import { FakeClient, settle } from '../../../app/fake-client'
import { result } from './fixtures'

/** The actions on a store, with the workers that they start. */
function started(rows: ValidationResult | null = result()) {
  const { store, actions } = bench()
  const clients: FakeClient[] = []
  const context = {
    store,
    actions,
    ports: {
      now: () => 0,
      createClient: ({ onCrash }: { onCrash: (error: EngineError) => void }) => {
        clients.push(new FakeClient(onCrash))
        return clients.at(-1)!
      },
    },
  } as unknown as Context
  const own = answerActions(context)
  Object.assign(actions, own)
  patchPart(store, 'run', { result: rows, phase: rows ? 'done' : 'idle' })
  const calls = () => clients.flatMap((client) => client.calls)
  const now = () => store.getState().validate.answer
  return { store, own, calls, now, names: () => calls().map(({ name }) => name) }
}

/** What an import waits for. */
async function waitFor(isThere: () => boolean): Promise<void> {
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve))
}

const requestOf = (call: { readonly in: unknown }) => call.in as AnswerRequest

describe('a refresh', () => {
  it('asks for production’s score, then the classes, then the answer, and shows what came', async () => {
    const { own, calls, now, names } = started()
    const done = own.refreshAnswer()
    await settle()
    expect(names()).toEqual(['validationProduction'])
    expect(now().busy).toBe(true)
    calls()[0]!.resolve({ n: 6, converted: null })
    await settle()
    expect(names()[1]).toBe('validationClasses')
    calls()[1]!.resolve({ truncated: Int32Array.of(1) })
    await settle()
    const request = requestOf(calls()[2]!)
    expect(request).toMatchObject({ queries: 3, weights: { dense: 1, sparse: 1, colbert: 1 }, judged: null })
    calls()[2]!.resolve(compute(request))
    await done
    expect(now()).toMatchObject({ busy: false, error: null, production: { n: 6 } })
    expect(now().answer!.scores.dense!.ndcg).toBeCloseTo((1 + 1 + 1 / Math.log2(3)) / 3, 12)
    expect(now().of!.set.name).toBe('cases.csv')
    // Nothing changed: nothing is computed again.
    await own.refreshAnswer()
    expect(calls()).toHaveLength(3)
  })

  it('computes again what a changed option, weight or label is part of, and not the rest', async () => {
    const { own, calls, names, store, now } = started()
    const answerAll = async () => {
      for (let round = 0; round < 6; round++) {
        await settle()
        for (const call of calls())
          call.resolve(call.name === 'validationAnswer' ? compute(requestOf(call)) : {})
      }
    }
    void own.refreshAnswer()
    await answerAll()
    void own.setAnswer({ bins: 20 })
    await answerAll()
    expect(names().slice(3)).toEqual(['validationAnswer'])
    expect(requestOf(calls()[3]!).options.bins).toBe(20)
    patchPart(store, 'triage', {
      labels: new Map([
        ['q1\td2', { grade: 2, note: '' }],
        ['q3\td5', { grade: 0, note: '' }],
      ]),
    })
    void own.refreshAnswer()
    await waitFor(() => calls().length === 5)
    await answerAll()
    // No text crosses to the worker again: the one class that depends on labels is computed here.
    expect(names().slice(4)).toEqual(['validationAnswer'])
    expect([...requestOf(calls()[4]!).pairs.grade]).toEqual([1, 2, 1, 0, 0, 0])
    expect([...now().classes!['no-relevant-document']]).toEqual([4, 5])
  })

  it('does nothing for what is only shown otherwise', async () => {
    const { own, calls, now } = started(null)
    await own.setAnswer({ folded: true, score: 'dense', curve: 'roc' })
    expect(calls()).toEqual([])
    expect(now()).toMatchObject({
      score: 'dense',
      look: { folded: true, curve: 'roc' },
      options: noAnswer.options,
    })
    expect(now().options).toBe(noAnswer.options)
  })

  it('shows the error of a part, and the other parts all the same', async () => {
    const { own, calls, now } = started()
    const done = own.refreshAnswer()
    await settle()
    calls()[0]!.reject(new EngineError('worker/crashed', 'The worker ended.', { detail: 'test' }))
    await settle()
    calls()[1]!.resolve({})
    await settle()
    calls()[2]!.resolve(compute(requestOf(calls()[2]!)))
    await done
    expect(now().error!.code).toBe('worker/crashed')
    expect(now().answer!.pairs).toBe(6)
  })

  it('forgets the answer of a file that is no longer there', async () => {
    const { own, store, calls, now } = started()
    const done = own.refreshAnswer()
    for (let round = 0; round < 4; round++) {
      await settle()
      for (const call of calls())
        call.resolve(call.name === 'validationAnswer' ? compute(requestOf(call)) : {})
    }
    await done
    expect(now().answer).not.toBeNull()
    patchPart(store, 'run', { result: null, phase: 'idle' })
    await own.refreshAnswer()
    expect(now()).toMatchObject({ answer: null, of: null, classes: null, production: null })
  })
})

describe('what is asked', () => {
  const state = (over: Partial<ValidationResult> = {}, run: 'running' | 'done' = 'done') => {
    const { store } = started(result(over))
    patchPart(store, 'run', { phase: run })
    return store.getState()
  }

  it('resamples only at the end of a run, and has no classes before it', () => {
    const rows = result({ reply: null })
    const running = state({ reply: null }, 'running')
    expect(answerRequest(running, rows).options.resamples).toBe(0)
    expect(classRequest(running, rows)).toBeNull()
    expect(answerRequest(state(), result()).options.resamples).toBe(1000)
  })

  it('takes “unsure” as no label', () => {
    const { store } = started()
    patchPart(store, 'triage', { labels: new Map([['q1\td1', { grade: null, note: '' }]]) })
    expect(answerRequest(store.getState(), result()).pairs.grade[0]).toBeNaN()
  })

  it('gives the judged pairs where a search found the candidates', () => {
    const rows = result()
    const found = { ...rows.pairs, row: Int32Array.of(1, 0, 3, 0, 5, 0) }
    expect(answerRequest(state(), { ...rows, pairs: found }).judged!.count).toBe(6)
    expect(answerRequest(state(), rows).judged).toBeNull()
  })

  it('gives the judged pairs also where all that was found is in the file', () => {
    const rows = result()
    const first = (column: Float64Array) => column.slice(0, 2)
    const { pairs } = rows
    const found = {
      count: 2,
      row: pairs.row.slice(0, 2),
      query: pairs.query.slice(0, 2),
      document: pairs.document.slice(0, 2),
      rank: first(pairs.rank),
      production: first(pairs.production),
      grade: first(pairs.grade),
    }
    const search = { ...rows, pairs: found }
    expect(answerRequest(state(), search).judged!.count).toBe(6)
    // Production's number of what was not found is turned into ours too.
    const { store } = started()
    const convertedJudged = Float64Array.of(1, 2, 3, 4, 5, 6)
    patchPart(store, 'answer', {
      convert: true,
      production: { converted: Float64Array.of(1, 2), convertedJudged } as never,
    })
    expect(answerRequest(store.getState(), search).judged!.production).toBe(convertedJudged)
  })

  it('says what formula and name tell about the direction', () => {
    const { store } = started()
    patchPart(store, 'answer', {
      production: { decimals: null, readings: [{ largerIsCloser: false, share: 1, of: 6 }] } as never,
    })
    const rows = result()
    const named = { ...rows, set: { ...rows.set, scoreColumn: 'distance' } }
    expect(answerRequest(store.getState(), named)).toMatchObject({
      formulaDirection: 'smaller-is-closer',
      scoreColumn: 'distance',
    })
  })

  it('takes production’s number in our units if the user wants that', () => {
    const { store } = started()
    const converted = Float64Array.of(1, 2, 3, 4, 5, 6)
    patchPart(store, 'answer', { convert: true, production: { converted } as never })
    const request = answerRequest(store.getState(), result())
    expect(request.pairs.production).toBe(converted)
    expect(request.productionDirection).toBe('larger-is-closer')
  })
})

describe('the rows that take part', () => {
  it('are those of the filters if the user wants that', async () => {
    const { own, store, calls, now } = started()
    patchPart(store, 'triage', { filters: [{ kind: 'column', name: 'language', value: 'zh' }] })
    const done = own.setAnswer({ filtered: true })
    for (let round = 0; round < 4; round++) {
      await settle()
      for (const call of calls())
        call.resolve(call.name === 'validationAnswer' ? compute(requestOf(call)) : {})
    }
    await done
    expect([...now().subset!]).toEqual([1, 1, 0, 0, 0, 0])
    expect(now().answer).toMatchObject({ pairs: 2, ranked: 1 })
  })
})

describe('another fusion', () => {
  it('is compared with the page’s weights; the latest wins; its weights rank the rows', async () => {
    const { own, calls, now } = started()
    const weights = { dense: 0.4, sparse: 0.2, colbert: 0.4 }
    const method = (dense: number) =>
      ({ kind: 'weights', name: 'colbert+sparse+dense', weights: { ...weights, dense } }) as const
    const all = [0.1, 0.2, 0.3, 0.4].map((dense) => own.tryFusion({ method: method(dense) }))
    await settle()
    expect(calls()).toHaveLength(1)
    expect((calls()[0]!.in as FusionRequest).against).toMatchObject({
      weights: { dense: 1, sparse: 1, colbert: 1 },
    })
    calls()[0]!.resolve({ kind: 'apply', of: 'first' })
    await settle()
    expect(calls()).toHaveLength(2)
    expect((calls()[1]!.in as FusionRequest).method).toEqual(method(0.4))
    calls()[1]!.resolve({ kind: 'apply', of: 'last' })
    await Promise.all(all)
    expect(now().fusion.applied).toMatchObject({ of: 'last' })
    expect(now().weights).toEqual(method(0.4).weights)
    await own.tryFusion({ method: null })
    expect(now()).toMatchObject({ weights: null, fusion: { method: null, applied: null } })
  })

  it('puts its weights into the settings', async () => {
    const { own, store, now } = started(null)
    await own.applyWeights({ dense: 0.4, sparse: 0.2, colbert: 0.4 })
    expect(store.getState().settings.weights).toEqual({ dense: 0.4, sparse: 0.2, colbert: 0.4 })
    expect(now().fusion.method).toBeNull()
  })

  it('is compared again when labels change, and what a grid found is forgotten', async () => {
    const { own, calls, now, store } = started()
    await own.tryFusion({})
    expect(calls()).toEqual([])
    const fusion = {
      ...now().fusion,
      method: { kind: 'dbsf' },
      grid: { kind: 'failed', reason: 'no-labels' },
    }
    patchPart(store, 'answer', { fusion: fusion as never })
    const done = own.tryFusion({})
    await settle()
    expect(now().fusion.grid).toBeNull()
    calls()[0]!.resolve({ kind: 'apply', of: 'again' })
    await done
    expect(now().fusion.applied).toMatchObject({ of: 'again' })
  })

  it('says why the best weights cannot be found', async () => {
    const { own, calls, now } = started()
    const done = own.findWeights()
    await settle()
    expect(now().fusion.searching).toBe(true)
    expect(calls()[0]!.in).toMatchObject({ kind: 'grid', folds: 5, metric: 'ndcg' })
    calls()[0]!.resolve({ kind: 'failed', reason: 'too-few-queries' })
    await done
    expect(now().fusion).toMatchObject({ searching: false, grid: { reason: 'too-few-queries' } })
  })
})

describe('what is kept', () => {
  it('survives a reload: options, bands and how the answer is shown', async () => {
    const storage = new MemoryStorage()
    const first = bench(storage)
    await first.actions.setAnswer({
      k: 10,
      bands: [[0.2, null]],
      folded: true,
      score: 'dense',
      by: { column: 'language' },
    })
    first.flush()
    const { answer } = bench(storage).store.getState().validate
    expect(answer.options).toEqual({ ...noAnswer.options, k: 10, bands: [[0.2, null]] })
    // A column belongs to its file.
    expect(answer.look).toEqual({ ...noAnswer.look, folded: true, by: 'label' })
    expect(answer.score).toBe('dense')
  })

  it.each([
    [null],
    [{ options: 'none', look: 3, score: 'x' }],
    [{ options: { ...noAnswer.options, k: -1, bands: [[1]], criterion: 'luck' } }],
  ])('takes the default for what is not possible: %j', (stored) => {
    const { read } = validateSlice.persisted!.validate!
    expect(read(stored, {}).answer).toEqual(noAnswer)
  })
})

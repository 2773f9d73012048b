/** When facts are asked for, what a remedy changes, and what undoing gives back. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fact, Remedy } from '../../../../src/engine/diagnose/types'
import type { DiagnoseRequest } from '../../../../src/engine/diagnose/run'
import { isDiagnosed, notFiniteOf, sourceOf } from '../../../../src/features/diagnosis/source'
import { EngineError } from '../../../../src/engine/errors'
import { available } from '../../../../src/engine/model/types'
import type { Rule } from '../../../../src/engine/text/preprocess/types'
import { bench, type Bench } from '../../app/app'
import { reply, settle } from '../../app/fake-client'

let app: Bench
beforeEach(() => {
  app = bench()
})

const state = () => app.store.getState()
const fact = (remedy: Remedy): Fact =>
  ({ code: 'truncated', side: 'a', remedies: [remedy] }) as unknown as Fact
const asked = (name: 'analyze' | 'heatmap' | 'diagnose') =>
  app.client.calls.filter((call) => call.name === name).length

/** Takes a remedy, answers the run that it starts, and returns its id. */
async function take(remedy: Remedy): Promise<number> {
  const taking = app.actions.takeRemedy(fact(remedy), remedy)
  await answered(taking)
  return state().diagnosis.taken.at(-1)!.id
}
async function answered(work: Promise<void>): Promise<void> {
  const before = asked('analyze')
  for (let at = 0; at < 20 && asked('analyze') === before; at++) await settle()
  if (asked('analyze') > before || state().run.phase === 'running')
    app.client.last('analyze').resolve(reply())
  await work
}

describe('the diagnosis', () => {
  it('is of the texts, rules and settings of the result', async () => {
    await app.runOnce('first text', 'second')
    app.actions.set({ weights: { dense: 2, sparse: 1, colbert: 1 } })
    const work = app.actions.diagnose()
    await vi.waitFor(() => expect(asked('diagnose')).toBe(1), 10_000)
    const given = app.client.last('diagnose').in as DiagnoseRequest
    expect(given).toMatchObject({
      a: { input: 'first text', rules: [], withoutRules: null, turns: 0, withoutHeaders: null },
      b: { input: 'second' },
      weights: { dense: 2, sparse: 1, colbert: 1 },
      scores: { dense: available(0.8), 'sparse+dense': available((2 * 0.8 + 0.2) / 3) },
    })
    app.client.last('diagnose').resolve([])
    await work
    expect(state().diagnosis).toMatchObject({ made: { source: state().result, facts: [] }, error: null })
  })
  it('without a result asks for nothing', async () => {
    await app.actions.diagnose()
    expect(asked('diagnose')).toBe(0)
    expect(sourceOf(state())).toBeNull()
  })
  it('says what the rules changed', async () => {
    app.actions.setRules({ rules: [{ id: 'x', kind: 'lower-case', enabled: true }], examples: [] })
    await app.runOnce('First TEXT', 'second')
    const work = app.actions.diagnose()
    await vi.waitFor(() => expect(asked('diagnose')).toBe(1), 10_000)
    expect((app.client.last('diagnose').in as DiagnoseRequest).a).toMatchObject({
      input: 'first text',
      withoutRules: 'First TEXT',
      rules: [{ kind: 'lower-case', places: 5 }],
    })
    app.client.last('diagnose').resolve([])
    await work
  })
})

describe('A alone', () => {
  const map = (against: 'b' | 'self', isDone: boolean) =>
    ({
      inputs: { ...state().result!.inputs, against },
      info: state().result!.info,
      done: isDone ? {} : null,
    }) as never
  it('is diagnosed by its tokens, without a run of the model, when its heatmap is there', async () => {
    await app.runOnce('first text', 'second')
    app.actions.type('b', '')
    const { result } = state()
    for (const [against, isDone] of [
      ['b', true],
      ['self', false],
    ] as const) {
      app.store.setState(({ heatmap }) => ({ heatmap: { ...heatmap, result: map(against, isDone) } }))
      expect(sourceOf(state())).toBe(result)
    }
    app.store.setState(({ heatmap }) => ({ heatmap: { ...heatmap, result: map('self', true) } }))
    const work = app.actions.diagnose()
    await vi.waitFor(() => expect(asked('diagnose')).toBe(1), 10_000)
    expect(app.client.last('diagnose').in).toMatchObject({
      a: { input: 'first text' },
      b: null,
      scores: null,
      encode: false,
    })
    app.client.last('diagnose').resolve([])
    await work
    expect(state().diagnosis.made!.source).toBe(state().heatmap.result)
  })
})

it('a run that ends with NaN is a fact', async () => {
  await app.load()
  app.actions.type('a', 'one')
  app.actions.type('b', 'two')
  const run = app.actions.analyze()
  await settle()
  const values = { file: 'model.onnx', head: 'dense', index: 0, found: 'NaN', side: 'a' }
  app.client.last('analyze').reject(new EngineError('model/not-finite', 'NaN', values))
  await run
  expect(notFiniteOf(state())!.values).toMatchObject(values)
  expect(isDiagnosed(state())).toBe(true)
})

describe('a remedy', () => {
  it.each([
    [{ do: 'raise-max-length', max_length: 300, fits: true }, 'maxLength', 300],
    [{ do: 'leave-out-headers', tokens: 9, fits: true }, 'metadata', 'out'],
    [{ do: 'other-tokenizer', tokenizer: 'hf5' }, 'tokenizerMode', 'hf5'],
    [{ do: 'faithful-activations' }, 'activations', 'faithful'],
  ] as const)('%o changes one setting, runs, and gives it back', async (remedy, name, value) => {
    await app.runOnce()
    const before = state().settings[name]
    const id = await take(remedy)
    expect(state().settings[name]).toBe(value)
    expect(asked('analyze')).toBe(2)
    app.actions.type('a', 'typed in the meantime')
    await answered(app.actions.undoRemedy(id))
    expect(state().settings[name]).toBe(before)
    expect(asked('analyze')).toBe(3)
    expect(state().a.text).toBe('typed in the meantime')
    expect(state().diagnosis.taken).toEqual([])
  })
  it('leaves alone what the user has chosen since', async () => {
    await app.runOnce()
    const id = await take({ do: 'raise-max-length', max_length: 300, fits: true })
    app.actions.set({ maxLength: 100 })
    expect(state().diagnosis.taken[0]!.holds(state())).toBe(false)
    await answered(app.actions.undoRemedy(id))
    expect(state().settings.maxLength).toBe(100)
  })
  it('is undone in any order', async () => {
    await app.runOnce()
    const first = await take({ do: 'raise-max-length', max_length: 300, fits: true })
    await take({ do: 'other-tokenizer', tokenizer: 'hf5' })
    await answered(app.actions.undoRemedy(first))
    expect(state().settings).toMatchObject({ maxLength: 512, tokenizerMode: 'hf5' })
  })
  it('switches the rules of a kind off, and only those on again', async () => {
    const rules: readonly Rule[] = [
      { id: '1', kind: 'lower-case', enabled: true },
      { id: '2', kind: 'html', enabled: true },
      { id: '3', kind: 'lower-case', enabled: false },
    ]
    app.actions.setRules({ rules, examples: [] })
    await app.runOnce('Abc')
    const on = () =>
      state()
        .rules.rules.filter(({ enabled }) => enabled)
        .map(({ id }) => id)
    const id = await take({ do: 'rules-off', rules: ['lower-case'] })
    expect(on()).toEqual(['2'])
    await answered(app.actions.undoRemedy(id))
    expect(on()).toEqual(['1', '2'])
  })
  it('switches a rule on, also one that was deleted', async () => {
    app.actions.setRules({ rules: [], examples: [] })
    await app.runOnce()
    const id = await take({ do: 'rule-on', rule: 'control' })
    expect(state().rules.rules).toMatchObject([{ kind: 'control', enabled: true }])
    await answered(app.actions.undoRemedy(id))
    expect(state().rules.rules).toMatchObject([{ kind: 'control', enabled: false }])
  })
  it('dense alone needs no run', async () => {
    await app.runOnce()
    await app.actions.takeRemedy(fact({ do: 'dense-alone' }), { do: 'dense-alone' })
    expect(state()).toMatchObject({ settings: { mode: 'dense' }, selectedScore: 'dense' })
    await app.actions.undoRemedy(state().diagnosis.taken[0]!.id)
    expect(state()).toMatchObject({ settings: { mode: 'hybrid' }, selectedScore: 'sparse+dense' })
    expect(asked('analyze')).toBe(1)
  })
  it('opens the choice of models, which is nothing to undo', async () => {
    await app.runOnce()
    await app.actions.takeRemedy(fact({ do: 'load-model' }), { do: 'load-model' })
    expect(state().diagnosis.taken).toEqual([])
  })
})

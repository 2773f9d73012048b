/** Scores of a run are those of analyzePair to the last bit, in whatever order, however often it was interrupted. */
import { describe, expect, it } from 'vitest'
import { EncodedCache } from '../../../src/engine/encode/cache'
import { cancelled, EngineError } from '../../../src/engine/errors'
import type { LoadedModel } from '../../../src/engine/model/load'
import { HEAD_NAMES } from '../../../src/engine/model/types'
import { analyzePair } from '../../../src/engine/pipeline'
import { LIMITS } from '../../../src/engine/validate/run-plan'
import { sharedLoad, SETTINGS } from '../model/real-runtime'
import { ALL, at, MemoryStore, ran, requestOf, TEXTS } from './run-helpers'

const WEIGHTS = { dense: 1, sparse: 1, colbert: 1 }

/** [dense, sparse, colbert] of each pair, each analysed in a cache of its own. */
async function analysed(model: LoadedModel, pairs = ALL): Promise<Map<number, readonly number[]>> {
  const cache = new EncodedCache()
  const scores = new Map<number, readonly number[]>()
  for (const [pair, a] of pairs.a.entries()) {
    const input = { a: TEXTS[a]!, b: TEXTS[pairs.b[pair]!]!, settings: SETTINGS, weights: WEIGHTS }
    const { scores: all } = await analyzePair(model, cache, input)
    scores.set(
      pair,
      HEAD_NAMES.map((head) => (all[head].state === 'available' ? all[head].value : NaN)),
    )
  }
  return scores
}

const sorted = (scores: ReadonlyMap<number, readonly number[]>) =>
  [...scores].sort(([one], [other]) => one - other)

describe.each(['tiny', 'demo'] as const)('%s', (name) => {
  it('every pair has the scores of analyzePair, bit for bit', async () => {
    const model = await sharedLoad(name)
    const { reply, scores } = await ran(model, requestOf())
    expect(sorted(scores)).toEqual(sorted(await analysed(model)))
    expect(reply).toMatchObject({ encoded: TEXTS.length, cached: 0, cacheOff: null, failed: [] })
    expect(reply!.notFinite).toHaveLength(0)
    expect(Object.values(reply!.heads).map(({ state }) => state)).toEqual(Array(3).fill('available'))
  })
})

it('blocks, parts and the order of pairs change nothing', async () => {
  const model = await sharedLoad('tiny')
  const whole = sorted((await ran(model, requestOf())).scores)
  for (const limits of [
    { resident: 1, block: 1, blockTexts: 1 },
    { resident: 4000, block: 8000, blockTexts: 3 },
    { ...LIMITS, blockTexts: 2 },
  ])
    expect(sorted((await ran(model, requestOf(), { limits })).scores)).toEqual(whole)
  const reversed = { a: ALL.a.slice().reverse(), b: ALL.b.slice().reverse() }
  const { scores } = await ran(model, requestOf({ pairs: reversed }))
  const last = ALL.a.length - 1
  expect(sorted(new Map([...scores].map(([pair, values]) => [last - pair, values])))).toEqual(whole)
})

it('encodes each text once if one side fits in memory, however small the blocks are', async () => {
  const model = await sharedLoad('tiny')
  const store = new MemoryStore()
  const limits = { ...LIMITS, blockTexts: 1 }
  const { reply } = await ran(model, requestOf(), { limits, store })
  expect(reply).toMatchObject({ encoded: TEXTS.length, cached: 0 })
})

it('counts texts, tokens and pairs; facts are those of the tokenizer', async () => {
  const model = await sharedLoad('tiny')
  const settings = { ...SETTINGS, maxLength: 16 }
  const { messages, reply } = await ran(model, requestOf({ settings }))
  const tokenizer = model.tokenizers.get('hf4')
  const all = TEXTS.map((text) => tokenizer.encode(text, 16))
  expect([...reply!.facts.tokens]).toEqual(all.map(({ fullLength }) => fullLength))
  expect([...reply!.facts.truncated]).toEqual(all.map(({ truncated }) => Number(truncated)))
  expect([...reply!.facts.truncated]).toContain(1)
  const tokens = all.reduce((sum, { ids }) => sum + ids.length, 0)
  expect(messages.at(-1)).toMatchObject({
    texts: { done: TEXTS.length, total: TEXTS.length },
    tokens: { done: tokens, total: tokens },
    pairs: { done: ALL.a.length, total: ALL.a.length },
  })
})

it('a run that is interrupted and goes on gives what an uninterrupted one gives', async () => {
  const model = await sharedLoad('tiny')
  const whole = sorted((await ran(model, requestOf())).scores)
  const limits = { ...LIMITS, blockTexts: 3 }
  for (const stopAfter of [0, 3, 17, 60]) {
    let calls = 0
    const stop = async () => {
      if (calls++ >= stopAfter) throw cancelled()
    }
    const first = await ran(model, requestOf(), { limits }, { checkpoint: stop })
    expect(first.error).toMatchObject({ code: 'run/cancelled' })
    const left = [...ALL.a.keys()].filter((pair) => !first.scores.has(pair))
    const rest = { a: Int32Array.from(left, (p) => ALL.a[p]!), b: Int32Array.from(left, (p) => ALL.b[p]!) }
    const second = await ran(model, requestOf({ pairs: rest }), { limits })
    const joined = new Map(first.scores)
    for (const [pair, values] of second.scores) joined.set(left[pair]!, values)
    expect(sorted(joined)).toEqual(whole)
  }
})

it('takes texts that the editors have encoded', async () => {
  const model = await sharedLoad('tiny')
  const cache = new EncodedCache()
  await analyzePair(model, cache, { a: TEXTS[0]!, b: TEXTS[8]!, settings: SETTINGS, weights: WEIGHTS })
  const { reply, scores } = await ran(model, requestOf(), { cache })
  expect(reply).toMatchObject({ encoded: TEXTS.length - 2, cached: 2 })
  expect(sorted(scores)).toEqual(sorted(await analysed(model)))
})

it('a text that the tokenizer refuses leaves its pairs without a score; the others go on', async () => {
  const model = await sharedLoad('tiny')
  const texts = [...TEXTS, 'broken \ud800 text']
  const pairs = { a: Int32Array.from([0, 0, texts.length - 1]), b: Int32Array.from([8, texts.length - 1, 8]) }
  const { reply, scores } = await ran(model, requestOf({ texts, pairs }))
  expect(reply!.failed).toMatchObject([{ text: texts.length - 1, error: { code: 'text/lone-surrogate' } }])
  expect(scores.get(0)!.every(Number.isFinite)).toBe(true)
  expect([scores.get(1), scores.get(2)]).toEqual([
    [NaN, NaN, NaN],
    [NaN, NaN, NaN],
  ])
})

/** The model, whose graph gives NaN or fails for the text with this many tokens. */
const breaking = (model: LoadedModel, tokens: number, code: 'nan' | 'run/out-of-memory'): LoadedModel => ({
  ...model,
  session: {
    ...model.session,
    inputs: model.session.inputs,
    outputs: model.session.outputs,
    async run(feeds, options) {
      const outputs = await model.session.run(feeds, options)
      if (Object.values(feeds)[0]!.dims[1] !== tokens) return outputs
      if (code !== 'nan') throw new EngineError(code, 'Out of memory.', { detail: 'no room' })
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { dims, data, ...more }]) => [
          name,
          { ...more, dims, data: data.map(() => NaN) },
        ]),
      )
    },
  },
})

it('NaN in the vectors of one text: its pairs have no score, the run goes on', async () => {
  const model = await sharedLoad('tiny')
  const tokens = model.tokenizers.get('hf4').encode(TEXTS[8]!, 128).ids.length
  const same = TEXTS.flatMap((text, index) =>
    model.tokenizers.get('hf4').encode(text, 128).ids.length === tokens ? [index] : [],
  )
  const { reply, scores } = await ran(breaking(model, tokens, 'nan'), requestOf())
  expect([...reply!.notFinite]).toEqual(same)
  for (const [pair, values] of scores) {
    const broken = same.includes(ALL.a[pair]!) || same.includes(ALL.b[pair]!)
    expect(values.every(Number.isNaN)).toBe(broken)
  }
  expect(scores.size).toBe(ALL.a.length)
})

it('out of memory ends the run and names the text; what was scored before stands', async () => {
  const model = await sharedLoad('tiny')
  const longest = at('Refunds take seven days. '.repeat(12))
  const tokens = model.tokenizers.get('hf4').encode(TEXTS[longest]!, 128).ids.length
  const { error, scores } = await ran(breaking(model, tokens, 'run/out-of-memory'), requestOf())
  expect(error).toMatchObject({ code: 'run/out-of-memory', values: { text: longest } })
  expect(scores.size).toBe(ALL.a.length - 6)
})

it('an empty request, and indices that are not there', async () => {
  const model = await sharedLoad('tiny')
  const none = { a: new Int32Array(), b: new Int32Array() }
  const { reply } = await ran(model, requestOf({ texts: [], pairs: none }))
  expect(reply).toMatchObject({ encoded: 0, nearDuplicates: { a: new Int32Array() } })
  const { error } = await ran(
    model,
    requestOf({ texts: ['x'], pairs: { a: Int32Array.of(0), b: Int32Array.of(1) } }),
  )
  expect(error).toMatchObject({ code: 'settings/invalid' })
})

it('lets others go first between passes, never within one', async () => {
  const model = await sharedLoad('tiny')
  let inPass = false
  let turns = 0
  const watched: LoadedModel = {
    ...model,
    session: {
      ...model.session,
      inputs: model.session.inputs,
      outputs: model.session.outputs,
      async run(feeds, options) {
        inPass = true
        const outputs = await model.session.run(feeds, options)
        inPass = false
        return outputs
      },
    },
  }
  const between = async () => {
    expect(inPass).toBe(false)
    turns++
  }
  await ran(watched, requestOf(), {}, { between })
  expect(turns).toBeGreaterThan(5)
})

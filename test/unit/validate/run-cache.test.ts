/** Vectors that are kept: found again where nothing that makes them has changed, never where something has, and no store ends a run. */
import { describe, expect, it } from 'vitest'
import { RecordCodec, numbersKey, textHasher } from '../../../src/engine/validate/run-records'
import { encodeText } from '../../../src/engine/encode/encode'
import { identityOf } from '../../../src/engine/model/identity'
import { unavailable } from '../../../src/engine/model/types'
import { cancelled } from '../../../src/engine/errors'
import { sharedLoad, SETTINGS } from '../model/real-runtime'
import { ALL, MemoryStore, ran, requestOf, TEXTS } from './run-helpers'

const load = () => sharedLoad('tiny')

it('a second run encodes nothing and gives the same bits', async () => {
  const model = await load()
  const store = new MemoryStore()
  const first = await ran(model, requestOf(), { store })
  const second = await ran(model, requestOf(), { store })
  expect(first.reply).toMatchObject({ encoded: TEXTS.length, cached: 0 })
  expect(second.reply).toMatchObject({ encoded: 0, cached: TEXTS.length })
  expect(second.messages.at(-1)!.texts).toEqual({
    done: TEXTS.length,
    total: TEXTS.length,
    cached: TEXTS.length,
    encoded: 0,
  })
  expect(second.scores).toEqual(first.scores)
  expect(second.reply!.nearDuplicates).toEqual(first.reply!.nearDuplicates)
  // Records are written together, not one by one.
  expect(store.writes).toBeLessThan(3)
})

it('only a changed text is encoded again', async () => {
  const model = await load()
  const store = new MemoryStore()
  await ran(model, requestOf(), { store })
  const texts = TEXTS.map((text, at) => (at === 2 ? `${text}!` : text))
  const { reply } = await ran(model, requestOf({ texts }), { store })
  expect(reply).toMatchObject({ encoded: 1, cached: TEXTS.length - 1 })
})

it('other settings find nothing', async () => {
  const model = await load()
  const store = new MemoryStore()
  await ran(model, requestOf(), { store })
  for (const change of [
    { maxLength: 64 },
    { normalize: false },
    { truncateDim: 8 },
    { tokenizerMode: 'hf5' as const },
  ])
    expect(
      (await ran(model, requestOf({ settings: { ...SETTINGS, ...change } }), { store })).reply,
    ).toMatchObject({
      encoded: TEXTS.length,
      cached: 0,
    })
})

it('what makes numbers is in the key; the name and place of the model are not', async () => {
  const { info } = await load()
  const identity = identityOf(info, SETTINGS)
  const key = numbersKey(identity, info)
  expect(numbersKey({ ...identity, model: 'x', origin: 'y' }, info)).toBe(key)
  expect(numbersKey({ ...identity, arithmetic: 'exact' }, info)).toBe(key)
  for (const change of [
    { model_hash: 'x' },
    { graph_sha256: 'x' },
    { threads: 2 },
    { provider: 'webgpu' },
    { execution: 'whole' as const },
    { activations: 'faithful' as const },
    { arithmetic: 'avx2' as const },
    { tokenizer: 'x' },
    { max_length: 9 },
    { truncate_dim: 9 },
    { normalize: false },
    { outputs: 'dense=a' },
  ])
    expect(numbersKey({ ...identity, ...change }, info)).not.toBe(key)
})

it('damaged records are encoded again', async () => {
  const model = await load()
  const store = new MemoryStore()
  const first = await ran(model, requestOf(), { store })
  let damaged = 0
  for (const [key, bytes] of store.records) {
    if (damaged % 3 === 0)
      store.records.set(
        key,
        bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)),
      )
    if (damaged % 3 === 1) store.records.set(key, bytes.slice(0, damaged))
    damaged++
  }
  const second = await ran(model, requestOf(), { store })
  expect(second.reply!.encoded).toBeGreaterThan(TEXTS.length / 3)
  expect(second.scores).toEqual(first.scores)
})

it('a store that fails is no longer used, and says why; the run goes on', async () => {
  const model = await load()
  const store = new MemoryStore()
  store.failure = new Error('QuotaExceededError: no room')
  const { reply, scores } = await ran(model, requestOf(), { store })
  expect(reply).toMatchObject({ encoded: TEXTS.length, cacheOff: 'QuotaExceededError: no room' })
  expect(scores.size).toBe(ALL.a.length)
})

it('a cancelled run has written what it encoded', async () => {
  const model = await load()
  const store = new MemoryStore()
  let calls = 0
  const stop = async () => {
    if (calls++ > 25) throw cancelled()
  }
  const first = await ran(model, requestOf(), { store }, { checkpoint: stop })
  expect(first.error).toMatchObject({ code: 'run/cancelled' })
  const second = await ran(model, requestOf(), { store })
  expect(second.reply!.cached).toBeGreaterThan(0)
  expect(second.reply!.cached + second.reply!.encoded).toBe(TEXTS.length)
})

it('a resumed run compares all documents, with vectors of the store; without a store it says so', async () => {
  const model = await load()
  const store = new MemoryStore()
  const whole = await ran(model, requestOf(), { store })
  const half = { a: ALL.a.slice(0, 20), b: ALL.b.slice(0, 20) }
  const none = { a: new Int32Array(), b: new Int32Array() }
  const rest = requestOf({ pairs: none, known: half })
  expect((await ran(model, rest, { store })).reply!.nearDuplicates).toEqual(whole.reply!.nearDuplicates)
  expect((await ran(model, rest)).reply).toMatchObject({ nearDuplicates: null, notCompared: 'not-all' })
})

describe('records', () => {
  it('give back what was put in, to the bit and in order', async () => {
    const model = await load()
    const codec = await RecordCodec.open()
    for (const text of ['b a b c', '', '退款退款']) {
      const { denseVecs, lexicalWeights, colbertVecs } = await encodeText(model, text, SETTINGS)
      const vectors = { dense: denseVecs, sparse: lexicalWeights, colbert: colbertVecs }
      // A record may lie at any byte of a larger buffer.
      const bytes = codec.small(vectors)
      const moved = new Uint8Array(bytes.length + 3)
      moved.set(bytes, 3)
      // So do small files in Node, whose Buffers share memory.
      expect(codec.readSmall(Buffer.from(bytes))).toEqual({ dense: denseVecs, sparse: lexicalWeights })
      expect(codec.readSmall(moved.subarray(3))).toEqual({ dense: denseVecs, sparse: lexicalWeights })
      const read = codec.readSmall(bytes)!
      if (read.sparse.state === 'available' && lexicalWeights.state === 'available')
        expect([...read.sparse.value]).toEqual([...lexicalWeights.value])
      expect(codec.readRows(codec.rows(colbertVecs))).toEqual(colbertVecs)
    }
  })

  it('keep why a head is missing', async () => {
    const codec = await RecordCodec.open()
    const missing = unavailable('dense-only')
    const vectors = { dense: missing, sparse: missing, colbert: missing }
    expect(codec.readSmall(codec.small(vectors))).toEqual({ dense: missing, sparse: missing })
    expect(codec.readRows(codec.rows(missing))).toEqual(missing)
    expect(codec.readRows(new Uint8Array(5))).toBeNull()
  })

  it('hash texts by their code units, and parts by their limits', async () => {
    const hash = await textHasher()
    const all = [hash('\ud800'), hash('\udc00'), hash('\ufffd'), hash('ab'), hash('a', 'b'), hash('', 'ab')]
    expect(new Set(all).size).toBe(all.length)
    expect(hash('ab')).toBe(hash('ab'))
  })
})

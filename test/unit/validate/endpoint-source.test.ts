/** A live server in the model's place: with the same model behind it, a run gives the same scores to the last bit. */
import { afterEach, describe, expect, it } from 'vitest'
import { milliseconds } from '../../../src/engine/units'
import { numbersKey } from '../../../src/engine/validate/run-records'
import type { VectorEndpoint } from '../../../src/engine/validate/run-types'
import { EndpointVectors } from '../../../src/formats/endpoint/source'
import type { DialectName } from '../../../src/formats/request/types'
import { DIALECTS } from '../../../src/formats/request'
import { createSender } from '../../../src/platform/endpoint'
import { engineModel } from '../../fakes/model'
import { FakeEndpoint, type Switches } from '../../fakes/servers'
import { folderSource } from '../../../src/platform/node/folder'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { MODEL_FOLDERS } from '../../engine'
import { load, SETTINGS } from '../model/real-runtime'
import { ALL, MemoryStore, ran, requestOf, TEXTS } from './run-helpers'

let fake: FakeEndpoint | null = null
afterEach(() => fake?.close())

async function endpoint(dialect: DialectName, switches: Partial<Switches> = {}, key = '') {
  fake = await FakeEndpoint.start(dialect, await engineModel('tiny'), switches)
  const asked: VectorEndpoint = {
    dialect,
    baseUrl: fake.url,
    model: DIALECTS[dialect].defaultModel,
    key,
    timeout: milliseconds(60_000),
    concurrency: 4,
  }
  const wire = { send: createSender({ page: null }), signal: new AbortController().signal }
  const source = new EndpointVectors(asked, SETTINGS, wire, {
    attempts: 2,
    firstPause: 1,
    longestPause: 10,
    sleep: () => Promise.resolve(),
    clock: () => 0,
  })
  return { request: requestOf({ endpoint: asked }), source }
}

const sorted = (scores: ReadonlyMap<number, readonly number[]>) =>
  [...scores].sort(([one], [other]) => one - other)

let loaded: ReturnType<typeof load> | null = null
/** With our encoder, as the server's model runs. */
const tiny = () =>
  (loaded ??= folderSource(MODEL_FOLDERS.tiny).then((source) =>
    load(source, { encoder: { open: openNodeKernels, threads: 1 } }),
  ))

describe('a run with the vectors of a server', () => {
  it('three heads: the scores of the model itself, bit for bit', async () => {
    const model = await tiny()
    const { request, source } = await endpoint('m3scope')
    const { reply, scores } = await ran(model, request, { source })
    expect(sorted(scores)).toEqual(sorted((await ran(model, requestOf())).scores))
    expect(reply).toMatchObject({ encoded: TEXTS.length, cached: 0, failed: [] })
    expect(reply!.identity.endpoint).toContain(`m3scope `)
    expect(reply!.identity.endpoint).toContain(fake!.url)
  })
  it('a dialect with one head: the others have no scores, and the reply says so', async () => {
    const model = await tiny()
    const { request, source } = await endpoint('tei')
    const { reply, scores } = await ran(model, request, { source })
    const own = (await ran(model, requestOf())).scores
    for (const [pair, [dense, sparse, colbert]] of scores) {
      // TEI takes no max_length: what is cut here is whole there.
      const isCut = [ALL.a[pair]!, ALL.b[pair]!].some((text) => reply!.facts.truncated[text] === 1)
      if (!isCut) expect(dense).toBe(own.get(pair)![0])
      expect([sparse, colbert]).toEqual([NaN, NaN])
    }
    expect(scores.size).toBe(ALL.a.length)
    expect(Object.values(reply!.heads).map(({ state }) => state)).toEqual([
      'available',
      'unavailable',
      'unavailable',
    ])
  })
  it('a search of all documents', async () => {
    const model = await tiny()
    const { request, source } = await endpoint('m3scope')
    const none = { a: new Int32Array(0), b: new Int32Array(0) }
    const search = {
      queries: Int32Array.from(new Set(ALL.a)),
      documents: Int32Array.from(new Set(ALL.b)),
      k: 2,
      weights: { dense: 1, sparse: 1, colbert: 1 },
    }
    const found = await ran(model, { ...request, pairs: none, search }, { source })
    const own = await ran(model, requestOf({ pairs: none, search }))
    expect(found.found).toEqual(own.found)
    expect(sorted(found.scores)).toEqual(sorted(own.scores))
  })
  it('a text that the server refuses leaves its pairs without a score; the others go on', async () => {
    const model = await tiny()
    const { request, source } = await endpoint('tei', { rejectAbove: 40 })
    const { reply, scores } = await ran(model, request, { source })
    const { count } = await engineModel('tiny')
    const counts = await Promise.all(TEXTS.map(count))
    const long = TEXTS.filter((_, at) => counts[at]! > 40)
    expect(long).not.toEqual([])
    expect(reply!.failed.map(({ text }) => TEXTS[text])).toEqual(long)
    for (const [pair, [dense]] of scores)
      expect(Number.isNaN(dense)).toBe(
        long.includes(TEXTS[ALL.b[pair]!]!) || long.includes(TEXTS[ALL.a[pair]!]!),
      )
  })
  it('NaN is told as what it is', async () => {
    const model = await tiny()
    const { request, source } = await endpoint('openai', { nan: true })
    const { reply, scores } = await ran(model, request, { source })
    expect(reply!.notFinite).toHaveLength(TEXTS.length)
    expect(reply!.failed[0]!.error.code).toBe('model/not-finite')
    expect([...scores.values()].flat().every(Number.isNaN)).toBe(true)
  })
  it('a wrong key ends the run; the right one is nowhere in what comes of it', async () => {
    const model = await tiny()
    const wrong = await endpoint('openai', { key: 'right-key' }, 'wrong-key')
    const { error } = await ran(model, wrong.request, { source: wrong.source })
    expect(error).toMatchObject({ code: 'endpoint/unauthorized' })
    await fake!.close()
    const right = await endpoint('openai', { key: 'right-key' }, 'right-key')
    const { reply, messages } = await ran(model, right.request, { source: right.source })
    expect(JSON.stringify([reply, messages])).not.toContain('right-key')
  })
  it('a store keeps them apart from the model’s own', async () => {
    const model = await tiny()
    const store = new MemoryStore()
    await ran(model, requestOf(), { store })
    const { request, source } = await endpoint('m3scope')
    const first = await ran(model, request, { source, store })
    expect(first.reply).toMatchObject({ encoded: TEXTS.length, cached: 0 })
    const again = await ran(model, request, { source, store })
    expect(again.reply).toMatchObject({ encoded: 0, cached: TEXTS.length })
    const { identity } = first.reply!
    const { endpoint: _, ...own } = identity
    expect(numbersKey(identity, model.info)).not.toBe(numbersKey(own, model.info))
  })
})

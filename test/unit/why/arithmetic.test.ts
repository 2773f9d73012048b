/** int8 on a CPU without VNNI: vectors that native onnxruntime gave on one (test/golden/avx2.json), and our own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quantisedDemo } from '../../../bench/quantise-demo'
import type { LoadedModel } from '../../../src/engine/model/load'
import { judged } from '../../../src/engine/why/arithmetic'
import { NOT_COMPARED } from '../../../src/engine/why/compare'
import type { WhyResult } from '../../../src/engine/why/types'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { MODEL_FOLDERS } from '../../engine'
import { memorySource } from '../model/layout-files'
import { load } from '../model/real-runtime'
import { readGolden } from '../../parity'
import { dense, denseOf, explain, settingsOf, sparseOf } from './helpers'

interface Recorded {
  readonly demo_int8_column: {
    readonly texts: readonly { readonly id: string; readonly dense_vecs: readonly number[] }[]
  }
}
const { texts } = (JSON.parse(readFileSync('test/golden/avx2.json', 'utf8')) as Recorded).demo_int8_column
const NAMES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', '1_Pooling/config.json'] // oxfmt-ignore
const best = ({ best: row }: WhyResult) => row?.hypotheses.map(({ id }) => id)
const codes = ({ notes }: WhyResult) => notes.map(({ code }) => code)

describe('the demo model in int8, a scale for each column', { timeout: 300_000 }, () => {
  let model: LoadedModel
  let whole: LoadedModel
  beforeAll(async () => {
    const files = Object.fromEntries(
      NAMES.map((name) => [name, new Uint8Array(readFileSync(join(MODEL_FOLDERS.demo, name)))]),
    )
    const source = memorySource('demo', { ...files, 'onnx/model_int8.onnx': await quantisedDemo('column') })
    model = await load(source, { encoder: { open: openNodeKernels, threads: 2 } })
    whole = await load(source, { whole: true })
  }, 300_000)
  afterAll(async () => {
    await model.release()
    await whole.release()
  })

  it.each(['zh-01', 'en-01', 'en-07'])('%s, as native onnxruntime computed it with AVX2', async (id) => {
    const { text } = readGolden('demo').texts.find((each) => each.id === id)!
    const target = dense(texts.find((each) => each.id === id)!.dense_vecs)
    const found = await explain(model, target, text)
    const row = found.ranked.find(({ hypotheses }) => hypotheses[0]?.name === 'int8-without-vnni')!
    const own = found.ranked.find(({ hypotheses }) => hypotheses.length === 0)!
    const floor = Number(row.hypotheses[0]!.values.floor)
    console.log(`${id}: exact ${own.cosine}, avx2 ${row.cosine}, floor ${floor}, ${String(best(found))}`)
    expect(row.cosine).toBeGreaterThan(own.cosine)
    expect(floor).toBeGreaterThan(0.98)
    expect(floor).toBeLessThanOrEqual(1)
    expect(best(found)).toContain('int8-without-vnni')
    expect(codes(found)).not.toContain('int8-saturation')
  })

  it('our own vector of that arithmetic is explained to the last bit, and so is the reverse', async () => {
    const text = 'How do I ask for a refund of the order?'
    const found = await explain(model, dense(await denseOf(model, text, { arithmetic: 'avx2' })), text)
    expect([found.explained, best(found)]).toEqual([true, ['int8-without-vnni']])
    expect(found.best!.cosine).toBeGreaterThan(1 - 1e-12)
    const exact = dense(await denseOf(model, text))
    const avx2 = settingsOf(model, { arithmetic: 'avx2' })
    const reverse = await explain(model, exact, text, { settings: avx2 })
    expect([reverse.explained, best(reverse)]).toEqual([true, ['int8-exact']])
    // And no claim where the page's own arithmetic gives the vector.
    expect(best(await explain(model, exact, text))).toEqual([])
  })

  it('sparse weights, and another text on such a CPU', async () => {
    const text = 'How do I ask for a refund?'
    const weights = await sparseOf(model, text, { arithmetic: 'avx2' })
    const sparse = await explain(model, { head: 'sparse', weights }, text)
    expect([sparse.explained, best(sparse)]).toEqual([true, ['int8-without-vnni']])
    const prefixed = dense(await denseOf(model, `query: ${text}`, { arithmetic: 'avx2' }))
    const both = await explain(model, prefixed, text)
    expect(best(both)).toEqual(['prefix-query', 'int8-without-vnni'])
  })

  it('in onnxruntime-web it is no hypothesis', async () => {
    const text = 'a refund'
    const found = await explain(whole, dense(await denseOf(model, text, { arithmetic: 'avx2' })), text)
    expect(found.ranked.flatMap(({ hypotheses }) => hypotheses.map(({ name }) => name))).not.toContain(
      'int8-without-vnni',
    )
    expect([found.explained, codes(found)]).toEqual([false, ['int8-saturation']])
  })
})

describe('within the noise floor', () => {
  const row = (cosine: number, distance = Math.sqrt(2 * (1 - cosine))) => ({
    ...NOT_COMPARED,
    cosine,
    distance,
  })
  it('a row explains only if it is near, and clearly nearer than the page', () => {
    expect(judged(row(0.998), 0.996, 0.98).within).toBe(true)
    expect(judged(row(0.995), 0.996, 0.98).within).toBe(false) // farther than noise
    expect(judged(row(0.998), 0.996, 0.9965).within).toBe(false) // so is the page's
    expect(judged(row(0.9961), 0.996, 0.99).within).toBe(false) // not clearly nearer
    expect(judged(row(0.998, 0.5), 0.996, 0.98).within).toBe(false) // another length
    expect(judged({ ...row(0.5), within: true }, 0.996, 0.98).within).toBe(true)
  })
})

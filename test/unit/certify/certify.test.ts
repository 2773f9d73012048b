import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { certify } from '../../../src/engine/certify/certify'
import { parseReference } from '../../../src/engine/certify/reference'
import type { Certificate, CheckName } from '../../../src/engine/certify/types'
import { EncodedCache } from '../../../src/engine/encode/cache'
import { cancelled } from '../../../src/engine/errors'
import type { LoadedModel } from '../../../src/engine/model/load'
import { available } from '../../../src/engine/model/types'
import { MODEL_FOLDERS } from '../../engine'
import { load, spoilt, tinyReference } from './models'

const hf4 = { tokenizerMode: 'hf4' } as const
const reference = tinyReference()
const failed = ({ checks }: Certificate): CheckName[] =>
  checks.filter((check) => check.verdict === 'fail').map((check) => check.name)
const check = (certificate: Certificate, name: CheckName) =>
  certificate.checks.find((each) => each.name === name)!

let tiny: LoadedModel
beforeAll(async () => {
  tiny = await load('tiny', 'onnx/model.onnx')
})

describe('the demo model', () => {
  it('passes against its own reference, as the same graph', { timeout: 120_000 }, async () => {
    const file = readFileSync('public/references/demo.json', 'utf8')
    const demo = await load('demo', 'onnx/model_q4.onnx')
    const certificate = await certify(demo, new EncodedCache(), parseReference(file, 'demo.json'), hf4)
    expect(failed(certificate)).toEqual([])
    expect(certificate.verdict).toBe('pass')
    expect(certificate.tolerance).toBe('q4 against fp32, same graph')
    expect(certificate.checks.map((each) => each.compared)).toEqual([9, 9, 9, 9, 1, 1, 6])
    expect(check(certificate, 'sparse_weights').value).toBeLessThan(1e-5)
    expect(certificate.identity.dtype).toBe('q4')
  })
})

describe('the tiny model against its goldens', () => {
  it('passes as the same graph: 1e-5', async () => {
    const graph = readFileSync(join(MODEL_FOLDERS.tiny, 'onnx/model.onnx'))
    const graph_sha256 = createHash('sha256').update(graph).digest('hex')
    const seen: number[] = []
    const certificate = await certify(tiny, new EncodedCache(), { ...reference, graph_sha256 }, hf4, {
      onProgress: ({ done, total }) => seen.push(done, total),
    })
    expect(certificate.verdict).toBe('pass')
    expect(certificate.checks.map((each) => [each.name, each.verdict])).toEqual([
      ['input_ids', 'pass'],
      ['dense_cosine', 'pass'],
      ['sparse_top5', 'pass'],
      ['sparse_weights', 'pass'],
      ['colbert_rows', 'pass'],
      ['colbert_cosine', 'pass'],
      ['scores', 'pass'],
    ])
    expect(check(certificate, 'colbert_rows').expected).toBe(1e-5)
    expect(check(certificate, 'scores').compared).toBe(reference.pairs.length)
    const total = reference.texts.length + reference.pairs.length
    expect(seen.slice(0, 2)).toEqual([0, total])
    expect(seen.slice(-2)).toEqual([total, total])
  })

  it('hidden states with head files pass too, as fp32 against fp32', async () => {
    const certificate = await certify(await load('tiny', 'onnx/model_hidden.onnx'), null, reference, hf4)
    expect(certificate.verdict).toBe('pass')
    expect(certificate.tolerance).toBe('fp32 against fp32')
  })

  it('another tokenizer mode fails in the ids, and names the text', async () => {
    const certificate = await certify(tiny, null, reference, { tokenizerMode: 'hf5' })
    const ids = check(certificate, 'input_ids')
    expect(ids).toMatchObject({ verdict: 'fail', worst: 'spec-01' })
    expect(ids.value).toBeCloseTo(1 - 3 / reference.texts.length, 12)
    expect(certificate.identity.tokenizer_mode).toBe('hf5')
  })

  it('another pooling fails in dense and in the scores, nowhere else', async () => {
    const model = await load('tiny', 'onnx/model_hidden.onnx')
    if (model.plans.dense.state === 'unavailable' || model.plans.dense.value.kind !== 'pool')
      throw new Error()
    const plans = {
      ...model.plans,
      dense: available({ ...model.plans.dense.value, pooling: 'mean' as const }),
    }
    const certificate = await certify({ ...model, plans }, null, reference, hf4)
    expect(failed(certificate)).toEqual(['dense_cosine', 'scores'])
    expect(check(certificate, 'dense_cosine').value).toBeLessThan(0.9)
  })

  it('a broken sparse head fails in the weights and the scores', async () => {
    const broken = spoilt(tiny, 'sparse_vecs', (value, i) => (i % 2 ? value * 1.2 : value))
    expect(failed(await certify(broken, null, reference, hf4))).toEqual([
      'sparse_top5',
      'sparse_weights',
      'scores',
    ])
  })

  it('a ColBERT dimension turned round fails in its rows: no score can tell', async () => {
    const broken = spoilt(tiny, 'colbert_vecs', (value, i) => (i % 64 === 3 ? -value : value))
    expect(failed(await certify(broken, null, reference, hf4))).toEqual(['colbert_rows', 'colbert_cosine'])
  })

  it('noise of int8’s size fails as fp32 and passes as int8, and the distance is shown', async () => {
    const noise = (value: number, i: number) => value + 0.03 * Math.sin(7 * i + 1)
    const noisy = spoilt(spoilt(tiny, 'dense_vecs', noise), 'colbert_vecs', noise)
    const asFp32 = await certify(noisy, null, reference, hf4)
    expect(failed(asFp32)).toEqual(['dense_cosine', 'colbert_rows', 'colbert_cosine', 'scores'])
    const info = { ...noisy.info, dtype: { value: 'int8', source: 'test' } }
    const asInt8 = await certify({ ...noisy, info }, null, reference, hf4)
    expect(asInt8.verdict).toBe('pass')
    expect(asInt8.tolerance).toBe('int8 against fp32')
    expect(check(asInt8, 'dense_cosine').value).toBe(check(asFp32, 'dense_cosine').value)
    expect(check(asInt8, 'dense_cosine').value).toBeLessThan(0.99)
  })

  it('a head that the model lacks is not compared', async () => {
    const withoutHeads = (source: Parameters<NonNullable<Parameters<typeof load>[2]>>[0]) => ({
      ...source,
      list: async () => (await source.list()).filter((file) => !/\.(pt|safetensors)$/.test(file.name)),
    })
    const model = await load('tiny', 'onnx/model_hidden.onnx', withoutHeads)
    const certificate = await certify(model, null, reference, hf4)
    expect(certificate.verdict).toBe('pass')
    expect(check(certificate, 'sparse_weights')).toMatchObject({
      compared: 0,
      value: null,
      verdict: 'not-compared',
      worst: null,
    })
    expect(check(certificate, 'colbert_rows').verdict).toBe('not-compared')
    expect(check(certificate, 'scores').compared).toBe(reference.pairs.length) // dense alone
  })

  it('nothing in common is no pass', async () => {
    const bare = { ...reference, texts: [{ id: 'x', text: 'abc' }], pairs: [] }
    expect((await certify(tiny, null, bare, hf4)).verdict).toBe('nothing-compared')
  })

  it('stops where it is cancelled; names the text that cannot be run', async () => {
    let checks = 0
    const checkpoint = () => (++checks === 3 ? Promise.reject(cancelled()) : Promise.resolve())
    await expect(certify(tiny, null, reference, hf4, { checkpoint })).rejects.toMatchObject({
      code: 'run/cancelled',
    })
    expect(checks).toBe(3)
    const half = { ...reference, texts: [{ id: 'half', text: 'ab\ud83d' }] }
    await expect(certify(tiny, null, half, hf4)).rejects.toThrow(/tiny, text "half"/)
  })

  it('the same text is not run again where there is a cache', async () => {
    let runs = 0
    const counted = {
      ...tiny,
      session: { ...tiny.session, run: (feeds: never) => (runs++, tiny.session.run(feeds)) },
    }
    const pair = { a: 'abc', b: 'abc', scores: { dense: 1 } }
    const twice = { ...reference, texts: [{ id: 't', text: 'abc' }], pairs: [{ id: 'p', ...pair }] }
    expect((await certify(counted, new EncodedCache(), twice, hf4)).verdict).toBe('pass')
    expect(runs).toBe(1)
  })
})

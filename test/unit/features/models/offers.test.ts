import { beforeAll, describe, expect, it } from 'vitest'
import { bytes, milliseconds } from '../../../../src/engine/units'
import { i18next, startWords } from '../../../words'
import { NOT_BEGUN } from '../../../../src/core/model/load-meter'
import { offersChoice, offersContinue, offersLayers } from '../../../../src/app/frame/error-offers'
import { duration } from '../../../../src/ui/quantities'
import { loadProgress } from '../../../../src/app/frame/use-progress'
import { asksPooling, blockedBy, bytesToFetch, smallerGraph } from '../../../../src/features/models/offers'
import { areHeadFiles } from '../../../../src/features/models/use-picked'
import { GB, hub, inspect } from './found-model'

const disk = { kind: 'local', id: 'name', files: [], isDemo: false } as const

describe('what is offered for a found model', () => {
  it('blocks what has no graph or no tokenizer, and says which', () => {
    expect(blockedBy(inspect({ 'tokenizer.json': 1 }), null)).toBe('no-graph')
    expect(blockedBy(inspect({ 'model.onnx': 1 }), 'model.onnx')).toBe('no-tokenizer')
    const whole = inspect({ 'model.onnx': 1, 'tokenizer.json': 1 })
    expect(blockedBy(whole, null)).toBe('no-choice')
    expect(blockedBy(whole, 'model.onnx')).toBe(null)
  })

  it('asks for pooling only where neither a file nor the graph’s maker says it', () => {
    const bare = inspect({ 'onnx/model.onnx': 1, 'onnx/sentence_transformers.onnx': 1 })
    expect(asksPooling(bare, 'onnx/model.onnx')).toBe(true)
    expect(asksPooling(bare, 'onnx/sentence_transformers.onnx')).toBe(false)
    expect(asksPooling(inspect({ 'model.onnx': 1, '1_Pooling/config.json': 1 }), 'model.onnx')).toBe(false)
  })

  it('counts what the network will give: the chosen graph, its data, the tokenizer, head files', () => {
    const sizes = {
      'onnx/model.onnx': 10,
      'onnx/model.onnx_data': 2000,
      'onnx/model_int8.onnx': 500,
      'tokenizer.json': 17,
      'sparse_linear.pt': 3,
      'pytorch_model.bin': 9999,
    }
    const found = inspect(sizes)
    expect(bytesToFetch(hub, found, 'onnx/model.onnx', null)).toBe(2030)
    expect(bytesToFetch(hub, found, 'onnx/model_int8.onnx', null)).toBe(520)
    expect(bytesToFetch(disk, found, 'onnx/model.onnx', null)).toBe(0)
    const kept = inspect(sizes, ['onnx/model_int8.onnx', 'tokenizer.json'])
    expect(bytesToFetch(hub, kept, 'onnx/model_int8.onnx', null)).toBe(3)
    expect(bytesToFetch(hub, inspect({ ...sizes, 'tokenizer.json': null }), 'onnx/model.onnx', null)).toBe(
      null,
    )
    const foreign = { kind: 'hub', host: hub.host, repo: 'BAAI/bge-m3', revision: 'main' } as const
    expect(bytesToFetch(disk, found, 'onnx/model.onnx', foreign)).toBe(2_104_190)
  })

  it('suggests a smaller graph only where the chosen one is tight, 8 bit before 4 bit', () => {
    const graph = (dtype: string, peak: number, verdict: 'fits' | 'tight' | 'too-large') => ({
      file: `model_${dtype}.onnx`,
      dtype,
      files: [`model_${dtype}.onnx`],
      bytes: bytes(peak / 3),
      toFetch: bytes(peak / 3),
      estimate: { heap: bytes(peak / 2), peak: bytes(peak), verdict },
      structure: null,
    })
    const fp32 = graph('fp32', 8 * GB, 'too-large')
    const fp16 = graph('fp16', 5 * GB, 'tight')
    const q4 = graph('q4', 2.2 * GB, 'fits')
    const int8 = graph('int8', 2 * GB, 'fits')
    expect(smallerGraph([fp32, q4, fp16, int8], fp32)).toBe(int8)
    expect(smallerGraph([fp32, q4, fp16], fp32)).toBe(q4)
    expect(smallerGraph([fp32, fp16], fp32)).toBe(fp16)
    expect(smallerGraph([fp32, int8], int8)).toBe(null)
    expect(smallerGraph([fp32], fp32)).toBe(null)
  })

  it('tells head files from a model', () => {
    const files = (...names: string[]) => ({
      files: names.map((name) => ({ name, file: new File([], name) })),
    })
    expect(areHeadFiles(files('sparse_linear.pt', 'colbert_linear.safetensors'))).toBe(true)
    expect(areHeadFiles(files('sparse_linear.pt', 'model.onnx'))).toBe(false)
    expect(areHeadFiles(files())).toBe(false)
  })
})

describe('errors of a load', () => {
  it('offer another model where that helps', () => {
    const helped = [
      'hub/unauthorized',
      'model/out-of-memory',
      'local/permission',
      'store/incomplete',
    ] as const
    expect(helped.map(offersChoice)).toEqual([true, true, true, true])
    const not = ['model/run-failed', 'text/empty', 'internal', 'worker/unavailable'] as const
    expect(not.map(offersChoice)).toEqual([false, false, false, false])
    expect([offersContinue('store/incomplete'), offersContinue('hub/not-found')]).toEqual([true, false])
  })

  it('the way layer by layer, where it was not taken by choice', () => {
    const large = (remedy: string) => ({ code: 'run/too-large', message: '', values: { remedy } }) as const
    const full = { code: 'run/out-of-memory', message: '', values: {} } as const
    expect([large('layers'), large('rows'), full].map((error) => offersLayers(error, true))).toEqual([
      true,
      false,
      true,
    ])
    expect([large('layers'), full].map((error) => offersLayers(error, false))).toEqual([false, false])
  })
})

describe('progress of a load', () => {
  beforeAll(() => startWords('en'))
  const t = () => i18next.getFixedT('en', 'app')
  const files = { stage: 'files', file: 'onnx/model.onnx_data', loaded: 567.3e6, total: 2.2668e9 } as const

  it('progress: bytes of total, rate, where from, how long; and a broken connection', () => {
    const rate = { bytesPerSecond: 12.3e6, remaining: milliseconds(138_000) }
    expect(loadProgress(t(), { progress: { ...files, origin: 'network' }, rate, layers: null })).toEqual({
      words: 'model.onnx_data',
      details: ['567 MB of 2.3 GB · 12.3 MB/s', 'network · 2 min 18 s left'],
      percent: expect.closeTo(25.03, 1) as number,
      troubled: false,
    })
    const broken = loadProgress(t(), {
      ...NOT_BEGUN,
      progress: { ...files, origin: 'network', retry: 1 },
    })
    expect(broken.details[1]).toBe('connection lost, attempt 2')
    expect(broken.troubled).toBe(true)
    expect(
      loadProgress(t(), { ...NOT_BEGUN, progress: { ...files, total: null, origin: 'disk' } }),
    ).toMatchObject({
      details: ['567 MB', 'disk'],
      percent: null,
    })
  })

  it('layers: beside the bytes while these arrive, then alone', () => {
    const layers = { done: 7, total: 24 }
    const reading = loadProgress(t(), { progress: { ...files, origin: 'network' }, rate: null, layers })
    expect(reading.words).toBe('model.onnx_data · 7 of 24 parts created')
    expect(reading.percent).toBeCloseTo(25.03, 1)
    const making = loadProgress(t(), { progress: { stage: 'layers', ...layers }, rate: null, layers })
    expect(making).toMatchObject({ words: '7 of 24 parts created', details: [] })
    expect(making.percent).toBeCloseTo((100 * 7) / 24, 6)
  })

  it('times that one waits for', () => {
    expect([200, 42_000, 59_600, 200_000, 3_540_000, 3_900_000].map(duration)).toEqual([
      '1 s',
      '42 s',
      '1 min 0 s',
      '3 min 20 s',
      '59 min',
      '1 h 5 min',
    ])
  })
})

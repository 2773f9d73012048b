import { describe, expect, it } from 'vitest'
import { sumUp } from '../../../src/engine/certify/checks'
import { comparePair, compareText } from '../../../src/engine/certify/compare'
import { tolerances } from '../../../src/engine/certify/tolerances'
import type { CheckName, ReferenceText } from '../../../src/engine/certify/types'
import type { Encoded } from '../../../src/engine/encode/types'
import { available, unavailable } from '../../../src/engine/model/types'
import type { Scores } from '../../../src/engine/score/types'
import { goldenText } from '../features/fixtures'

const fp32 = tolerances('fp32', 'fp32', false)

interface Parts {
  readonly ids?: readonly number[]
  readonly dense?: readonly number[]
  readonly lexical?: Readonly<Record<number, number>>
  readonly colbert?: readonly (readonly number[])[]
}

function encoded({ ids = [0, 2], dense = [1, 0], lexical = {}, colbert = [[1, 0]] }: Parts): Encoded {
  const base = goldenText('zh-01')
  return {
    ...base,
    tokenized: { ...base.tokenized, ids: Int32Array.from(ids) },
    denseVecs: available(Float32Array.from(dense)),
    denseVecsFull: available(Float32Array.from(dense)),
    lexicalWeights: available(new Map(Object.entries(lexical).map(([id, weight]) => [Number(id), weight]))),
    colbertVecs: available({
      rows: colbert.length,
      dimension: colbert[0]!.length,
      data: Float32Array.from(colbert.flat()),
    }),
  }
}

const measure = (name: CheckName, reference: Omit<ReferenceText, 'id' | 'text'>, found: Parts) =>
  compareText({ id: 't', text: '', ...reference }, encoded(found), fp32).find((each) => each.name === name)

describe('a text', () => {
  it('is compared in what the reference has, and in nothing else', () => {
    expect(compareText({ id: 't', text: '' }, encoded({}), fp32)).toEqual([])
    const names = compareText({ id: 't', text: '', lexical_weights: {} }, encoded({}), fp32)
    expect(names.map((each) => each.name)).toEqual(['sparse_top5', 'sparse_weights'])
  })

  it('ids: equal or not, by length too', () => {
    const input_ids = [0, 9, 2]
    expect(measure('input_ids', { input_ids }, { ids: [0, 9, 2] })?.value).toBe(1)
    expect(measure('input_ids', { input_ids }, { ids: [0, 9] })?.value).toBe(0)
    expect(measure('input_ids', { input_ids }, { ids: [0, 8, 2] })?.value).toBe(0)
  })

  it('dense: the cosine, whatever the lengths', () => {
    expect(measure('dense_cosine', { dense_vecs: [3, 4] }, { dense: [1, 0] })?.value).toBeCloseTo(0.6, 12)
  })

  it('dense: a shorter reference was cut by truncate_dim; a longer one cannot be compared', () => {
    expect(measure('dense_cosine', { dense_vecs: [3, 4] }, { dense: [0.3, 0.4, 0.866] })?.value).toBeCloseTo(
      1,
      6,
    )
    const longer = measure('dense_cosine', { dense_vecs: [1, 0, 0] }, { dense: [1, 0] })!
    expect(longer.value).toBeNull()
    expect(sumUp([longer], fp32)[1]).toMatchObject({ compared: 1, value: null, verdict: 'fail', worst: 't' })
  })

  it('sparse: the five heaviest as a set, in any order', () => {
    const lexical_weights = { 10: 0.6, 11: 0.5, 12: 0.4, 13: 0.3, 14: 0.2, 15: 0.1 }
    const top = (lexical: Parts['lexical']) =>
      measure('sparse_top5', { lexical_weights }, { lexical: lexical! })?.value
    expect(top({ 14: 0.6, 13: 0.5, 12: 0.4, 11: 0.3, 10: 0.2, 99: 0.19 })).toBe(1)
    expect(top({ 10: 0.6, 11: 0.5, 12: 0.4, 13: 0.3, 15: 0.2, 14: 0.19 })).toBe(0)
    expect(top({ 10: 0.6, 11: 0.5, 12: 0.4, 13: 0.3 })).toBe(0)
  })

  it('sparse: of fewer than five keys all; of equal weights either', () => {
    const few = (lexical: Parts['lexical']) =>
      measure('sparse_top5', { lexical_weights: { 10: 0.5, 11: 0.4 } }, { lexical: lexical! })?.value
    expect(few({ 11: 0.5, 10: 0.1, 12: 0.001 })).toBe(1)
    expect(few({ 10: 0.5, 12: 0.4, 11: 0.3 })).toBe(0)
    const tied = { 1: 0.9, 2: 0.8, 3: 0.7, 4: 0.6, 5: 0.5, 6: 0.5 }
    const found = { 1: 0.9, 2: 0.8, 3: 0.7, 4: 0.6, 6: 0.5, 5: 0.4999999 }
    expect(measure('sparse_top5', { lexical_weights: tied }, { lexical: found })?.value).toBe(1)
  })

  it('sparse: the largest difference over the keys of both', () => {
    const weights = (lexical: Parts['lexical']) =>
      measure('sparse_weights', { lexical_weights: { 10: 0.5, 11: 0.01 } }, { lexical: lexical! })?.value
    expect(weights({ 10: 0.48, 11: 0.01 })).toBeCloseTo(0.02, 12)
    expect(weights({ 10: 0.5 })).toBeCloseTo(0.01, 12)
    expect(weights({ 10: 0.5, 11: 0.01, 12: 0.3 })).toBeCloseTo(0.3, 12)
  })

  it('ColBERT: values and rows apart; another number of rows cannot be compared', () => {
    const colbert_vecs = [[1, 0], [0, 1]] // oxfmt-ignore
    const found = { colbert: [[1, 0], [0.6, 0.8]] } // oxfmt-ignore
    expect(measure('colbert_rows', { colbert_vecs }, found)?.value).toBeCloseTo(0.6, 6)
    expect(measure('colbert_cosine', { colbert_vecs }, found)?.value).toBeCloseTo(0.8, 6)
    expect(measure('colbert_rows', { colbert_vecs }, { colbert: [[1, 0]] })?.value).toBeNull()
    expect(measure('colbert_cosine', { colbert_vecs }, { colbert: [[1, 0]] })?.value).toBeNull()
  })

  it('published digits: half a unit of the last is allowed on top', () => {
    const off = (decimals?: number) =>
      measure(
        'sparse_weights',
        { lexical_weights: { 10: 0.5 }, ...(decimals !== undefined && { decimals }) },
        { lexical: { 10: 0.50012 } },
      )!
    const verdict = (decimals?: number) => sumUp([off(decimals)], fp32)[3]!.verdict
    expect(verdict()).toBe('fail')
    expect(off(4).expected).toBeCloseTo(1e-4 + 5e-5, 12)
    expect(verdict(4)).toBe('pass')
    expect(verdict(7)).toBe('fail')
  })
})

describe('a pair', () => {
  const found: Scores = {
    dense: available(0.5),
    sparse: unavailable('no-output-no-head-file'),
    colbert: available(0.7),
    'sparse+dense': unavailable('head-unavailable'),
    'colbert+sparse+dense': unavailable('head-unavailable'),
  }
  const pair = (scores: Parameters<typeof comparePair>[0]['scores']) =>
    comparePair({ id: 'p', a: '', b: '', scores }, found, fp32)
  it('is as far off as its worst score that both have', () => {
    expect(pair({ dense: 0.51, colbert: 0.7, sparse: 9 })).toMatchObject([{ name: 'scores', id: 'p' }])
    expect(pair({ dense: 0.51, colbert: 0.7, sparse: 9 })[0]!.value).toBeCloseTo(0.01, 12)
  })
  it('is not compared where they have none in common', () => {
    expect(pair({ sparse: 9 })).toEqual([])
  })
})

describe('the sum', () => {
  const weights = (id: string, value: number, expected: number) =>
    ({ name: 'sparse_weights', id, value, expected }) as const
  it('shows the text that is farthest off for its own tolerance', () => {
    const [check] = sumUp([weights('fp16', 1e-3, 2e-3), weights('fp32', 9e-5, 1e-4)], fp32).slice(3)
    expect(check).toMatchObject({ compared: 2, worst: 'fp32', value: 9e-5, expected: 1e-4, verdict: 'pass' })
    const [bad] = sumUp([weights('fp16', 1e-3, 2e-3), weights('fp32', 2e-4, 1e-4)], fp32).slice(3)
    expect(bad).toMatchObject({ worst: 'fp32', verdict: 'fail' })
  })
  it('asks of a share only what whole texts can give', () => {
    const top5 = (...values: number[]) =>
      sumUp(
        values.map((value, i) => ({ name: 'sparse_top5', id: `t${i}`, value, expected: 0.8 })),
        fp32,
      )[2]
    expect(top5(1, 1, 0)).toMatchObject({ value: 2 / 3, expected: 2 / 3, verdict: 'pass', worst: 't2' })
    expect(top5(1, 0, 0)).toMatchObject({ verdict: 'fail', worst: 't1' })
    expect(top5(1, 1, 1, 1, 1)).toMatchObject({ value: 1, expected: 0.8, worst: null })
    expect(top5(1, 1, 1, 0, 0)).toMatchObject({ verdict: 'fail' })
  })
  it('NaN is no pass', () => {
    expect(sumUp([weights('t', NaN, 1)], fp32)[3]!.verdict).toBe('fail')
  })
})

describe('tolerances', () => {
  it('are those of the coarser side, and 1e-5 for the same graph', () => {
    expect(tolerances('int8', 'fp32', true).sparse_weights).toBe(1e-5)
    expect(tolerances('int8', 'fp32', false)).toEqual(tolerances('fp32', 'int8', false))
    expect(tolerances('fp32', 'fp16', false).dense_cosine).toBe(0.9999)
    expect(tolerances('q4f16', 'fp16', false)).toEqual(tolerances('q4', 'fp32', false))
    expect(tolerances('uint8', 'fp32', false)).toEqual(tolerances('int8', 'fp32', false))
  })
  it('grow from fp32 to int8, and an unknown dtype gets the loosest', () => {
    const order = ['fp32', 'fp16', 'q8', 'int8', 'mixed'].map((dtype) => tolerances(dtype, 'fp32', false))
    const grow = (name: 'dense_cosine' | 'colbert_cosine' | 'scores') => order.map((row) => row[name])
    expect(grow('dense_cosine')).toEqual([...grow('dense_cosine')].sort((a, b) => b - a))
    expect(grow('colbert_cosine')).toEqual([...grow('colbert_cosine')].sort((a, b) => b - a))
    expect(grow('scores')).toEqual([...grow('scores')].sort((a, b) => a - b))
    expect(order.at(-1)!.dense_cosine).toBe(0.9)
  })
  it('never let the ids differ', () => {
    for (const dtype of ['fp32', 'int8', 'q4', 'who knows'])
      expect(tolerances(dtype, 'fp32', false).input_ids).toBe(1)
  })
})

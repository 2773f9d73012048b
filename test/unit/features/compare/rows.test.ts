import { describe, expect, it } from 'vitest'
import type { Encoded } from '../../../../src/engine/encode/types'
import { mapAvailable, unavailable } from '../../../../src/engine/model/types'
import { scorePair } from '../../../../src/engine/compare/ranking'
import { modelComparisonReport } from '../../../../src/formats/report/model-comparison'
import { reportText } from '../../../../src/formats/report/write'
import { ordered, rankingTsv } from '../../../../src/features/compare/ranking'
import { matchTsv, termTsv } from '../../../../src/features/compare/rows'
import {
  cosineBetween,
  dimensionChanges,
  matchChanges,
  sumOf,
  termChanges,
  type Compared,
} from '../../../../src/engine/compare/changes'
import { compareTokens, sameVocabulary } from '../../../../src/engine/compare/tokens'
import { changed, info, pairOf, resultOf, weights } from './fixtures'
import { a, b } from '../fixtures'

const valueOf = <T>(found: Compared<T>): T => {
  if (found.state !== 'comparable') throw new Error(found.state)
  return found.value
}
const differenceOf = (name: 'dense' | 'sparse' | 'colbert') => scorePair(changed, name, weights).difference!

describe('differences', () => {
  it('of dimensions sum to that of the dense scores, largest first', () => {
    const rows = valueOf(dimensionChanges(changed))
    expect(differenceOf('dense')).not.toBe(0)
    expect(sumOf(rows)).toBeCloseTo(differenceOf('dense'), 12)
    const sizes = rows.map((row) => Math.abs(row.difference))
    expect(sizes).toEqual([...sizes].sort((x, y) => y - x))
  })

  it('of terms sum to that of the sparse scores; terms appear and vanish', () => {
    const rows = valueOf(termChanges(changed))
    expect(differenceOf('sparse')).not.toBe(0)
    expect(sumOf(rows)).toBeCloseTo(differenceOf('sparse'), 12)
    const gone = rows.filter((row) => row.change === 'vanishes')
    expect(gone.length).toBeGreaterThan(0)
    for (const row of gone) {
      expect(row.second).toBeNull()
      expect(row.difference).toBe(-row.first!.product)
    }
    const back = valueOf(termChanges(pairOf(changed.first, changed.second)))
    expect(back.filter((row) => row.change === 'appears').map(({ id }) => id)).toEqual(
      gone.map(({ id }) => id),
    )
    expect(termTsv(rows).split('\n')).toHaveLength(rows.length + 2)
  })

  it('of matches sum to that of the ColBERT scores, and say which moved', () => {
    const rows = valueOf(matchChanges(changed))
    expect(differenceOf('colbert')).not.toBe(0)
    expect(sumOf(rows)).toBeCloseTo(differenceOf('colbert'), 12)
    expect(rows).toHaveLength(a.tokenized.ids.length - 1)
    expect(rows.some((row) => row.moved)).toBe(true)
    for (const row of rows) expect(row.moved).toBe(row.firstBest.index !== row.secondBest.index)
    expect(matchTsv(rows).split('\n')).toHaveLength(rows.length + 2)
  })

  it('of a model with itself are all 0', () => {
    const same = pairOf(resultOf(a, b, info('one')))
    expect(valueOf(dimensionChanges(same)).every((row) => row.difference === 0)).toBe(true)
    expect(valueOf(termChanges(same)).every((row) => row.change === 'both' && row.difference === 0)).toBe(
      true,
    )
    expect(valueOf(matchChanges(same)).some((row) => row.moved || row.difference !== 0)).toBe(false)
    expect(valueOf(cosineBetween(same, 'a'))).toBeCloseTo(1, 6)
    expect(valueOf(cosineBetween(changed, 'a'))).toBeLessThan(0.9)
    expect(valueOf(cosineBetween(changed, 'b'))).toBeCloseTo(1, 6)
  })

  it('of fused scores are of these weights; without a head there is none', () => {
    const pair = scorePair(changed, 'sparse+dense', weights)
    const expected = (0.2 * differenceOf('sparse') + 0.4 * differenceOf('dense')) / 0.6
    expect(pair.difference).toBeCloseTo(expected, 12)
    const lacking = resultOf({ ...a, colbertVecs: unavailable('dense-only') }, b, info('two'))
    expect(scorePair(pairOf(lacking), 'colbert', weights)).toMatchObject({
      first: { state: 'available' },
      second: { state: 'unavailable', reason: 'dense-only' },
      difference: null,
    })
    expect(matchChanges(pairOf(lacking))).toEqual({ state: 'unavailable', model: 2, reason: 'dense-only' })
  })
})

describe('what cannot be put beside each other', () => {
  const shorter = (text: Encoded): Encoded => ({
    ...text,
    denseVecs: mapAvailable(text.denseVecs, (vector) => vector.slice(0, 100)),
  })
  const retold = (text: Encoded, change: Partial<Encoded['tokenized']>): Encoded => ({
    ...text,
    tokenized: { ...text.tokenized, ...change },
  })

  it('vectors of another dimension', () => {
    const pair = pairOf(resultOf(shorter(a), shorter(b), info('small')))
    const first = a.denseVecs.state === 'available' ? a.denseVecs.value.length : 0
    expect(dimensionChanges(pair)).toEqual({ state: 'dimensions', first, second: 100 })
    expect(cosineBetween(pair, 'b')).toEqual({ state: 'dimensions', first, second: 100 })
  })

  it('another tokenizer: neither terms nor matches are aligned', () => {
    const ids = a.tokenized.ids.map((id) => id + 1)
    const pair = pairOf(resultOf(retold(a, { ids }), b, info('other')))
    expect(sameVocabulary(pair)).toBe(false)
    expect(termChanges(pair)).toEqual({ state: 'vocabulary' })
    expect(matchChanges(pair)).toEqual({ state: 'tokens' })
  })

  it('a vocabulary of another size, though the ids are the same', () => {
    const tokenizer = { engine: 'm3scope XLM-R Unigram', vocabSize: 250_037 }
    expect(sameVocabulary(pairOf(resultOf(a, b, info('other', { tokenizer }))))).toBe(false)
  })

  it('one tokenizer that cuts elsewhere: terms are, rows are not', () => {
    const { ids, tokens } = a.tokenized
    const cut = retold(a, { ids: ids.slice(0, -2), tokens: tokens.slice(0, -2) })
    const pair = pairOf(resultOf(cut, b, info('two')))
    expect(sameVocabulary(pair)).toBe(true)
    expect(termChanges(pair).state).toBe('comparable')
    expect(matchChanges(pair)).toEqual({ state: 'tokens' })
  })

  it('says where tokens first differ, and where a list ends', () => {
    const { tokenized } = a
    expect(compareTokens(tokenized, tokenized)).toEqual({ equal: true, count: tokenized.ids.length })
    const other = retold(a, { ids: tokenized.ids.map((id, i) => (i === 3 ? 9 : id)) }).tokenized
    expect(compareTokens(tokenized, other)).toMatchObject({ equal: false, at: 3, second: { id: 9 } })
    const short = retold(a, {
      ids: tokenized.ids.slice(0, 2),
      tokens: tokenized.tokens.slice(0, 2),
    }).tokenized
    expect(compareTokens(tokenized, short)).toMatchObject({ at: 2, second: null, secondCount: 2 })
  })
})

describe('ranking', () => {
  const document = (index: number, firstRank: number, secondRank: number) => ({
    index,
    text: `document ${index}`,
    first: -firstRank,
    second: -secondRank,
    firstRank,
    secondRank,
    change: firstRank - secondRank,
    difference: firstRank - secondRank,
  })
  const rows = [document(0, 2, 3), document(1, 1, 1), document(2, 4, 2), document(3, 3, 4)]

  it('is shown by either model, by movement or as in B', () => {
    const order = (by: Parameters<typeof ordered>[1]) => ordered(rows, by).map(({ index }) => index)
    expect(order('first')).toEqual([1, 0, 3, 2])
    expect(order('second')).toEqual([1, 2, 0, 3])
    expect(order('movers')).toEqual([2, 0, 3, 1])
    expect(order('document')).toEqual([0, 1, 2, 3])
    expect(rankingTsv(rows).split('\n')[3]).toBe('3\tdocument 2\t4\t-4\t2\t-2\t2')
  })
})

describe('JSON', () => {
  it('has both identities, every number in full, and what could not be compared', () => {
    const scores = changed.first.reply.scores
    const ranking = { documents: ['x', 'y'], first: [scores, scores], second: [scores, scores] }
    const json = JSON.parse(
      reportText(modelComparisonReport({ ...changed, ranking }, weights, true)),
    ) as never
    expect(json).toMatchObject({
      format: 'm3scope/model-comparison',
      version: 1,
      stale: true,
      weights_for_different_modes: [0.4, 0.2, 0.4],
      model_1: { identity: { model: 'one', model_hash: 'hash of one', graph_sha256: 'sha of one' } },
      model_2: { identity: { model: 'two', max_length: 512, tokenizer_mode: 'hf4' } },
      scores: { dense: { difference: differenceOf('dense') } },
      tokens: { a: { equal: true }, b: { equal: true } },
      sparse: { sum_of_differences: sumOf(valueOf(termChanges(changed))) },
      ranking: { by: { dense: { kendall_tau_b: null, top_k: { k: 2, overlap: 1 } } } },
    })
    const lacking = pairOf(resultOf({ ...a, colbertVecs: unavailable('dense-only') }, b, info('two')))
    expect(JSON.parse(reportText(modelComparisonReport(lacking, weights, false)))).toMatchObject({
      stale: false,
      scores: { colbert: { model_2: { unavailable: 'dense-only' }, difference: null } },
      colbert: { not_comparable: 'unavailable', model: 2, reason: 'dense-only' },
      ranking: null,
    })
  })
})

import { describe, expect, it } from 'vitest'
import { skippedIds } from '../../../../src/engine/heads/sparse'
import { available, unavailable, type Available } from '../../../../src/engine/model/types'
import { scoresOf } from '../../../../src/engine/score'
import { fuse } from '../../../../src/engine/score/fuse'
import { matchTsv } from '../../../../src/features/scores/colbert'
import { matchRows } from '../../../../src/engine/score/matches'
import { dimensionRows, extreme, largestRows, signSums } from '../../../../src/features/scores/dense'
import { fusionOf } from '../../../../src/engine/score/fusion'
import { occurrencesById, sharedRows, silencedTokens } from '../../../../src/engine/score/terms'
import { scoreBreakdownReport } from '../../../../src/formats/report/score-breakdown'
import { reportText } from '../../../../src/formats/report/write'
import { MODEL_FOLDERS, openModel } from '../../../engine'
import { toTsv } from '../../../../src/ui/tsv'
import { a, b, explanation } from '../fixtures'

const valueOf = <T>(part: Available<T>): T => {
  if (part.state === 'unavailable') throw new Error(part.reason)
  return part.value
}
const weights = { dense: 0.4, sparse: 0.2, colbert: 0.4 }
const scores = scoresOf(explanation, weights)

describe('dense rows', () => {
  const dense = valueOf(explanation.dense)
  const rows = dimensionRows(valueOf(a.denseVecs), valueOf(b.denseVecs), dense)

  it('sum to the score, and their shares to 1', () => {
    expect(rows.reduce((sum, row) => sum + row.product, 0)).toBe(dense.dot)
    expect(rows.reduce((sum, row) => sum + row.share!, 0)).toBeCloseTo(1, 12)
  })

  it('are picked by magnitude, the lower dimension first among equals', () => {
    const row = (dim: number, product: number) => ({ dim, a: 1, b: product, product, share: null })
    const picked = largestRows([row(0, 1), row(1, -3), row(2, 3), row(3, 2)], 3)
    expect(picked.map((each) => each.dim)).toEqual([1, 2, 3])
    expect(largestRows(rows, 20).at(-1)!.product).toBeGreaterThan(0.005)
  })

  it('split by sign into two sums that make the whole', () => {
    const { positive, negative } = signSums(dense.contributions)
    expect(positive.sum + negative.sum).toBeCloseTo(dense.dot, 12)
    expect(signSums(Float64Array.of(1, -2, 0, 4))).toEqual({
      positive: { count: 2, sum: 5 },
      negative: { count: 1, sum: -2 },
    })
  })

  it('know the largest component, whatever its sign', () => {
    expect(extreme(Float32Array.of(1, -4, 3))).toEqual({ dim: 1, value: -4 })
    expect(extreme(new Float32Array())).toBeNull()
  })
})

describe('sparse rows', () => {
  const sparse = valueOf(explanation.sparse)
  const inA = occurrencesById(a)
  const inB = occurrencesById(b)
  const rows = sharedRows(sparse, inA, inB)

  it('sum to the score and count occurrences, not just types', () => {
    expect(rows.reduce((sum, row) => sum + row.product, 0)).toBeCloseTo(sparse.score, 15)
    const refund = rows.find((row) => row.id === 12461)!
    expect([refund.token, refund.inA.length, refund.inB.length]).toEqual(['退', 1, 3])
    expect(refund.inB.map((each) => each.index)).toEqual([2, 5, 8])
  })

  it('leave out what ReLU silenced, which is told apart from what is missing', () => {
    const muted = { ...a, tokenWeights: available(new Float32Array(a.tokenized.ids.length)) }
    const skipped = skippedIds({ cls: 0, eos: 2, pad: 1, unk: 3, mask: 250001 })
    expect([...skipped]).toEqual([0, 2, 1, 3])
    const silenced = silencedTokens(muted, occurrencesById(muted), inB, skipped)
    expect(silenced.map((token) => token.id).sort((x, y) => x - y)).toEqual([6, 7485, 12461])
    expect(silencedTokens(a, inA, inB, skipped)).toEqual([])
  })
})

describe('ColBERT rows', () => {
  const { forward, backward } = valueOf(explanation.colbert)

  it('run from the first token after <s> to </s>, and add up to the sum', () => {
    const rows = matchRows(forward, a.tokenized, b.tokenized, 'position')
    expect(rows.map((row) => row.query.index)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(rows.at(-1)!.query).toEqual({ index: 7, token: '</s>', range: null })
    expect(rows.at(-1)!.running).toBeCloseTo(forward.sum, 12)
    expect(rows[1]!.query).toEqual({ index: 2, token: '如何', range: [0, 2] })
    expect(matchRows(backward, b.tokenized, a.tokenized, 'position')).toHaveLength(11)
  })

  it('keep their running sum in the order shown', () => {
    const rows = matchRows(forward, a.tokenized, b.tokenized, 'highest')
    expect(rows[0]!.running).toBe(Math.max(...forward.similarities))
    for (let i = 1; i < rows.length; i++) {
      expect(rows[i]!.similarity).toBeLessThanOrEqual(rows[i - 1]!.similarity)
      expect(rows[i]!.running).toBe(rows[i - 1]!.running + rows[i]!.similarity)
    }
    const lowest = matchRows(forward, a.tokenized, b.tokenized, 'lowest')
    expect(lowest[0]!.similarity).toBe(Math.min(...forward.similarities))
  })

  it('go to the clipboard in full precision', () => {
    const lines = matchTsv(matchRows(forward, a.tokenized, b.tokenized, 'position'))
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(8)
    expect(lines[1]!.split('\t')[6]).toBe(String(forward.similarities[0]))
  })
})

describe('fusion terms', () => {
  it.each(['sparse+dense', 'colbert+sparse+dense'] as const)('of %s sum to the score', (name) => {
    const { terms, numerator, divisor } = fusionOf(name, scores, weights)!
    expect(numerator / divisor).toBeCloseTo(valueOf(scores[name]), 15)
    expect(terms.reduce((sum, term) => sum + term.contribution, 0)).toBeCloseTo(valueOf(scores[name]), 15)
    expect(terms.map((term) => [term.head, term.place])).toContainEqual(['sparse', 1])
  })

  it('are none without a head, or when the weights sum to 0', () => {
    const dense = available(0.5)
    const parts = { dense, sparse: available(0.1), colbert: unavailable('dense-only') }
    expect(fusionOf('colbert+sparse+dense', fuse(parts, weights), weights)).toBeNull()
    expect(fusionOf('sparse+dense', fuse(parts, weights), weights)).not.toBeNull()
    const none = { dense: 0, sparse: 0, colbert: 1 }
    expect(fusionOf('sparse+dense', fuse(parts, none), none)).toBeNull()
  })
})

describe('what is copied', () => {
  it('quotes cells that would break the table', () => {
    expect(
      toTsv(
        ['t', 'n'],
        [
          ['a\tb', 1],
          ['say "x"', null],
        ],
      ),
    ).toBe('t\tn\n"a\tb"\t1\n"say ""x"""\t\n')
  })

  it('holds the whole breakdown under a format and a version', async () => {
    const { info } = await openModel(MODEL_FOLDERS.tiny)
    const reply = {
      a: { encoded: a, cached: false },
      b: { encoded: b, cached: false },
      scores,
      explanation,
      time: a.time,
    }
    const preprocessing = {
      rules: [],
      leaveOutMetadata: false,
      changed: { a: false, b: false },
      modelInput: { a: 'a', b: 'b' },
    }
    for (const name of Object.keys(scores) as (keyof typeof scores)[]) {
      const copied = JSON.parse(
        reportText(scoreBreakdownReport(name, { reply, scores, weights, info }, true, preprocessing)),
      )
      expect(copied).toMatchObject({
        format: 'm3scope/score-breakdown',
        version: 1,
        score: name,
        model: { id: 'tiny', dtype: { value: 'fp32' } },
        value: valueOf(scores[name]),
        stale: true,
        weights_for_different_modes: [0.4, 0.2, 0.4],
      })
      expect(copied.breakdown).not.toBeNull()
    }
  })
})

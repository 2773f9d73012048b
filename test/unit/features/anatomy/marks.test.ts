import { describe, expect, it } from 'vitest'
import { scoresOf } from '../../../../src/engine/score'
import { available, unavailable } from '../../../../src/engine/model/types'
import type { Anatomy } from '../../../../src/engine/heatmap/types'
import type { Occlusion } from '../../../../src/features/anatomy/types'
import { deltasOf } from '../../../../src/features/anatomy/deltas'
import {
  deltaStrengths,
  markedTokens,
  steppedTo,
  tokensIn,
  weightStrengths,
} from '../../../../src/features/anatomy/marks'
import { matrixCsv } from '../../../../src/features/anatomy/similarity-matrix'
import { anatomy, occlusion } from './fixtures'

const { a } = anatomy

describe('what is marked', () => {
  const { forward, backward } = (() => {
    if (anatomy.explanation.colbert.state === 'unavailable') throw new Error('no ColBERT')
    return anatomy.explanation.colbert.value
  })()

  it('ColBERT: the token itself and its best match, asked by either side', () => {
    const at = { side: 'a', index: forward.queryTokens[1]! } as const
    expect([...markedTokens(anatomy, 'colbert', 'a', at, null)]).toEqual([at.index])
    expect([...markedTokens(anatomy, 'colbert', 'b', at, null)]).toEqual([forward.bestTokens[1]])
    const back = { side: 'b', index: backward.queryTokens[0]! } as const
    expect([...markedTokens(anatomy, 'colbert', 'a', back, null)]).toEqual([backward.bestTokens[0]])
    expect(markedTokens(anatomy, 'colbert', 'a', { side: 'a', index: 0 }, null).size).toBe(0)
    expect(markedTokens(anatomy, 'colbert', 'a', null, null).size).toBe(0)
  })

  it('sparse: every occurrence of the id, on both sides', () => {
    const index = a.tokenized.tokens.indexOf('退')
    const at = { side: 'a', index } as const
    expect([...markedTokens(anatomy, 'sparse', 'a', at, null)]).toEqual([index])
    expect([...markedTokens(anatomy, 'sparse', 'b', at, null)]).toEqual([2, 5, 8])
  })

  it('dense: the tokens of the part that is left out, and no partner of any token', () => {
    const stretch = { side: 'a', start: 4, end: 6 } as const
    const marked = markedTokens(anatomy, 'dense', 'a', { side: 'b', index: 2 }, stretch)
    expect(marked).toEqual(tokensIn(a.tokenized, 4, 6))
    expect([...marked].map((token) => a.tokenized.tokens[token]).join('')).toContain('退')
    expect(markedTokens(anatomy, 'dense', 'b', { side: 'b', index: 2 }, stretch).size).toBe(0)
  })
})

describe('how strongly tokens are coloured', () => {
  it('sparse: against the largest weight that counts; special tokens do not', () => {
    const weights = new Float32Array(a.tokenized.ids.length).fill(0.1)
    weights[0] = 9
    weights[2] = 0.4
    const strengths = weightStrengths({ ...a, tokenWeights: available(weights) }, new Set([0, 2]))
    expect(strengths.get(2)).toBe(1)
    expect(strengths.get(1)).toBeCloseTo(0.25, 6)
    expect(strengths.has(0)).toBe(false)
    expect(weightStrengths({ ...a, tokenWeights: unavailable('dense-only') }, new Set()).size).toBe(0)
  })

  it('dense: Δ against the largest |Δ|, with its sign', () => {
    const { parts } = deltasOf(occlusion(), 'dense')!
    const strengths = deltaStrengths(a.tokenized, parts)
    const [first] = tokensIn(a.tokenized, 0, 2)
    const [second] = tokensIn(a.tokenized, 4, 6)
    expect(strengths.get(first!)).toBeCloseTo(-0.5, 6)
    expect(strengths.get(second!)).toBe(1)
    expect(deltaStrengths(a.tokenized, []).size).toBe(0)
  })
})

describe('Δ of parts left out', () => {
  const base = anatomy.scores.dense.state === 'available' ? anatomy.scores.dense.value : NaN

  it('are the score without the part, taken from the whole; what is missing stays missing', () => {
    const { parts, sum, base: whole } = deltasOf(occlusion(), 'dense')!
    expect(whole).toBe(base)
    expect(parts.map(({ delta }) => delta && Number(delta.toFixed(6)))).toEqual([-0.1, 0.2, null])
    expect(sum).toBeCloseTo(0.1, 6)
    expect(sum).not.toBeCloseTo(base, 3)
  })

  it('are none before the first run and for a head that the model lacks', () => {
    expect(deltasOf(null, 'dense')).toBeNull()
    const scores = { ...anatomy.scores, colbert: unavailable('no-output-no-head-file') }
    const lacking: Occlusion = { ...occlusion(), base: scores }
    expect(deltasOf(lacking, 'colbert')).toBeNull()
  })
})

it('keys step through the rows and stop at both ends', () => {
  expect(['ArrowDown', 'j', 'ArrowUp', 'k', 'Home', 'End'].map((key) => steppedTo(key, 2, 4))).toEqual([
    3, 3, 1, 1, 0, 3,
  ])
  expect(steppedTo('ArrowDown', -1, 4)).toBe(0)
  expect(steppedTo('ArrowUp', -1, 4)).toBe(0)
  expect(steppedTo('ArrowDown', 3, 4)).toBe(3)
  expect(steppedTo('x', 0, 4)).toBeNull()
})

it('the CSV of a matrix has tokens at its edges, numbers in full and what made them', () => {
  const csv = matrixCsv(
    {
      data: Float64Array.of(0.1, 1 / 3, -2, 4),
      rowTokens: ['▁a', '"'],
      colTokens: [',', 'd'],
      firstRow: 1,
      firstCol: 1,
    },
    'model=m',
  )
  expect(csv).toBe('\ufeff,",",d\n▁a,0.1,0.3333333333333333\n"""",-2,4\n# model=m\n')
})

it('a head that is missing marks nothing', () => {
  const lacking: Anatomy = {
    ...anatomy,
    explanation: { ...anatomy.explanation, colbert: unavailable('dense-only') },
  }
  expect(markedTokens(lacking, 'colbert', 'b', { side: 'a', index: 1 }, null).size).toBe(0)
  expect(scoresOf(lacking.explanation, { dense: 1, sparse: 1, colbert: 1 }).colbert.state).toBe('unavailable')
})

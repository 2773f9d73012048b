import { expect, it } from 'vitest'
import { unavailable } from '../../../src/engine/model/types'
import { ceilingOf } from '../../../src/engine/score/ceiling'
import { scoresOf } from '../../../src/engine/score'
import { SCORE_NAMES } from '../../../src/engine/score/types'
import { sharedModel, valueOf } from '../../engine'

const WEIGHTS = { dense: 2, sparse: 1, colbert: 1 }
const SETTINGS = { tokenizerMode: 'hf4', maxLength: 64, normalize: true, truncateDim: null } as const

async function explanation(a: string, b: string) {
  const { engine } = await sharedModel('tiny')
  return (await engine.call('analyze', { a, b, settings: SETTINGS, weights: WEIGHTS })).explanation
}

it('is reached by a text with itself', async () => {
  const self = await explanation('手机充不进电', '手机充不进电')
  const scores = scoresOf(self, WEIGHTS)
  for (const name of SCORE_NAMES)
    expect(ceilingOf(name, self, WEIGHTS, true)).toBeCloseTo(valueOf(scores[name]), 4)
})

it('is above the score of every pair', async () => {
  const pair = await explanation('手机充不进电，怎么办？', '换过线了，手机还是不行')
  const scores = scoresOf(pair, WEIGHTS)
  for (const name of SCORE_NAMES)
    expect(ceilingOf(name, pair, WEIGHTS, true)).toBeGreaterThan(valueOf(scores[name]))
})

it('is unknown without a head, or without vectors of length 1', async () => {
  const pair = await explanation('手机', '充电')
  expect(ceilingOf('dense', pair, WEIGHTS, false)).toBeNull()
  expect(ceilingOf('sparse+dense', pair, WEIGHTS, false)).toBeNull()
  expect(ceilingOf('sparse', pair, WEIGHTS, false)).not.toBeNull()
  const lacking = { ...pair, colbert: unavailable('dense-only') }
  expect(ceilingOf('colbert+sparse+dense', lacking, WEIGHTS, true)).toBeNull()
  expect(ceilingOf('sparse+dense', pair, { dense: 0, sparse: 0, colbert: 1 }, true)).toBeNull()
})

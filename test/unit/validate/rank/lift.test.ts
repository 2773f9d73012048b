import { describe, expect, it } from 'vitest'
import { available } from '../../../../src/engine/model/types'
import { fuse } from '../../../../src/engine/score/fuse'
import type { Weights } from '../../../../src/engine/score/types'
import { contributionsOf } from '../../../../src/engine/validate/rank/contributions'
import { liftByWeights } from '../../../../src/engine/validate/rank/lift'
import type { HeadName } from '../../../../src/engine/validate/types'

type Values = Record<HeadName, number>
const HEADS = ['dense', 'sparse', 'colbert'] as const
const ALL = 'colbert+sparse+dense'

/** A small generator with a seed, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const fused = (name: 'sparse+dense' | typeof ALL, values: Values, weights: Weights): number => {
  const score = fuse(
    {
      dense: available(values.dense),
      sparse: available(values.sparse),
      colbert: available(values.colbert),
    },
    weights,
  )[name]
  return score.state === 'available' ? score.value : NaN
}

const values = (next: () => number): Values => ({ dense: next(), sparse: next() / 2, colbert: next() })

describe('contributions', () => {
  it('sum to the difference of the scores', () => {
    const next = random(1)
    for (let n = 0; n < 200; n++) {
      const [below, above] = [values(next), values(next)]
      const weights = { dense: next() + 0.01, sparse: next(), colbert: next() }
      for (const name of ['sparse+dense', ALL] as const) {
        const parts = contributionsOf(name, weights, below, above)
        const sum = parts.reduce((total, { part }) => total + part, 0)
        expect(sum).toBeCloseTo(fused(name, below, weights) - fused(name, above, weights), 13)
      }
    }
  })

  it('of one head are its own difference', () => {
    const [part] = contributionsOf(
      'dense',
      { dense: 0, sparse: 1, colbert: 1 },
      values(random(2)),
      values(random(3)),
    )
    expect(part).toMatchObject({ head: 'dense', share: 1 })
    expect(part!.part).toBe(part!.below - part!.above)
  })
})

describe('weights that lift a document', () => {
  it('none do where no head is higher', () => {
    const low = { dense: 0.4, sparse: 0.1, colbert: 0.5 }
    const high = { dense: 0.5, sparse: 0.1, colbert: 0.6 }
    expect(liftByWeights(ALL, { dense: 1, sparse: 1, colbert: 1 }, low, high)).toEqual({ state: 'none' })
  })

  it('there is nothing to change in a score of one head', () => {
    const any = { dense: 0.4, sparse: 0.1, colbert: 0.5 }
    expect(liftByWeights('dense', { dense: 1, sparse: 1, colbert: 1 }, any, any)).toEqual({ state: 'fixed' })
  })

  it('it is above already', () => {
    const low = { dense: 0.4, sparse: 0.1, colbert: 0.5 }
    const high = { dense: 0.5, sparse: 0.1, colbert: 0.6 }
    expect(liftByWeights(ALL, { dense: 1, sparse: 1, colbert: 1 }, high, low)).toEqual({ state: 'above' })
  })

  it('a known case: the weight of ColBERT from 1 to 2', () => {
    // δ = −0.2, 0, +0.1: dense 1 takes 0.2, ColBERT gives 0.1 for each unit.
    const document = { dense: 0.25, sparse: 0, colbert: 0.625 }
    const other = { dense: 0.5, sparse: 0, colbert: 0.5 }
    const lift = liftByWeights(ALL, { dense: 1, sparse: 1, colbert: 1 }, document, other)
    if (lift.state !== 'found') throw new Error(lift.state)
    // Lowering dense to 0.5 is a smaller change than raising ColBERT to 2.
    expect(lift.one).toMatchObject({ head: 'dense', from: 1, limit: 0.5 })
    expect(lift.one!.value).toBeLessThan(0.5)
    // Projection of (1, 1, 1) on −0.25 d + 0.125 c = 0: step = −0.125 / (0.0625 + 0.015625) = −1.6.
    expect(lift.all.limit.dense).toBeCloseTo(0.6, 12)
    expect(lift.all.limit.sparse).toBe(1)
    expect(lift.all.limit.colbert).toBeCloseTo(1.2, 12)
  })

  it('are found by brute force too, and what is suggested really lifts it', () => {
    const next = random(7)
    let found = 0
    for (let n = 0; n < 300; n++) {
      const name = n % 2 === 0 ? ALL : ('sparse+dense' as const)
      const [document, other] = [values(next), values(next)]
      const weights = { dense: next() + 0.05, sparse: next(), colbert: next() }
      const heads = HEADS.filter((head) => name === ALL || head !== 'colbert')
      const lift = liftByWeights(name, weights, document, other)
      const isAbove = (w: Weights) => fused(name, document, w) > fused(name, other, w)
      if (lift.state === 'above') expect(isAbove(weights)).toBe(true)
      if (lift.state === 'none')
        for (let tries = 0; tries < 50; tries++)
          expect(isAbove({ dense: next() + 0.001, sparse: next(), colbert: next() })).toBe(false)
      if (lift.state !== 'found') continue
      found++
      expect(isAbove(weights)).toBe(false)
      expect(isAbove(lift.all.weights)).toBe(true)
      expect(lift.all.weights.dense + lift.all.weights.sparse).toBeGreaterThan(0)
      if (lift.one) expect(isAbove(lift.one.weights)).toBe(true)
      // No weights that are clearly nearer lift it: a cloud of points around the present ones.
      for (let tries = 0; tries < 400; tries++) {
        const near = { ...weights }
        for (const head of heads)
          near[head] = Math.max(0, weights[head] + (next() - 0.5) * 2 * lift.all.distance)
        const distance = Math.hypot(...heads.map((head) => near[head] - weights[head]))
        if (distance < lift.all.distance * 0.999) expect(isAbove(near)).toBe(false)
      }
      // No single weight with a smaller change does: every head, in 400 steps up to that change.
      if (lift.one)
        for (const head of heads)
          for (let step = -400; step <= 400; step++) {
            const value = weights[head] + (step / 400) * Math.abs(lift.one.limit - lift.one.from) * 0.999
            if (value >= 0) expect(isAbove({ ...weights, [head]: value })).toBe(false)
          }
    }
    expect(found).toBeGreaterThan(50)
  })

  it('suggests few digits', () => {
    const lift = liftByWeights(
      ALL,
      { dense: 1, sparse: 1, colbert: 1 },
      { dense: 0.438, sparse: 0.0312, colbert: 0.6644 },
      { dense: 0.612, sparse: 0, colbert: 0.6434 },
    )
    if (lift.state !== 'found') throw new Error(lift.state)
    expect(String(lift.one!.value).length).toBeLessThanOrEqual(5)
  })
})

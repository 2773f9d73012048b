import { expect, it } from 'vitest'
import { cosineAxis } from '../../../../src/features/attention/cosine-axis'

it.each<readonly [string, readonly number[], readonly [number, number]]>([
  ['values up to 1', [0.36, 0.4887, 0.9999, 1], [0.2, 1]],
  ['all close to 1', [0.9931, 0.9996, 1], [0.99, 1]],
  ['all 1', [1, 1], [0.99, 1]],
  ['a float above 1', [0.5, 1.0000001], [0.4, 1]],
  ['small ones', [0.312, 0.355], [0.3, 0.36]],
  ['negative ones', [-0.2, 0.31], [-0.2, 0.4]],
  ['both ends', [-1, 1], [-1, 1]],
  ['all −1', [-1, -1], [-1, -0.99]],
  ['no number', [NaN], [0, 1]],
])('%s: round ticks around the values, none beyond a cosine', (_, values, [low, high]) => {
  const { domain, ticks } = cosineAxis(values)
  expect(domain[0]).toBeCloseTo(low, 9)
  expect(domain[1]).toBeCloseTo(high, 9)
  expect(ticks.length).toBeGreaterThan(1)
  expect(ticks.length).toBeLessThanOrEqual(7)
  for (const tick of ticks) expect(Math.abs(tick)).toBeLessThanOrEqual(1)
})

import { expect, it } from 'vitest'
import { memoize } from '../../../src/core/memoize'

it('makes an answer once while its arguments stay, and keeps the last few', () => {
  let made = 0
  const sum = memoize(2, (a: number, b: number) => ({ n: ++made, sum: a + b }))
  const first = sum(1, 2)
  expect(sum(1, 2)).toBe(first)
  expect(sum(2, 1)).not.toBe(first)
  expect(sum(1, 2)).toBe(first)
  sum(3, 3)
  sum(4, 4)
  expect(sum(1, 2)).toEqual({ n: 5, sum: 3 })
  expect(sum(NaN, 1)).toBe(sum(NaN, 1))
})

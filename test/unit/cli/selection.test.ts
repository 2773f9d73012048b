import { describe, expect, it } from 'vitest'
import { numbersIn, parseSelection, within } from '../../../cli/describe/selection'

const numbers = (value: string) => numbersIn(parseSelection('--row', value))

describe('a selection', () => {
  it('is numbers and ranges, sorted, each once', () => {
    expect(numbers('0')).toEqual([0])
    expect(numbers('7, 4-5,0')).toEqual([0, 4, 5, 7])
    expect(numbers('0-3,2-5,6')).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(parseSelection('--row', '0-3,2-5,6')).toEqual([{ from: 0, to: 7 }])
  })
  it.each(['', ',', '-1', '1-', '5-2', '1.5', 'all', '1e3'])('is not "%s"', (value) => {
    expect(() => parseSelection('--row', value)).toThrow(/--row takes numbers/)
  })
  it('has a limit; without one it is all', () => {
    expect(within('--row', null, 3, '')).toEqual([{ from: 0, to: 3 }])
    expect(within('--row', parseSelection('--row', '2'), 3, '')).toEqual([{ from: 2, to: 3 }])
    expect(() => within('--head', parseSelection('--head', '3'), 3, 'tiny has 3 heads')).toThrow(
      '--head 3 does not exist: tiny has 3 heads, numbered 0 to 2.',
    )
  })
})

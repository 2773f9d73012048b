import { describe, expect, it } from 'vitest'
import { pastedEntries } from '../../../src/features/rules/edit'

describe('entries that are pasted', () => {
  it('are two columns with any usual separator', () => {
    expect(
      pastedEntries('u\tyou\n w8 → wait \r\nthx=>thanks\npls = please\nbtw, by the way\nno separator'),
    ).toEqual([
      { from: 'u', to: 'you' },
      { from: 'w8', to: 'wait' },
      { from: 'thx', to: 'thanks' },
      { from: 'pls', to: 'please' },
      { from: 'btw', to: 'by the way' },
    ])
  })
  it('take a line of many spaces', () => {
    expect(pastedEntries(`a${' '.repeat(200_000)}b`)).toEqual([])
    expect(pastedEntries(`a${' '.repeat(200_000)}=b`)).toEqual([{ from: 'a', to: 'b' }])
  })
})

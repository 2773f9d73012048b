import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8CodePointLength, utf8Length } from '../../../src/engine/text/utf8'

const encoder = new TextEncoder()

describe('lengths in UTF-8', () => {
  it('equal what TextEncoder writes, lone surrogates included', () => {
    for (const text of ['', 'a', 'é', '中', '😀', '\ud83d', '\ude00', '\ude00\ud83d', 'a\ud83d😀\ude00'])
      expect(utf8Length(text), JSON.stringify(text)).toBe(encoder.encode(text).length)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units)
        expect(utf8Length(text)).toBe(encoder.encode(text).length)
      }),
    )
  })

  it('of single code points, at the limits of each length', () => {
    const lengths = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff].map(utf8CodePointLength)
    expect(lengths).toEqual([1, 1, 2, 2, 3, 3, 4, 4])
  })
})

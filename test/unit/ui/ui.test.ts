import { describe, expect, it } from 'vitest'
import { decimalsOf, formatNumber } from '../../../src/ui/format'
import { tokenParts } from '../../../src/ui/token-parts'

describe('formatNumber', () => {
  it('keeps the decimals, and never shows a value as zero that is not', () => {
    expect(formatNumber(0.73124, 4)).toBe('0.7312')
    expect(formatNumber(0, 4)).toBe('0.0000')
    expect(formatNumber(-0, 4)).toBe('0.0000')
    expect(formatNumber(0.00004, 4)).toBe('4.0e-5')
    expect(formatNumber(-1.4e-17, 0)).toBe('-1.4e-17')
    expect(formatNumber(0.4, 0)).toBe('4.0e-1')
    expect(formatNumber(Number.NaN, 4)).toBe('NaN')
  })

  it('shows a setting as it was typed', () => {
    expect([1, 0.3, 0.25, 1 / 3, 1e-7].map((value) => decimalsOf(value))).toEqual([0, 1, 2, 4, 4])
  })
})

describe('tokenParts', () => {
  const shown = (token: string) =>
    tokenParts(token)
      .map((part) => part.text)
      .join('|')

  it('parts the metaspace from the piece', () => {
    expect(tokenParts('▁Hello')).toEqual([
      { kind: 'metaspace', text: '▁' },
      { kind: 'plain', text: 'Hello' },
    ])
  })

  it('makes visible what is not', () => {
    expect(shown('a\tb')).toBe('a|⇥|b')
    expect(shown('\u0000\u200b\u00a0')).toBe('U+0000|U+200B|⍽')
    // Control pictures (U+2400 to U+243F) are in few fonts.
    expect(shown(' \r\n')).toBe('␣|U+000D|↵')
    expect(tokenParts(' ')).toEqual([{ kind: 'invisible', text: '␣', code: 'U+0020' }])
    expect(shown('\ud800')).toBe('U+D800')
  })

  it('leaves the joiners inside an emoji', () => {
    expect(shown('👩\u200d💻')).toBe('👩\u200d💻')
    expect(shown('x\u200dy')).toBe('x|U+200D|y')
  })
})

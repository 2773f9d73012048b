import { describe, expect, test } from 'vitest'
import { describe as nameAny, nameOf, namesIn } from '../../../src/engine/text/named-characters'

const named = (character: string) => nameOf(character.codePointAt(0)!)

describe('what cannot be seen or told apart has a name', () => {
  test.each([
    ['\u00a0', 'space', 'NO-BREAK SPACE'],
    ['\u3000', 'space', 'IDEOGRAPHIC SPACE'],
    ['\u2002', 'space', 'EN SPACE'],
    ['\u2003', 'space', 'EM SPACE'],
    ['\u2007', 'space', 'FIGURE SPACE'],
    ['\u2009', 'space', 'THIN SPACE'],
    ['\u200a', 'space', 'HAIR SPACE'],
    ['\u202f', 'space', 'NARROW NO-BREAK SPACE'],
    ['\u200b', 'zero-width', 'ZERO WIDTH SPACE'],
    ['\u200c', 'zero-width', 'ZERO WIDTH NON-JOINER'],
    ['\u200d', 'zero-width', 'ZERO WIDTH JOINER'],
    ['\u2060', 'zero-width', 'WORD JOINER'],
    ['\u00ad', 'zero-width', 'SOFT HYPHEN'],
    ['\ufeff', 'zero-width', 'ZERO WIDTH NO-BREAK SPACE (BOM)'],
    ['\u{e0061}', 'zero-width', 'FORMAT CHARACTER U+E0061'],
    ['\u200e', 'bidi', 'LEFT-TO-RIGHT MARK'],
    ['\u202e', 'bidi', 'RIGHT-TO-LEFT OVERRIDE'],
    ['\u2069', 'bidi', 'POP DIRECTIONAL ISOLATE'],
    ['\ufe0f', 'variation', 'VARIATION SELECTOR-16'],
    ['\u{e0100}', 'variation', 'VARIATION SELECTOR-17'],
    ['\u0301', 'combining', 'COMBINING ACUTE ACCENT'],
    ['\u0489', 'combining', 'COMBINING MARK U+0489'],
    ['\t', 'control', 'TAB'],
    ['\u0007', 'control', 'CONTROL U+0007'],
    ['\u007f', 'control', 'CONTROL U+007F'],
    ['Ａ', 'full-width', 'FULLWIDTH LATIN CAPITAL LETTER A'],
    ['ｚ', 'full-width', 'FULLWIDTH LATIN SMALL LETTER Z'],
    ['７', 'full-width', 'FULLWIDTH DIGIT SEVEN'],
    ['＼', 'full-width', 'FULLWIDTH REVERSE SOLIDUS'],
    ['，', 'full-width', 'FULLWIDTH COMMA'],
    ['ｶ', 'full-width', 'HALFWIDTH カ'],
    ['ﬁ', 'compatibility', 'COMPATIBILITY FORM OF fi'],
    ['①', 'compatibility', 'COMPATIBILITY FORM OF 1'],
    ['™', 'compatibility', 'COMPATIBILITY FORM OF TM'],
    ['℃', 'compatibility', 'COMPATIBILITY FORM OF °C'],
    ['㎏', 'compatibility', 'COMPATIBILITY FORM OF kg'],
    ['\u212b', 'compatibility', 'COMPATIBILITY FORM OF \u00c5'],
    ['\uf900', 'compatibility', 'COMPATIBILITY FORM OF \u8c48'],
    ['\ue000', 'private', 'PRIVATE USE U+E000'],
    ['\ufffd', 'damaged', 'REPLACEMENT CHARACTER'],
    ['\ud800', 'damaged', 'LONE SURROGATE'],
  ])('%j', (character, kind, name) => expect(named(character)).toEqual({ kind, name }))

  test('every full-width sign has a whole name', () => {
    for (let code = 0xff01; code <= 0xff5e; code++) {
      const { name } = nameOf(code)!
      expect(name, name).toMatch(/^FULLWIDTH [A-Z][A-Z -]+$/)
    }
  })
})

test('what is what it looks like has none', () => {
  for (const character of 'aZ0 ~é你好あア한😀—“”。') expect(named(character), character).toBeNull()
})

test('any character can be described', () => {
  expect(nameAny(0x20)).toEqual({ kind: 'space', name: 'SPACE' })
  expect(nameAny(0x61)).toEqual({ kind: 'other', name: 'U+0061 a' })
  expect(nameAny(0x1f600)).toEqual({ kind: 'other', name: 'U+1F600 😀' })
  expect(nameAny(0xa0).name).toBe('NO-BREAK SPACE')
})

test('the names in a text come once each, in order', () => {
  expect(namesIn('a\u200bｂ\u200b\u00a0').map(({ name }) => name)).toEqual([
    'ZERO WIDTH SPACE',
    'FULLWIDTH LATIN SMALL LETTER B',
    'NO-BREAK SPACE',
  ])
})

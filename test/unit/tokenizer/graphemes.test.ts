import { expect, test } from 'vitest'
import { clusterEnd } from '../../../src/engine/tokenizer/graphemes'

function clusters(text: string): string[] {
  const units = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  const found: string[] = []
  for (let at = 0; at < text.length;) {
    const end = clusterEnd(units, at, text.length)
    found.push(text.slice(at, end))
    at = end
  }
  return found
}

// From GraphemeBreakTest.txt of Unicode 16 and the rules of UAX #29, one or more per rule.
test.each<[string, string[]]>([
  ['GB3', ['\r\n']],
  ['GB3, the other way', ['\n', '\r']],
  ['GB4 and GB5', ['\u0001', '\u0308', '\u200b', '\u0301', 'a\u0301', '\n', '\u0301']],
  ['GB6', ['\u1100\u1160', '\u1100\uac00', '\u1100\u1100\uac01\u11a8']],
  ['GB7', ['\u1160\u11a8', '\uac00\u1160\u11a8']],
  ['GB8', ['\uac01\u11a8', '\uac01', '\u1160']],
  ['GB9', ['a\u0308\u200d', 'b\u200c', '한\u0301']],
  ['GB9a', ['a\u0903', 'า', 'ก\u0e33']],
  ['GB9b', ['\u0600a', '\u{110bd}b', '\u0600\u0600\u0301']],
  ['GB9c', ['क\u094dत', 'क\u094d\u200dत', 'क\u093c\u094d\u0301त', 'क', 'त', 'ক\u09cdষ']],
  ['GB9c, broken by ZWNJ', ['क\u094d\u200c', 'त']],
  ['GB11', ['👨\u200d👩\u200d👧', '🛑\u200d🛑', '👶🏿', '👶🏿\u200d🛑', 'a\u200d', '🛑']],
  ['GB999', ['a', 'b', '中', '文', '😀', '©', 'é', 'α', 'β']],
])('%s', (_, want) => expect(clusters(want.join(''))).toEqual(want))

test('equals Intl.Segmenter on Unicode 16 letters, marks and emoji in every pairing', () => {
  const sample = [
    ...'aé\u0301\u0308\u0903\u093cकत\u094dกำ\u200d\u200c\ufe0f😀🏽™©ᄀ\u1161\u11a8가각中か\u3099\r\n\t \u0600\u070f\u{1d165}',
  ]
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  const differ: string[] = []
  for (const a of sample)
    for (const b of sample)
      for (const c of sample) {
        const text = a + b + c
        const want = Array.from(segmenter.segment(text), ({ segment }) => segment)
        if (clusters(text).join('|') !== want.join('|')) differ.push(text)
      }
  expect(differ).toEqual([])
})

/** Splitting and preparing texts. */
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { prepareText } from '../../src/engine/text/prepare'
import { splitSentences } from '../../src/engine/text/sentences/split'
import type { SplitText } from '../../src/engine/text/sentences/types'
import { fuzz, textOf } from './fuzz'

const PARTS = [
  ...[
    'a',
    'B',
    'word',
    'e.g',
    'No',
    '1',
    '12:30',
    '2024-05-12 09:31',
    '你好',
    'ก',
    'م',
    'é',
    '😀',
    '\u200d',
    'Σ',
  ],
  ...['。', '！', '？', '．', '﹒', '…', '.', '..', '!', '?', ';', ',', '，', ':', '：', '~', '-'],
  ...['」', '”', '"', "'", ')', '（', '[', ']', '{', '}', '<v.', '</v>', '-->', '00:01.000 --> 00:02.000\n'],
  ...[' ', '  ', '\t', '\n', '\r\n', '\u3000', '\u00a0', '\ufeff', '\u2028'],
  ...[
    'http://a',
    'www.',
    'a@b.co',
    'Ana: ',
    '客服：',
    '[12:30] ',
    '{"speaker":"a","text":"',
    '\\n',
    '"}\n',
    'text,speaker\n',
  ],
]

/** Sentences are in order, inside of the text, not empty and apart. */
function isInOrder({ sentences }: SplitText, text: string): boolean {
  let at = 0
  return sentences.every(({ start, end }) => {
    const fits = start >= at && end > start && end <= text.length
    at = end
    return fits
  })
}

describe('sentences', () => {
  fuzz(
    'every character that is not white space is in exactly one sentence',
    fc.property(textOf(PARTS), (text) => {
      const split = splitSentences(text, { dialogue: false })
      expect(isInOrder(split, text)).toBe(true)
      const inside = split.sentences.map(({ start, end }) => text.slice(start, end)).join('')
      const written = (some: string) => some.replace(/[\s\ufeff]/g, '')
      expect(written(inside) === written(text)).toBe(true)
    }),
    50,
  )

  fuzz(
    'a conversation, or what looks like one, is split too',
    fc.property(textOf(PARTS), fc.constantFrom('in' as const, 'out' as const), (text, metadata) => {
      expect(isInOrder(splitSentences(text, { metadata }), text)).toBe(true)
    }),
    50,
  )

  fuzz(
    'cuts and joins anywhere lose nothing',
    fc.property(
      textOf(PARTS, 1_000),
      fc.array(fc.nat(2_000), { maxLength: 50 }),
      fc.array(fc.nat(2_000), { maxLength: 50 }),
      (text, joined, cut) => {
        const split = splitSentences(text, { edits: { joined, cut } })
        expect(isInOrder(split, text)).toBe(true)
      },
    ),
  )

  fuzz(
    'what is left out of a conversation has its place in the text as given',
    fc.property(textOf(PARTS), (text) => {
      const { mapped } = prepareText(text, { rules: [], leaveOutMetadata: true })
      for (const { start, end, from, to, same } of mapped.spans)
        if (same) expect(mapped.text.slice(start, end) === text.slice(from, to)).toBe(true)
    }),
    50,
  )
})

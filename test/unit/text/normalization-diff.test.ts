import { describe, expect, test } from 'vitest'
import {
  countNames,
  normalizationDiff,
  unchangedNames,
  type NormalizedPart,
} from '../../../src/engine/text/normalization-diff'
import { loadXlmr, type TokenizerJson } from '../../../src/engine/tokenizer/xlmr'
import { readJson, type Case } from '../tokenizer/reference'

const xlmr = loadXlmr(readJson<TokenizerJson>('public/models/demo/tokenizer.json'), null)
const MODES = ['hf4', 'hf5'] as const
const diff = (text: string, mode: (typeof MODES)[number] = 'hf4') =>
  normalizationDiff(text, xlmr.tokenizer(mode).steps(text, 512).normalized!)

const changes = (parts: readonly NormalizedPart[]) =>
  parts
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, start, end, before, after, names }) => [
      kind,
      start,
      end,
      before,
      after,
      names.map(({ name }) => name).join(' + '),
    ])

test.each(MODES)('covers both texts without a gap, on every golden (%s)', (mode) => {
  const { cases } = readJson<{ cases: Case[] }>('test/golden/tokenizer.json')
  for (const { text } of cases) {
    const { normalized } = xlmr.tokenizer(mode).steps(text, 512)
    const parts = normalizationDiff(text, normalized!)
    const label = JSON.stringify(text)
    expect(parts.map(({ after }) => after).join(''), label).toBe(normalized!.text)
    let at = 0
    for (const { kind, start, end, before, after } of parts) {
      expect([start, text.slice(start, end)], label).toEqual([at, before])
      expect(kind === 'same', label).toBe(before === after)
      at = end
    }
    expect(at, label).toBe(text.length)
  }
})

describe('changes', () => {
  test.each<[string, string, unknown[][]]>([
    ['nothing', 'Hello 你好', []],
    ['full-width', 'Ａ1', [['replaced', 0, 1, 'Ａ', 'A', 'FULLWIDTH LATIN CAPITAL LETTER A']]],
    ['a no-break space', 'a\u00a0b', [['space', 1, 2, '\u00a0', ' ', 'NO-BREAK SPACE']]],
    ['a zero width space', 'a\u200bb', [['space', 1, 2, '\u200b', ' ', 'ZERO WIDTH SPACE']]],
    ['a line feed', 'a\nb', [['space', 1, 2, '\n', ' ', 'LINE FEED']]],
    ['a control character', 'a\u0007b', [['deleted', 1, 2, '\u0007', '', 'CONTROL U+0007']]],
    ['one that became two', '™', [['replaced', 0, 1, '™', 'TM', 'COMPATIBILITY FORM OF TM']]],
    ['a letter with its mark', 'e\u0301', [['composed', 0, 2, 'e\u0301', 'é', 'COMBINING ACUTE ACCENT']]],
    ['a run of spaces', 'a  b', [['deleted', 1, 2, ' ', '', 'SPACE']]],
    [
      'a mark, then what is deleted for itself',
      'a\u0308\u200b\u200bb',
      [
        ['composed', 0, 2, 'a\u0308', 'ä', 'COMBINING DIAERESIS'],
        ['deleted', 2, 3, '\u200b', '', 'ZERO WIDTH SPACE'],
        ['space', 3, 4, '\u200b', ' ', 'ZERO WIDTH SPACE'],
      ],
    ],
  ])('%s', (_, text, want) => expect(changes(diff(text))).toEqual(want))

  test('hf5 keeps the run of spaces that hf4 shortens', () => {
    expect(changes(diff('a  b', 'hf5'))).toEqual([])
  })
})

test('names are counted character by character, apart by what became of them', () => {
  const counts = countNames(diff('a\u200b\u200b\u200bb Ａ cafe\u0301 re\u0301'))
  expect(counts.map(({ name, count, becomes }) => [name, count, becomes])).toEqual([
    ['ZERO WIDTH SPACE', 2, ''],
    ['COMBINING ACUTE ACCENT', 2, null],
    ['ZERO WIDTH SPACE', 1, ' '],
    ['FULLWIDTH LATIN CAPITAL LETTER A', 1, 'A'],
  ])
})

test('what comes through unseen is named with its place, line feeds and changed characters left out', () => {
  const text = '다 \u00adx\u00a0\n'
  expect(unchangedNames(diff(text))).toEqual([{ kind: 'zero-width', name: 'SOFT HYPHEN', at: 2 }])
  const whole = { text: 'a\nb', starts: Int32Array.of(0, 1, 2), ends: Int32Array.of(1, 2, 3) }
  expect(unchangedNames(normalizationDiff('a\nb', whole))).toEqual([])
})

test('a text of which nothing is left is one deletion', () => {
  const nothing = { text: '', starts: new Int32Array(), ends: new Int32Array() }
  expect(changes(normalizationDiff('\u0001\u0002', nothing))).toEqual([
    ['deleted', 0, 2, '\u0001\u0002', '', 'CONTROL U+0001 + CONTROL U+0002'],
  ])
  expect(normalizationDiff('', nothing)).toEqual([])
})

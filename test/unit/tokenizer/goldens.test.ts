import { describe, expect, test } from 'vitest'
import { loadXlmr, type TokenizerJson } from '../../../src/engine/tokenizer/xlmr'
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer'
import type { TokenizerMode } from '../../../src/engine/tokenizer/types'
import { encodeAll, expectEncoding, offsetsOf, readJson, type Case } from './reference'

const FILES = { demo: 'public/models/demo/tokenizer.json', tiny: 'test/models/tiny/tokenizer.json' }
const MODES: readonly TokenizerMode[] = ['hf4', 'hf5']
const SPECIAL = new Set(['<s>', '<pad>', '</s>', '<unk>', '<mask>'])

const load = (name: keyof typeof FILES) => {
  const xlmr = loadXlmr(readJson<TokenizerJson>(FILES[name]), null)
  return { hf4: xlmr.tokenizer('hf4'), hf5: xlmr.tokenizer('hf5') }
}
const tokenizers = { demo: load('demo'), tiny: load('tiny') }

describe.each(MODES)('%s equals tokenizers 0.22.2', (mode) => {
  test('on every case of tokenizer.json', () => {
    const { cases } = readJson<{ cases: Case[] }>('test/golden/tokenizer.json')
    expect(cases.length).toBe(375)
    for (const { text, hf4, hf5 } of cases)
      expectEncoding(tokenizers.demo[mode], text, mode === 'hf5' ? (hf5 ?? hf4) : hf4, SPECIAL)
  })

  test.each(['demo', 'tiny'] as const)('on every case of the fuzz fixture for %s', (name) => {
    const cases = readJson<Record<typeof name, Case[]>>('test/golden/tokenizer-fuzz.json')[name]
    expect(cases.length).toBeGreaterThan(40)
    for (const { text, hf4, hf5 } of cases)
      expectEncoding(tokenizers[name][mode], text, mode === 'hf5' ? (hf5 ?? hf4) : hf4, SPECIAL)
  })
})

interface Variant {
  name: string
  changes: Record<string, unknown> & { added_tokens?: { content: string }[] }
  cases: Case[]
}
const { variants_of_tiny: variants } = readJson<{ variants_of_tiny: Variant[] }>(
  'test/golden/tokenizer-fuzz.json',
)

test.each(variants)('a tokenizer.json with other settings: $name', ({ changes, cases }) => {
  const json = { ...readJson<TokenizerJson>(FILES.tiny), ...changes }
  const tokenizer = loadXlmr(json, null).tokenizer('hf4')
  const added = new Set([...SPECIAL, ...(changes.added_tokens ?? []).map(({ content }) => content)])
  for (const { text, hf4 } of cases) expectEncoding(tokenizer, text, hf4, added)
})

interface EngineText {
  id: string
  text: string
  input_ids: number[]
  tokens: string[]
  /** In code points; null where the text was truncated. */
  offsets: [number, number][] | null
  transformers5?: { input_ids: number[] }
}

/** UTF-16 index of each code point of the text, and of its end. */
function positions(text: string): number[] {
  const found = [0]
  for (const character of text) found.push(found.at(-1)! + character.length)
  return found
}

describe.each([
  ['demo', 512],
  ['tiny', 8192],
] as const)('%s.json, texts as FlagEmbedding encodes them', (name, maxLength) => {
  const { texts } = readJson<{ texts: EngineText[] }>(`test/golden/${name}.json`)

  test.each(texts.map((one) => [one.id, one] as const))(
    '%s',
    (_, { text, input_ids, tokens, offsets, transformers5 }) => {
      const got = tokenizers[name].hf4.encode(text, maxLength)
      expect(Array.from(got.ids)).toEqual(input_ids)
      expect(got.tokens).toEqual(tokens)
      if (offsets) {
        const at = positions(text)
        expect(offsetsOf(got)).toEqual(offsets.map(([start, end]) => [at[start], at[end]]))
      } else {
        expect(got).toMatchObject({ truncated: true, cut: got.ends!.at(-2) })
        expect(got.ids.length).toBe(maxLength)
      }
      expect(Array.from(tokenizers[name].hf5.encode(text, maxLength).ids)).toEqual(
        transformers5?.input_ids ?? input_ids,
      )
    },
  )
})

describe('what transformers 5.16.1 gives for BAAI/bge-m3 itself', () => {
  test.each<[string, number[]]>([
    ['Hello world!', [0, 35378, 8999, 38, 2]],
    ['  leading and trailing spaces  ', [0, 105207, 136, 141037, 214, 32628, 7, 2]],
    [
      'ｶﾀｶﾅ半角 ﾊﾟﾋﾟﾌﾟ',
      [0, 6, 10045, 10793, 10045, 17456, 6193, 12514, 6, 28642, 113810, 45976, 113810, 17462, 113810, 2],
    ],
  ])('%s', (text, ids) => expect(Array.from(encodeAll(tokenizers.demo.hf5, text).ids)).toEqual(ids))
})

// The library shifts these (see precompiled.ts); the true ranges are the product's promise.
describe('ranges through deleted characters are the true ones, not the shifted ones of the library', () => {
  const at = (tokenizer: Tokenizer, text: string) => {
    const { tokens, starts, ends } = encodeAll(tokenizer, text)
    return tokens.slice(1, -1).map((token, i) => [token, text.slice(starts![i + 1], ends![i + 1])])
  }
  test.each<[string, string[][]]>([
    [
      '\u0001abc def',
      [
        ['▁ab', 'ab'],
        ['c', 'c'],
        ['▁de', ' de'],
        ['f', 'f'],
      ],
    ],
    [
      '™\u0001g',
      [
        ['▁TM', '™'],
        ['g', 'g'],
      ],
    ],
    ['a\u0001b\u0002', [['▁ab', 'a\u0001b']]],
    [
      '<s>\u0001\u0002abc',
      [
        ['<s>', '<s>'],
        ['▁ab', 'ab'],
        ['c', 'c'],
      ],
    ],
  ])('%j', (text, want) => expect(at(tokenizers.demo.hf4, text)).toEqual(want))
})

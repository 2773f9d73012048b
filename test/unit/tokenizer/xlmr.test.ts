import { beforeAll, describe, expect, test } from 'vitest'
import { serdeFloat } from '../../../src/engine/tokenizer/serde-float'
import { readXlmrConfig } from '../../../src/engine/tokenizer/tokenizer-json'
import { loadXlmr, type TokenizerJson } from '../../../src/engine/tokenizer/xlmr'
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer'
import { encodeAll, readJson } from './reference'

const tiny = readJson<TokenizerJson>('test/models/tiny/tokenizer.json')
const model = tiny.model as Record<string, unknown>

let tokenizer: Tokenizer
beforeAll(() => {
  tokenizer = loadXlmr(tiny, null).tokenizer('hf4')
})

describe('truncation', () => {
  const text = 'Hello 𠮷 world'

  test('keeps the template and the first tokens, and says where it cuts', () => {
    const full = encodeAll(tokenizer, text)
    for (let maxLength = 2; maxLength < full.ids.length; maxLength++) {
      const cut = tokenizer.encode(text, maxLength)
      expect(Array.from(cut.ids)).toEqual([...full.ids.slice(0, maxLength - 1), 2])
      expect(cut).toMatchObject({ fullLength: full.ids.length, maxLength, truncated: true })
      expect(cut.cut).toBe(maxLength === 2 ? 0 : full.ends![maxLength - 2])
      expect(cut.starts!.at(-1)).toBe(0)
      expect(cut.ends!.at(-1)).toBe(0)
    }
  })

  test('does nothing at exactly the length', () => {
    const full = encodeAll(tokenizer, text)
    expect(tokenizer.encode(text, full.ids.length)).toMatchObject({ truncated: false, cut: null })
  })
})

describe('lone surrogates are refused, with their index', () => {
  test.each([
    ['\ud800', 0],
    ['a\udc00', 1],
    ['𠮷\ud83d', 2],
    ['\ud83d\ud83d\ude00', 0],
    ['<s>\udfff<s>', 3],
  ])('%j', (text, index) => {
    const refusal = expect.objectContaining({ code: 'text/lone-surrogate', values: { index } }) as Error
    expect(() => tokenizer.encode(text, 512)).toThrow(refusal)
    expect(() => tokenizer.count(text)).toThrow(refusal)
  })
})

test('idToToken knows the vocabulary and nothing else', () => {
  expect(tokenizer.idToToken(0)).toBe('<s>')
  expect(tokenizer.idToToken(2300)).toBe('<mask>')
  expect(tokenizer.idToToken(2301)).toBeNull()
  expect(tokenizer.idToToken(-1)).toBeNull()
})

test('of equal pieces the last one counts', () => {
  const vocab = [['<unk>', 0], ['a', -1], ['b', -2], ['a', -3]] // oxfmt-ignore
  const bare = { added_tokens: [], model: { type: 'Unigram', unk_id: 0, vocab } }
  expect(Array.from(encodeAll(loadXlmr(bare, null).tokenizer('hf4'), 'ab').ids)).toEqual([3, 2])
})

// Values read back from tokenizers 0.22.2 with to_str().
test.each([
  [-7.4715776443481445, -7.471577644348144],
  [-7.7206902503967285, -7.720690250396728],
  [-3.4635426998138428, -3.4635426998138428],
  [-20.3647518157959, -20.3647518157959],
  [0, 0],
  [-1.5, -1.5],
  [1e-7, 1e-7],
])('scores are read as serde_json reads them: %d', (written, read) => expect(serdeFloat(written)).toBe(read))

/** Null: our tokenizer does this file exactly. */
function whyUnsupported(json: unknown): string | null {
  try {
    readXlmrConfig(json)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

describe('what our tokenizer does not do exactly is named', () => {
  test.each<[string, unknown, string | RegExp | null]>([
    ['tiny', tiny, null],
    ['demo', readJson('public/models/demo/tokenizer.json'), null],
    ['WordPiece', { ...tiny, model: { type: 'WordPiece', vocab: {} } }, 'model type is WordPiece'],
    ['NFD', { ...tiny, normalizer: { type: 'NFD' } }, 'normalizer NFD is not supported'],
    [
      'ByteLevel',
      { ...tiny, pre_tokenizer: { type: 'ByteLevel' } },
      'pre-tokenizer ByteLevel is not supported',
    ],
    [
      'Roberta',
      { ...tiny, post_processor: { type: 'RobertaProcessing' } },
      /post-processor RobertaProcessing/,
    ],
    [
      'byte fallback',
      { ...tiny, model: { ...model, byte_fallback: true } },
      'byte_fallback is not supported',
    ],
    ['no unk', { ...tiny, model: { ...model, unk_id: null } }, 'the Unigram has no unk_id'],
    ['a regex of another dialect', { ...tiny, normalizer: regex('\\s+') }, /Replace with \/\\s\+\/ is not/],
    ['a regex that matches nothing', { ...tiny, normalizer: regex('a*') }, /Replace/],
    ['a plain regex', { ...tiny, normalizer: regex('[ab]{2,3}\\.') }, null],
    ['no object', 7, /not an object/],
    ['a bad piece', { ...tiny, model: { ...model, vocab: [['a', 0], ['b']] } }, /model\.vocab\[1\] is not/],
  ])('%s', (_, json, reason) => {
    if (reason instanceof RegExp) expect(whyUnsupported(json)).toMatch(reason)
    else expect(whyUnsupported(json)).toBe(reason)
  })
})

describe('a tokenizer.json that would take forever, or that overflows', () => {
  const withNormalizer = (normalizer: unknown) => loadXlmr({ ...tiny, normalizer }, null).tokenizer('hf4')
  test.each([' + + + + + + + +!', '[ a]+[ b]+[ a]+[ b]+[ c]+[ a]+ +a+!', ' {2,9} {2,9} {2,9} {2,9} +!'])(
    'Replace with /%s/ takes linear time',
    (source) => {
      const text = `${' '.repeat(50_000)}x`
      expect(withNormalizer(regex(source)).encode(text, 512).fullLength).toBeGreaterThan(2)
    },
  )
  test('Replace finds the longest match, from the left', () => {
    const found = withNormalizer({ ...regex('[ab]{1,2}b+'), content: 'x' }).encode('abbb ab aab', 512)
    const expected = withNormalizer(null).encode('x x x', 512)
    expect(found.ids).toEqual(expected.ids)
  })
  test('replacements that double a text again and again are stopped', () => {
    const doubles = { type: 'Replace', pattern: { String: 'a' }, content: 'aa' }
    const normalizers = Array.from({ length: 40 }, () => doubles)
    expect(() => withNormalizer({ type: 'Sequence', normalizers }).encode('a', 512)).toThrow(
      expect.objectContaining({ code: 'tokenizer/invalid' }),
    )
  })
  test.each(['normalizer', 'pre_tokenizer'])('%s: sequences in sequences, 20,000 deep', (field) => {
    const children = field === 'normalizer' ? 'normalizers' : 'pretokenizers'
    let nested: unknown = null
    for (let depth = 0; depth < 20_000; depth++) nested = { type: 'Sequence', [children]: [nested] }
    expect(() => readXlmrConfig({ ...tiny, [field]: nested })).toThrow(
      expect.objectContaining({
        code: 'tokenizer/invalid',
        message: expect.stringContaining('16') as string,
      }),
    )
  })
  test('a type of lists in lists is named', () => {
    let type: unknown = []
    for (let depth = 0; depth < 20_000; depth++) type = [type]
    expect(whyUnsupported({ ...tiny, normalizer: { type } })).toBe('normalizer object is not supported')
  })
})

function regex(source: string) {
  return { type: 'Replace', pattern: { Regex: source }, content: ' ' }
}

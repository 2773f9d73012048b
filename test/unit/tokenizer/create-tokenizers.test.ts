import { describe, expect, test } from 'vitest'
import { createTokenizers } from '../../../src/engine/tokenizer'
import { BERT } from '../../wordpiece'
import { readText } from './reference'

const tiny = {
  tokenizerJson: readText('test/models/tiny/tokenizer.json'),
  tokenizerConfig: readText('test/models/tiny/tokenizer_config.json'),
  specialTokensMap: readText('test/models/tiny/special_tokens_map.json'),
}

const XLMR_IDS = { cls: 0, eos: 2, pad: 1, unk: 3, mask: 2300 }

const BPE = {
  version: '1.0',
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: { type: 'BPE', unk_token: null, vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] },
}

const create = (
  tokenizerJson: unknown,
  tokenizerConfig: unknown = null,
  specialTokensMap: unknown = null,
) => {
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return createTokenizers({
    tokenizerJson: JSON.stringify(tokenizerJson),
    tokenizerConfig: text(tokenizerConfig),
    specialTokensMap: text(specialTokensMap),
  })
}

describe('our own tokenizer', () => {
  test('serves both modes, with the roles of the config files', async () => {
    const set = await createTokenizers(tiny)
    expect(set.modes).toEqual(['hf4', 'hf5'])
    expect(set.maxLength).toBe(8192)
    expect(set.get('hf4').info).toEqual({
      kind: 'xlmr-unigram',
      engine: 'm3scope XLM-R Unigram = tokenizers 0.22.2',
      mode: 'hf4',
      vocabSize: 2301,
      fallbackReason: null,
      specialIds: XLMR_IDS,
    })
    expect(set.get('hf5').info.mode).toBe('hf5')
    // The modes part at whitespace on the right.
    expect(Array.from(set.get('hf4').encode('a ', 9).ids).at(-2)).toBe(4)
    expect(Array.from(set.get('hf5').encode('a ', 9).ids).at(-2)).not.toBe(4)
  })

  test.each([
    ['special_tokens_map.json alone', { ...tiny, tokenizerConfig: null }, XLMR_IDS],
    ['tokenizer_config.json alone', { ...tiny, specialTokensMap: null }, XLMR_IDS],
    [
      'neither: the defaults of the class',
      { ...tiny, tokenizerConfig: null, specialTokensMap: null },
      XLMR_IDS,
    ],
    [
      'roles that are not named or not known',
      {
        ...tiny,
        tokenizerConfig: '{"cls_token":"</s>","mask_token":"[MASK]"}',
        specialTokensMap: '{"pad_token":{"content":"<pad>"}}',
      },
      { cls: 2, eos: null, pad: 1, unk: null, mask: null },
    ],
  ])('roles from %s', async (_, files, ids) => {
    expect((await createTokenizers(files)).get('hf4').info.specialIds).toEqual(ids)
  })

  test.each([
    [{}, null],
    [{ model_max_length: 1e30 }, null],
    [{ model_max_length: 512 }, 512],
  ])('maxLength of %j', async (config, maxLength) => {
    const set = await createTokenizers({ ...tiny, tokenizerConfig: JSON.stringify(config) })
    expect(set.maxLength).toBe(maxLength)
  })
})

describe('the fallback', () => {
  const config = { cls_token: '[CLS]', sep_token: '[SEP]', pad_token: '[PAD]', unk_token: '[UNK]' }

  test('WordPiece: labelled with the reason, without modes and offsets', async () => {
    const set = await create(BERT, config)
    expect(set.modes).toEqual([])
    const tokenizer = set.get('hf4')
    expect(set.get('hf5')).toBe(tokenizer)
    expect(tokenizer.info).toEqual({
      kind: 'huggingface-js',
      engine: '@huggingface/tokenizers 0.2.0',
      mode: null,
      vocabSize: 8,
      fallbackReason: 'model type is WordPiece',
      words: { code: 'model-type', values: { type: 'WordPiece' } },
      specialIds: { cls: 2, eos: null, pad: 0, unk: 1, mask: null },
    })
    expect(tokenizer.encode('Hello worlds zz', 512)).toMatchObject({
      ids: Int32Array.from([2, 4, 5, 6, 1, 3]),
      tokens: ['[CLS]', 'hello', 'world', '##s', '[UNK]', '[SEP]'],
      starts: null,
      ends: null,
      fullLength: 6,
      truncated: false,
      cut: null,
    })
    expect(tokenizer.count('Hello worlds zz')).toBe(6)
    expect(tokenizer.idToToken(99)).toBeNull()
  })

  test('cuts the body and keeps the template', async () => {
    const tokenizer = (await create(BERT, config)).get('hf4')
    const cut = tokenizer.encode('hello hello world', 4)
    expect(cut).toMatchObject({
      ids: Int32Array.from([2, 4, 4, 3]),
      fullLength: 5,
      truncated: true,
      maxLength: 4,
    })
    expect(Array.from(tokenizer.encode('hello', 2).ids)).toEqual([2, 3])
    expect(tokenizer.encode('hello hello world', 5).truncated).toBe(false)
  })

  test('a piece without id is an error, not id 0', async () => {
    const json = {
      ...BERT,
      added_tokens: [],
      post_processor: null,
      model: { ...BERT.model, vocab: { a: 0 } },
    }
    const tokenizer = (await create(json)).get('hf4')
    expect(Array.from(tokenizer.encode('a', 512).ids)).toEqual([0])
    expect(() => tokenizer.encode('a b', 512)).toThrow(expect.objectContaining({ code: 'tokenizer/invalid' }))
  })

  test('BPE without template, and refusals', async () => {
    const tokenizer = (await create(BPE)).get('hf5')
    expect(Array.from(tokenizer.encode('ab b', 512).ids)).toEqual([2, 1])
    expect(() => tokenizer.encode('\ud800', 512)).toThrow(
      expect.objectContaining({ code: 'text/lone-surrogate' }),
    )
  })

  test('is also there for a Unigram that ours refuses', async () => {
    const json = { ...(JSON.parse(tiny.tokenizerJson) as object), normalizer: { type: 'NFKC' } }
    const tokenizer = (await create(json, JSON.parse(tiny.tokenizerConfig))).get('hf4')
    expect(tokenizer.info).toMatchObject({
      kind: 'huggingface-js',
      fallbackReason: 'normalizer NFKC is not supported',
      specialIds: XLMR_IDS,
    })
    expect(Array.from(tokenizer.encode('退款', 512).ids)).toEqual([0, 4, 1346, 2])
  })
})

describe('malformed files are named, with the field', () => {
  const json = JSON.parse(tiny.tokenizerJson) as Record<string, unknown> & {
    model: Record<string, unknown>
    post_processor: Record<string, unknown>
  }
  const withModel = (changes: object) => JSON.stringify({ ...json, model: { ...json.model, ...changes } })
  const cases: [Partial<typeof tiny>, string, RegExp][] = [
    [{ tokenizerJson: '{' }, 'tokenizer.json', /not JSON/],
    [{ tokenizerJson: '[]' }, 'tokenizer.json', /not a JSON object/],
    [{ tokenizerJson: '{}' }, 'tokenizer.json', /model is not an object/],
    [{ tokenizerJson: withModel({ vocab: {} }) }, 'tokenizer.json', /model\.vocab is not a list/],
    [{ tokenizerJson: withModel({ vocab: [] }) }, 'tokenizer.json', /model\.vocab is empty/],
    [{ tokenizerJson: withModel({ vocab: [['a', '1']] }) }, 'tokenizer.json', /model\.vocab\[0\]/],
    [{ tokenizerJson: withModel({ unk_id: 99999 }) }, 'tokenizer.json', /model\.unk_id/],
    [{ tokenizerJson: withModel({ unk_id: 'x' }) }, 'tokenizer.json', /model\.unk_id/],
    [
      { tokenizerJson: JSON.stringify({ ...json, added_tokens: [{ id: 1 }] }) },
      'tokenizer.json',
      /added_tokens\[0\]\.content/,
    ],
    [
      {
        tokenizerJson: JSON.stringify({
          ...json,
          normalizer: { type: 'Precompiled', precompiled_charsmap: '!!' },
        }),
      },
      'tokenizer.json',
      /precompiled_charsmap/,
    ],
    [
      {
        tokenizerJson: JSON.stringify({
          ...json,
          normalizer: { type: 'Precompiled', precompiled_charsmap: 'AAAA' },
        }),
      },
      'tokenizer.json',
      /precompiled_charsmap/,
    ],
    [
      {
        tokenizerJson: JSON.stringify({
          ...json,
          post_processor: { ...json.post_processor, special_tokens: {} },
        }),
      },
      'tokenizer.json',
      /post_processor\.special_tokens\["<s>"\]/,
    ],
    [
      {
        tokenizerJson: JSON.stringify({
          ...json,
          post_processor: {
            ...json.post_processor,
            special_tokens: { '<s>': { ids: [77777] }, '</s>': { ids: [2] } },
          },
        }),
      },
      'tokenizer.json',
      /77777/,
    ],
    [{ tokenizerJson: '{"model":{"type":"WordPiece"}}' }, 'tokenizer.json', /@huggingface\/tokenizers/],
    [{ tokenizerConfig: 'x' }, 'tokenizer_config.json', /not JSON/],
    [{ tokenizerConfig: '{"model_max_length":"8192"}' }, 'tokenizer_config.json', /model_max_length/],
    [{ tokenizerConfig: '{"cls_token":7}' }, 'tokenizer_config.json', /cls_token/],
    [{ tokenizerConfig: '{}', specialTokensMap: '{"pad_token":{}}' }, 'special_tokens_map.json', /pad_token/],
  ]
  test.each(cases.map(([changes, file, detail]) => ({ changes, file, detail })))(
    '$file: $detail',
    async ({ changes, file, detail }) => {
      await expect(createTokenizers({ ...tiny, ...changes })).rejects.toMatchObject({
        code: 'tokenizer/invalid',
        message: expect.stringContaining(file) as string,
        values: { file, detail: expect.stringMatching(detail) as string },
      })
    },
  )
})

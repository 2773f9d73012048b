/** A model whose tokenizer is not XLM-R's runs with transformers.js's tokenizer and says so. */
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../../src/engine/encode/encode'
import { loadModel } from '../../../src/engine/model/load'
import type { ModelSource } from '../../../src/engine/model/ports'
import { folderSource } from '../../../src/platform/node/folder'
import { MODEL_FOLDERS } from '../../engine'
import { fakeRuntime, fakeSession, unitRows } from './fake-session'

const wordPiece = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map((content, id) => ({
    id, content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false,
  })), // prettier-ignore
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100,
    vocab: { '[PAD]': 0, '[UNK]': 1, '[CLS]': 2, '[SEP]': 3, hello: 4, wor: 5, '##ld': 6 },
  }, // prettier-ignore
}
const config = {
  tokenizer_class: 'BertTokenizer', cls_token: '[CLS]', sep_token: '[SEP]', pad_token: '[PAD]', unk_token: '[UNK]', model_max_length: 512,
} // prettier-ignore

async function bertFolder(): Promise<ModelSource> {
  const source = await folderSource(MODEL_FOLDERS.tiny)
  const files: Record<string, object> = { 'tokenizer.json': wordPiece, 'tokenizer_config.json': config }
  const list = (await source.list()).filter((file) => file.name !== 'special_tokens_map.json')
  return {
    ...source,
    list: () => Promise.resolve(list),
    read: (name, options) =>
      name in files
        ? Promise.resolve(new TextEncoder().encode(JSON.stringify(files[name])))
        : source.read(name, options),
  }
}

describe('fallback tokenizer', () => {
  it('is labelled with its reason, gives ids, and no offsets', async () => {
    const session = fakeSession([{ name: 'dense_vecs', shape: ['b', 64], value: () => unitRows(1, 64) }])
    const model = await loadModel(await bertFolder(), fakeRuntime(session), {
      isDemo: false,
      graphFile: 'onnx/model.onnx',
    })
    expect(model.info.tokenizer).toMatchObject({ kind: 'huggingface-js', mode: null })
    expect(model.info.tokenizer.fallbackReason).toContain('WordPiece')
    expect(model.info.tokenizerModes).toEqual([])
    const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true } as const
    const { tokenized } = await encodeText(model, 'Hello world', settings)
    expect([...tokenized.ids]).toEqual([2, 4, 5, 6, 3])
    expect([tokenized.starts, tokenized.ends, tokenized.cut]).toEqual([null, null, null])
  })
})

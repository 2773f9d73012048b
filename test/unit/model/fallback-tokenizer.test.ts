/** A model whose tokenizer is not XLM-R's runs with transformers.js's tokenizer and says so. */
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../../src/engine/encode/encode'
import { loadModel } from '../../../src/engine/model/load'
import type { ModelSource } from '../../../src/engine/model/ports'
import { folderSource } from '../../../src/platform/node/folder'
import { MODEL_FOLDERS } from '../../engine'
import { BERT } from '../../wordpiece'
import { fakeRuntime, fakeSession, unitRows } from './fake-session'

const config = {
  tokenizer_class: 'BertTokenizer', cls_token: '[CLS]', sep_token: '[SEP]', pad_token: '[PAD]', unk_token: '[UNK]', model_max_length: 512,
} // oxfmt-ignore

async function bertFolder(): Promise<ModelSource> {
  const source = await folderSource(MODEL_FOLDERS.tiny)
  const files: Record<string, object> = { 'tokenizer.json': BERT, 'tokenizer_config.json': config }
  const list = (await source.list()).filter((file) => file.name !== 'special_tokens_map.json')
  return {
    ...source,
    list: () => Promise.resolve(list),
    read: (name, options) =>
      name in files
        ? Promise.resolve({
            data: new TextEncoder().encode(JSON.stringify(files[name])),
            sha256: '',
            origin: 'disk' as const,
          })
        : source.read(name, options),
  }
}

describe('fallback tokenizer', () => {
  it('is labelled with its reason, gives ids, and no offsets', async () => {
    const session = fakeSession([{ name: 'dense_vecs', shape: ['b', 64], value: () => unitRows(1, 64) }])
    const model = await loadModel(await bertFolder(), fakeRuntime(session), {
      isDemo: false,
      graphFile: 'onnx/model.onnx',
      whole: true,
    })
    expect(model.info.tokenizer).toMatchObject({ kind: 'huggingface-js', mode: null })
    expect(model.info.tokenizer.fallbackReason).toContain('WordPiece')
    expect(model.info.tokenizerModes).toEqual([])
    const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
    const { tokenized } = await encodeText(model, 'Hello world', settings)
    expect([...tokenized.ids]).toEqual([2, 4, 5, 3])
    expect([tokenized.starts, tokenized.ends, tokenized.cut]).toEqual([null, null, null])
  })
})

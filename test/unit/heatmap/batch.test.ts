/** Texts of equal length in one pass: each as it is by itself, bit for bit, in every layout; else one by one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quantisedDemo } from '../../../bench/quantise-demo'
import { canBatch, encodeBatch, mayJoin } from '../../../src/engine/encode/batch'
import { encodeText } from '../../../src/engine/encode/encode'
import type { Encoded, EncodeSettings } from '../../../src/engine/encode/types'
import type { LoadedModel } from '../../../src/engine/model/load'
import type { Tokenized } from '../../../src/engine/tokenizer/types'
import { folderSource } from '../../../src/platform/node/folder'
import { openNodeKernels } from '../../../src/platform/kernels/node'
import { MODEL_FOLDERS } from '../../engine'
import { headFiles, layoutSource, memorySource, POOLING } from '../model/layout-files'
import { LAYOUTS } from '../model/layout-table'
import { load, SETTINGS } from '../model/real-runtime'
import { EN, ZH } from './helpers'

const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', '1_Pooling/config.json'] // oxfmt-ignore
const fileOf = (name: string) => new Uint8Array(readFileSync(join(MODEL_FOLDERS.demo, name)))

const WORDS = [...EN.join(' ').split(' '), ...ZH, 'charge', 'refund', '物流', '发货', 'seven', 'send']

interface Batch {
  readonly tokens: number
  readonly count: number
}

/** Different texts of one number of tokens. */
function sameLength(
  model: LoadedModel,
  settings: EncodeSettings,
  tokens: number,
  count: number,
): Tokenized[] {
  const tokenizer = model.tokenizers.get(settings.tokenizerMode)
  const found: Tokenized[] = []
  for (let seed = 0; found.length < count && seed < 5_000; seed++) {
    let text = ''
    for (let word = 0; tokenizer.count(text) < tokens; word++)
      text += `${WORDS[(seed * 7 + word * (1 + (seed % 5))) % WORDS.length]} `
    const tokenized = tokenizer.encode(text, settings.maxLength)
    if (tokenized.ids.length === tokens && found.every((other) => other.text !== text)) found.push(tokenized)
  }
  expect(found).toHaveLength(count)
  return found
}

const numbersOf = ({ tokenized, time, ...rest }: Encoded): object => ({
  ids: tokenized.ids,
  ...rest,
  time: time >= 0,
})

/** Of odd length; as many as a pass holds; of a length at which little is gained. */
const BATCHES: readonly Batch[] = [
  { tokens: 7, count: 3 },
  { tokens: 16, count: 8 },
  { tokens: 30, count: 4 },
]
/** The demo model takes 12 ms for each token. */
const SMALL_BATCHES: readonly Batch[] = [
  { tokens: 7, count: 3 },
  { tokens: 16, count: 4 },
]

async function expectEqual(
  model: LoadedModel,
  settings: EncodeSettings,
  batches = BATCHES,
): Promise<boolean | null> {
  for (const { tokens, count } of batches) {
    const texts = sameLength(model, settings, tokens, count)
    const together = await encodeBatch(model, texts, settings)
    if (together === null) continue
    for (const [at, { text }] of texts.entries())
      expect(numbersOf(together[at]!)).toEqual(numbersOf(await encodeText(model, text, settings)))
  }
  return canBatch(model, settings)
}

describe.each(LAYOUTS)('$repo', (layout) => {
  it('texts together are what each is alone', async () => {
    const source = layoutSource(layout.repo, layout.files, {
      ...(layout.with.includes('heads') && headFiles()),
      ...(layout.with.includes('pooling') && POOLING),
    })
    const model = await load(source, { graphFile: layout.graph })
    const { activations, heads } = model.info
    const hasHeads = Object.values(heads).some(({ state }) => state === 'available')
    // One scale for all of a tensor is one scale for all texts in it.
    const depends = activations.includes('published')
    expect(await expectEqual(model, SETTINGS)).toBe(hasHeads && !depends)
    await model.release()
  })
})

describe('demo', () => {
  it.each([true, false])('q4, whole: %s: is batched, equal bit for bit', async (whole) => {
    const model = await load(await folderSource(MODEL_FOLDERS.demo), { whole })
    expect(canBatch(model, SETTINGS)).toBeNull()
    expect(await expectEqual(model, SETTINGS, SMALL_BATCHES)).toBe(true)
    await model.release()
  })

  it('int8 as published runs one by one; with a scale per token its texts do not depend on each other', async () => {
    const model = await load(
      memorySource('demo', {
        ...Object.fromEntries(FILES.map((name) => [name, fileOf(name)])),
        'onnx/model_int8.onnx': await quantisedDemo('column'),
      }),
    )
    expect(await expectEqual(model, SETTINGS, SMALL_BATCHES)).toBe(false)
    const faithful = { ...SETTINGS, activations: 'faithful' } as const
    expect(await expectEqual(model, faithful, SMALL_BATCHES)).toBe(true)
    await model.release()
  })
})

describe('our encoder', () => {
  it('takes texts of any lengths together, equal bit for bit', async () => {
    const encoder = { open: openNodeKernels, threads: 1 }
    const model = await load(
      memorySource('demo', {
        ...Object.fromEntries(FILES.map((name) => [name, fileOf(name)])),
        'onnx/model_int8.onnx': await quantisedDemo('column'),
      }),
      { encoder },
    )
    expect(model.info.execution).toMatchObject({ encoder: { engine: 'own' } })
    for (const activations of ['published', 'faithful'] as const) {
      const settings = { ...SETTINGS, activations }
      expect(canBatch(model, settings)).toBe(true)
      const texts = [...EN, ...ZH].slice(0, 5).map((text) => model.tokenizers.get('hf4').encode(text, 128))
      const together = await encodeBatch(model, texts, settings)
      for (const [at, { text }] of texts.entries())
        expect(numbersOf(together![at]!)).toEqual(numbersOf(await encodeText(model, text, settings)))
    }
    const length = { texts: 2, tokens: 100 }
    expect(mayJoin(model, SETTINGS, length, 156)).toBe(true)
    expect(mayJoin(model, SETTINGS, length, 157)).toBe(false)
    await model.release()
  })
})

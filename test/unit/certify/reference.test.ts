import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { matchReference, parseReferenceIndex } from '../../../src/engine/certify/match'
import { parseReference } from '../../../src/engine/certify/reference'
import type { Reference, ReferenceOffer } from '../../../src/engine/certify/types'
import type { ModelInfo } from '../../../src/engine/model/types'
import { loadTextOnly } from '../../../src/engine/model/load-text'
import type { TokenizerSet } from '../../../src/engine/tokenizer'
import { folderSource } from '../../../src/platform/node/folder'
import { demoReference } from '../../golden/make-demo-reference'
import { MODEL_FOLDERS } from '../../engine'

const FOLDER = 'public/references'
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')
const index = parseReferenceIndex(read('index.json'), 'index.json')

const whole: Reference = {
  format: 'm3scope/reference',
  version: 1,
  name: 'x',
  origin: 'y',
  precision: 'fp32',
  texts: [
    { id: '1', text: 'abc', dense_vecs: [1, 0], lexical_weights: { 5: 0.1 }, colbert_vecs: [[1], [0]] },
  ],
  pairs: [],
}

describe('parseReference', () => {
  it('keeps what it knows, with or without a byte order mark', () => {
    expect(parseReference('\ufeff' + JSON.stringify({ ...whole, extra: 1 }), 'r.json')).toEqual(whole)
  })

  const text = (change: object) => ({ ...whole, texts: [{ ...whole.texts[0], ...change }] })
  it.each([
    ['not JSON', '{"format":', /not JSON/],
    ['another format', { ...whole, format: 'x' }, /^format: /],
    ['a later version', { ...whole, version: 2 }, /^version: /],
    ['no origin', { ...whole, origin: undefined }, /^origin: /],
    ['a vector with a word in it', text({ dense_vecs: [1, 'a'] }), /^texts\.0\.dense_vecs\.1: /],
    ['an empty vector', text({ dense_vecs: [] }), /^texts\.0\.dense_vecs: /],
    [
      'a token in place of an id',
      text({ lexical_weights: { hello: 1 } }),
      /^texts\.0\.lexical_weights\.hello: /,
    ],
    [
      'rows of unequal length',
      text({ colbert_vecs: [[1], [1, 2]] }),
      /^texts\.0\.colbert_vecs: rows of unequal/,
    ],
    ['a broken id', text({ input_ids: [0, 1.5] }), /^texts\.0\.input_ids\.1: /],
    [
      'a score of another name',
      { ...whole, pairs: [{ id: 'p', a: '', b: '', scores: { lexical: 1 } }] },
      /^pairs\.0\.scores/,
    ],
    ['nothing in it', { ...whole, texts: [] }, /neither texts nor pairs/],
    ['too many texts', { ...whole, texts: Array.from({ length: 501 }, () => whole.texts[0]) }, /^texts: /],
  ])('%s: says which field', (_, value, detail) => {
    const json = typeof value === 'string' ? value : JSON.stringify(value)
    const error = (() => {
      try {
        return parseReference(json, 'site.json')
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toMatchObject({ code: 'reference/invalid', values: { file: 'site.json' } })
    expect((error as { values: { detail: string } }).values.detail).toMatch(detail)
  })
})

describe('the files that come with the page', () => {
  it.each(index.references.map(({ file }) => file))('%s is there, valid and small', (file) => {
    expect(existsSync(join(FOLDER, file))).toBe(true)
    expect(statSync(join(FOLDER, file)).size).toBeLessThan(200_000)
    const { texts, pairs } = parseReference(read(file), file)
    for (const list of [texts, pairs]) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
  })

  it('demo.json is what its script makes of the goldens', () => {
    expect(JSON.parse(read('demo.json'))).toEqual(JSON.parse(JSON.stringify(demoReference())))
  })

  it('demo.json belongs to the demo’s graph', () => {
    const { models } = JSON.parse(readFileSync('public/models/models.json', 'utf8')) as {
      models: { files: { name: string; sha256: string }[] }[]
    }
    const graph = models[0]!.files.find(({ name }) => name.endsWith('.onnx'))!
    expect(demoReference().graph_sha256).toBe(graph.sha256)
    expect(index.references.find(({ file }) => file === 'demo.json')!.match.graphs).toEqual([graph.sha256])
  })
})

describe('bge-m3.json', () => {
  const reference = parseReference(read('bge-m3.json'), 'bge-m3.json')
  let tokenizers: TokenizerSet
  beforeAll(async () => {
    tokenizers = (await loadTextOnly(await folderSource(MODEL_FOLDERS.demo))).tokenizers
  }, 60_000)

  it('names an origin for every value', () => {
    for (const each of [...reference.texts, ...reference.pairs])
      expect(each.origin).toMatch(/README|lite|vLLM/)
  })

  it.each(['hf4', 'hf5'] as const)(
    'its ids are those of bge-m3’s vocabulary, which the demo shares; weights belong to them (%s)',
    (mode) => {
      for (const { text, input_ids, lexical_weights } of reference.texts) {
        const { ids } = tokenizers.get(mode).encode(text, 512)
        if (input_ids) expect([...ids]).toEqual(input_ids)
        for (const key of Object.keys(lexical_weights ?? {})) expect([...ids]).toContain(Number(key))
      }
    },
  )

  it('fp16 and fp32 weights of one text agree as closely as the table says', () => {
    const [fp32, fp16] = ['what-is-bge-m3', 'readme-what-is-bge-m3'].map(
      (id) => reference.texts.find((text) => text.id === id)!.lexical_weights!,
    )
    const apart = Object.keys(fp32!).map((key) => Math.abs(fp32![key]! - fp16![key]!))
    expect(apart).toHaveLength(7)
    expect(Math.max(...apart)).toBeLessThan(2e-4)
  })

  it('its fused scores are those of its heads', () => {
    const pairs = reference.pairs.filter((pair) => pair.weights)
    expect(pairs).toHaveLength(4)
    for (const { scores, weights } of pairs) {
      const [d, s, c] = weights!
      const sum = s * scores.sparse! + d * scores.dense!
      expect(sum / (s + d)).toBeCloseTo(scores['sparse+dense']!, 3)
      expect((sum + c * scores.colbert!) / (d + s + c)).toBeCloseTo(scores['colbert+sparse+dense']!, 3)
    }
  })
})

describe('matchReference', () => {
  const sourced = <T>(value: T) => ({ value, source: '' })
  const model = (change: Partial<ModelInfo> & { vocabulary?: number }): ModelInfo =>
    ({
      id: 'somebody/else',
      files: [],
      graphFile: 'onnx/model.onnx',
      hiddenSize: sourced(384),
      layers: sourced(12),
      tokenizer: { vocabSize: change.vocabulary ?? 250002 },
      ...change,
    }) as unknown as ModelInfo
  const first = (change: Parameters<typeof model>[0], own?: readonly ReferenceOffer[]) =>
    matchReference(index, model(change), own)[0]!

  it('by repository, in any case of letters', () => {
    expect(first({ id: 'BAAI/bge-m3' })).toMatchObject({ id: 'bge-m3.json', why: 'repository' })
    expect(first({ id: 'xenova/BGE-M3' })).toMatchObject({ id: 'bge-m3.json', why: 'repository' })
  })
  it('by structure: offered as possible, and not for another size', () => {
    const large = { id: 'company/faq-m3', hiddenSize: sourced(1024), layers: sourced(24) }
    expect(first(large)).toMatchObject({ id: 'bge-m3.json', why: 'structure' })
    expect(first({ ...large, layers: null }).why).toBe('other')
    expect(first({ ...large, vocabulary: 30522 }).why).toBe('other')
  })
  it('by the graph itself, whatever the model is called', () => {
    const sha256 = demoReference().graph_sha256!
    const files = [
      { name: 'onnx/model.onnx', bytes: 1, sha256, origin: 'disk' },
    ] as unknown as ModelInfo['files']
    expect(first({ files })).toMatchObject({ id: 'demo.json', why: 'graph' })
    expect(first({ files: files.map((file) => ({ ...file, name: 'other.onnx' })) }).why).toBe('other')
  })
  it('the model’s own files come first, and nothing is listed twice', () => {
    const own = [
      { id: 'https://site.test/ours.json', name: 'ours.json', why: 'site' },
      { id: 'opened:mine.json', name: 'mine.json', why: 'file' },
    ] as const
    const offers = matchReference(index, model({ id: 'BAAI/bge-m3' }), own)
    expect(offers.map((offer) => offer.why)).toEqual(['file', 'site', 'repository', 'other'])
    expect(matchReference(index, model({}), [{ id: 'demo.json', name: 'demo', why: 'site' }])).toHaveLength(2)
  })
})

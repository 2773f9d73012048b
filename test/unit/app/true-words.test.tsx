// @vitest-environment happy-dom
/** What the page says is true of the state it is in, in words of the reader's language. */
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { positionLimit } from '../../../src/engine/model/config'
import { detectDtype } from '../../../src/engine/model/dtype'
import {
  DISK_ORIGIN,
  fileOrigin,
  folderOrigin,
  readOrigin,
  siteOrigin,
} from '../../../src/engine/model/origin'
import { available, type ModelInfo } from '../../../src/engine/model/types'
import { SCORE_NAMES } from '../../../src/engine/score/types'
import { packedSigns, plainSigns } from '../../../src/engine/why/binary'
import { EDITS } from '../../../src/engine/why/edits'
import { integersOf } from '../../../src/engine/why/integers'
import { hypothesis } from '../../../src/engine/why/names'
import { finding } from '../../../src/formats/export/findings'
import type { Language } from '../../../src/i18n'
import { i18next, startWords } from '../../words'
import type { App } from '../../../src/core/react'
import type { LookRun } from '../../../src/features/attention/types'
import { initialState } from './slices'
import { createCollector } from '../../../src/core/monitor'
import { AppContext } from '../../../src/core/react'
import type { AppState, Result } from '../../../src/core/state'
import { ScoreLabel } from '../../../src/ui/ScoreLabel'
import { originWords, sourceWords, toleranceWords } from '../../../src/ui/source-words'
import { SimilarityRunLine } from '../../../src/features/attention/SimilarityRunLine'
import { ScoreStrip } from '../../../src/features/scores/ScoreStrip'
import { TruncateOption } from '../../../src/app/frame/MoreList'
import { findingText } from '../../../src/features/exports/finding-text'
import { Options } from '../../../src/features/exports/Options'
import { Preview } from '../../../src/features/exports/Preview'
import { assumes, toCheck, type WhyT } from '../../../src/features/why/words'
import { targetOf } from '../../../src/formats/export'
import { info as madeInfo, reply } from './fake-client'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

await startWords('en')
// The components' words are checked by themselves; here one language is as good as typed.
const translate = (namespaces: readonly string[]) => i18next.getFixedT('zh-CN', namespaces as never) as never
const speak = (language: Language) => i18next.changeLanguage(language)
beforeEach(() => speak('zh-CN'))

const head = { source: 'dense_vecs', shape: [1, 384], normalisedInGraph: true, dimension: 384 }
const info = madeInfo({
  dtype: { value: 'q4', source: 'model.onnx' },
  heads: { dense: available(head), sparse: available(head), colbert: available(head) },
  tokenizer: { kind: 'xlmr-unigram', engine: 'xlmr', mode: 'hf4' } as ModelInfo['tokenizer'],
})

let unmount = () => undefined as void
afterEach(() => {
  act(() => unmount())
  document.body.replaceChildren()
})

async function show(
  element: React.ReactNode,
  state: Partial<AppState> = {},
  actions: Partial<App['actions']> = {},
): Promise<HTMLElement> {
  const app = {
    store: createStore<AppState>(() => ({ ...initialState, ...state })),
    actions: actions as App['actions'],
    features: [],
    parts: [],
    monitor: createCollector(),
    flush: () => undefined,
    dispose: () => undefined,
  }
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => root.unmount()
  await act(async () => root.render(<AppContext value={app}>{element}</AppContext>))
  return place
}

const ready: Partial<AppState> = { model: { phase: 'ready', info, time: 1 } as AppState['model'] }
const encoded = (truncated: boolean) => ({ cached: false, encoded: { tokenized: { truncated } } })
const result = {
  reply: { ...reply(), a: encoded(false), b: encoded(false) },
  inputs: { maxLength: 512, tokenizerMode: 'hf4', activations: null },
  info,
  time: 12,
} as unknown as Result

describe('a score', () => {
  it('has one name, and the key of the API beside it where the two differ', async () => {
    const chinese = await show(SCORE_NAMES.map((name) => <p key={name}>{<ScoreLabel name={name} />}</p>))
    expect([...chinese.children].map((line) => line.textContent)).toEqual([
      '稠密 dense',
      '稀疏 sparse',
      'ColBERT',
      '稀疏+稠密 sparse+dense',
      'ColBERT+稀疏+稠密 colbert+sparse+dense',
    ])
    expect(chinese.querySelectorAll('code')).toHaveLength(4)
  })

  it('is shown with what 512 is', async () => {
    const strip = await show(<ScoreStrip />, { ...ready, result })
    expect(strip.textContent).toContain('max_length 512 · 未截断')
    expect(strip.textContent).not.toContain('512 tok')
  })
})

describe('dimensions', () => {
  it('on offer for a download are fewer than the model has', async () => {
    const props = {
      options: initialState.exports.options,
      target: targetOf('json'),
      estimate: null,
      pageDimension: null,
      disabled: false,
      onChange: () => undefined,
    }
    const offered = async (dimension: number | null) => {
      const place = await show(<Options {...props} dimension={dimension} />)
      const found = [768, 512, 256].filter((n) =>
        place.querySelector(`[data-testid="export-dimension-${n}"]`),
      )
      act(() => unmount())
      return found
    }
    expect(await offered(null)).toEqual([768, 512, 256])
    expect(await offered(1024)).toEqual([768, 512, 256])
    expect(await offered(512)).toEqual([256])
    expect(await offered(384)).toEqual([256])
  })

  it('on offer as truncate_dim too, beside one that was chosen for another model', async () => {
    const settings = { ...initialState.settings, truncateDim: 768 }
    await show(<TruncateOption />, { ...ready, settings })
    await act(async () => document.querySelector<HTMLElement>('[data-testid="option-truncate-dim"]')!.click())
    const found = (n: number) => document.querySelector(`[data-testid="truncate-dim-${n}"]`)
    await vi.waitFor(() => expect(found(256)).not.toBeNull()) // the controls are fetched
    expect([768, 512, 256].filter(found)).toEqual([768, 256])
    expect(document.body.textContent).toContain('此模型只有 384 维')
  })
})

describe('advice about a cut text', () => {
  const truncated = finding('warning', 'truncated', 'A', { tokens: 700, limit: 512 })
  const said = (most: number | null) => findingText(translate(['exports', 'common']), truncated, most)
  it('names max_length where a higher one helps', () => {
    expect(said(8192)).toContain('调高 max_length')
    expect(said(null)).toContain('调高 max_length')
  })
  it('does not where the model takes no more', () => {
    expect(said(512)).not.toContain('max_length')
    expect(said(512)).toContain('模型的上限 512')
  })
})

describe('the preview of a file', () => {
  const shown = async (more: Partial<AppState>, made = Promise.resolve()) => {
    const place = await show(<Preview />, { ...ready, ...more }, { previewExport: () => made })
    await act(() => new Promise((wait) => setTimeout(wait, 250)))
    return place.querySelector('[data-testid="export-no-preview"]')!.textContent
  }
  const done: Partial<AppState> = {
    exports: { ...initialState.exports, run: { phase: 'done', file: 'x', bytes: 1, records: 1 } as const },
  }

  it('asks for an analysis only before one', async () => {
    expect(await shown({})).toContain('点“分析”之后')
  })
  it('says afterwards that it is being made', async () => {
    expect(await shown(done, new Promise(() => undefined))).toContain('正在生成预览')
  })
  it('or that nothing can be written', async () => {
    expect(await shown(done)).toContain('没有可写出的内容')
  })
})

describe('progress of the similarity by layer', () => {
  const words = async (run: LookRun) => {
    const attention = { ...initialState.attention, similarityRun: run }
    const place = await show(<SimilarityRunLine />, { attention })
    return place.querySelector('[data-testid="similarity-status"]')!.textContent
  }
  it('counts texts as texts, and layers as layers', async () => {
    // Three layers are done, so it is the fourth that runs.
    const layer = { done: 3, total: 12 }
    expect(await words({ phase: 'running', progress: { done: 0, total: 2, layer } })).toBe(
      '第 1 / 2 段文本，第 4 / 12 层',
    )
  })
  it('between two texts too', async () => {
    expect(await words({ phase: 'running', progress: { done: 2, total: 2 } })).toBe('第 2 / 2 段文本')
  })
})

describe('where a model and its facts come from', () => {
  const t = () => i18next.getFixedT(i18next.language, 'common')

  it.each([
    [siteOrigin('/models/demo/'), { kind: 'site', name: '/models/demo/' }, '本站：/models/demo/'],
    [folderOrigin('tiny'), { kind: 'folder', name: 'tiny' }, '文件夹 tiny'],
    [fileOrigin('a.onnx'), { kind: 'file', name: 'a.onnx' }, '文件 a.onnx'],
    [DISK_ORIGIN, { kind: 'disk', name: '' }, '本机磁盘上的文件'],
    [
      'huggingface.co/a/b@0a1b',
      { kind: 'plain', name: 'huggingface.co/a/b@0a1b' },
      'huggingface.co/a/b@0a1b',
    ],
  ])('%s', async (origin, read, words) => {
    expect(readOrigin(origin)).toEqual(read)
    expect(originWords(t(), origin)).toBe(words)
    await speak('en')
    expect(originWords(t(), siteOrigin('/m/'))).toBe('this site: /m/')
  })

  it.each([
    ['int8 against fp32', 'int8 与 fp32 比较'],
    ['q4 against fp32 and fp16, same graph', 'q4 与 fp32、fp16 比较（同一计算图）'],
    ['same', 'same'],
  ])('tolerance %s', (tolerance, words) => {
    expect(toleranceWords(t(), tolerance)).toBe(words)
    expect(toleranceWords(i18next.getFixedT('en', 'common'), 'int8 against fp32')).toBe('int8 against fp32')
  })

  it('says in the reader’s language why fewer positions can be used', () => {
    const config = {
      modelType: 'xlm-roberta',
      maxPositionEmbeddings: 514,
      padTokenId: 1,
      hiddenSize: null,
      layers: null,
      heads: null,
      vocabSize: null,
    }
    const limit = positionLimit(config, 'config.json', null, null)
    expect(limit.source).toBe('config.json: max_position_embeddings 514 − 2 (positions start at pad id + 1)')
    expect(sourceWords(t(), limit)).toBe(
      'config.json: max_position_embeddings 514 − 2（位置从 pad id + 1 开始）',
    )
  })

  it('and which weights were counted', () => {
    const products = [
      { operator: 'MatMulNBits', dtype: 'q4', nodes: 72, weights: 300e6 },
      { operator: 'MatMul', dtype: 'fp32', nodes: 2, weights: 1e6 },
    ]
    const dtype = detectDtype({ products } as unknown as Parameters<typeof detectDtype>[0], 'model.onnx')
    expect(dtype.value).toBe('q4')
    expect(dtype.source).toBe(
      'model.onnx: its products with weights are 72 MatMulNBits (q4), 2 MatMul (fp32)',
    )
    expect(sourceWords(t(), dtype)).toBe(
      'model.onnx：与权重相乘的算子有 72 MatMulNBits (q4), 2 MatMul (fp32)',
    )
  })
})

describe('hypotheses of why', () => {
  it.each(['en', 'zh-CN'] as const)('say the values of stored vectors and of sums: %s', async (language) => {
    await speak(language)
    const t = i18next.getFixedT(language, ['why', 'rules'] as never) as unknown as WhyT
    const values = [0.5, 0.25, -0.75, 0.1, 0.2, -0.3, 0.4, 0.9]
    const made = [
      integersOf(Float64Array.from(values, (value) => Math.trunc(value * 1000)), 1)!.hypothesis,
      plainSigns(Float64Array.from(values, Math.sign))!.hypothesis,
      ...packedSigns(Float64Array.from(values, (_, at) => at * 3), 64).map(({ hypothesis }) => hypothesis),
      hypothesis('zero-padded', 'zero-padded', { n: 1536, zeros: 512 }),
      hypothesis('mix', 'mix-0.1-title-0.9-text', { title: 0.1, text: 0.9, sum: 1, weights: '0.1 × title + 0.9 × text' }),
      hypothesis('mean-of', 'mean-of-3-tokens-of-512', { n: 3, parts: 'tokens', size: 512, weighting: 'by-tokens', weights: '', sum: 1 }),
    ] // oxfmt-ignore
    for (const each of made) {
      const words = `${assumes(t, each)} ${toCheck(t, each)}`
      expect(words).not.toMatch(/\{\{|undefined/)
      if (language === 'zh-CN') expect(assumes(t, each)).not.toMatch(/title|text|truncate|ubinary/)
    }
    expect(assumes(t, made.at(-1)!)).toContain('512')
  })

  it.each(['en', 'zh-CN'] as const)('are told apart by their words: %s', async (language) => {
    await speak(language)
    const t = i18next.getFixedT(language, ['why', 'rules'] as never) as unknown as WhyT
    const words = EDITS.map(({ hypothesis }) => assumes(t, hypothesis))
    expect(words.filter((each, at) => words.indexOf(each) !== at)).toEqual([])
    expect(words.filter((each) => each.includes('{{') || /read-as/.test(each))).toEqual([])
  })
})

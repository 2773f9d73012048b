/** Each assumption about a dense vector: a vector made by it is found, and called by its name. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { LoadedModel } from '../../../src/engine/model/load'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import type { WhyInput } from '../../../src/engine/why/types'
import { EDITS } from '../../../src/engine/why/edits'
import { PREFIXES } from '../../../src/engine/why/prefixes'
import { toBfloat16, toFloat16 } from '../../../src/engine/why/float-grids'
import {
  allNames,
  dense,
  denseOf,
  explain,
  hiddenOf,
  idsIn,
  LONG,
  modelOf,
  namesOf,
  settingsOf,
  SHORT,
  TEXT,
  unit,
  VIETNAMESE,
} from './helpers'

const MODELS = ['demo', 'tiny'] as const

/** Says what was found: the best first. */
async function expectNamed(
  model: LoadedModel,
  vector: Iterable<number>,
  expected: string,
  text: string,
  more: Partial<WhyInput> = {},
): Promise<void> {
  const found = await explain(model, dense(vector), text, more)
  expect(allNames(found)).toContain(expected)
  expect(found.explained).toBe(true)
  expect(found.unexplained).toBe(0)
  expect(found.best!.cosine).toBeGreaterThan(0.9999)
}

/** How a text may have been changed, by the name of the hypothesis. */
const CHANGED: readonly (readonly [name: string, change: (text: string) => string, text?: string])[] = [
  ['prefix-query', (text) => `query: ${text}`],
  ['prefix-passage', (text) => `passage: ${text}`],
  ['prefix-bge-zh', (text) => `为这个句子生成表示以用于检索相关文章：${text}`],
  ['prefix-bge-zh', (text) => `为这个句子生成表示以用于检索相关文章:${text}`],
  ['prefix-bge-en', (text) => `Represent this sentence for searching relevant passages: ${text}`],
  [
    'prefix-instruct',
    (text) =>
      `Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ${text}`,
  ],
  ['whitespace-trimmed', (text) => text.trim()],
  ['whitespace-collapsed', (text) => text.trim().split(/\s+/).join(' ')],
  ['whitespace-removed', (text) => text.replaceAll(/\s/g, '')],
  ['trailing-newline', (text) => `${text}\n`, TEXT.trim()],
  ['lower-cased', (text) => text.toLowerCase()],
  ['html-stripped-tags-only', (text) => text.replaceAll(/<[^>]*>/g, '')],
  ['html-stripped', (text) => text.replaceAll(/<[^>]*>/g, '').replaceAll('&amp;', '&')],
  ['html-escaped', (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
  ['utf-8-read-as-latin-1', (text) => Buffer.from(text, 'utf8').toString('latin1')],
  ['utf-8-read-as-gbk', (text) => new TextDecoder('gb18030').decode(Buffer.from(text, 'utf8'))],
  ['json-escaped', (text) => JSON.stringify(text).slice(1, -1)],
  ['json-escaped-in-quotes', (text) => JSON.stringify(text)],
  ['rule-on-emoji', (text) => text.replaceAll('😀', '')],
  ['sentence-2', () => 'It was bought last week.'],
  ['sentences-1-2', (text) => text.slice(0, text.indexOf('week.') + 5).trim()],
  ['first-half', (text) => text.slice(0, Math.floor(text.length / 2))],
  ['second-half', (text) => text.slice(Math.floor(text.length / 2))],
  ['paragraph-2', (text) => text.slice(text.indexOf('The Second'))],
  ['first-128-characters', (text) => text.slice(0, 128)],
  ['without-first-line', (text) => text.slice(text.indexOf('\n') + 1)],
]

async function expectFound(
  model: LoadedModel,
  expected: string,
  change: (text: string) => string,
  text = TEXT,
) {
  const made = change(text)
  // The tokens differ: else there is nothing to explain.
  expect(String(idsIn(model, made))).not.toBe(String(idsIn(model, text)))
  await expectNamed(model, await denseOf(model, made), expected, text)
}

for (const [name, change, text] of CHANGED)
  it(name, async () => expectFound(await modelOf('tiny'), name, change, text))

const GARBLED = '你好，手机充不进电'

/** What needs the whole vocabulary. A text that comes twice is run once: what was run is known. */
const OF_DEMO: typeof CHANGED = [
  ['nfd', (text) => text.normalize('NFD'), VIETNAMESE],
  ['nfkd', (text) => text.normalize('NFKD'), VIETNAMESE],
  ['gbk-read-as-utf-8', (text) => iconv.encode(text, 'gbk').toString(), GARBLED],
  ['utf-8-read-as-gbk', (text) => new TextDecoder('gbk').decode(Buffer.from(text)), GARBLED],
]
for (const [name, change, text] of OF_DEMO)
  it(`demo: ${name}`, async () => expectFound(await modelOf('demo'), name, change, text))

describe.each(MODELS)('%s', (name) => {
  const ownText = name === 'tiny' ? TEXT : SHORT

  it('the same vector differs in nothing, at the price of one run', async () => {
    const model = await modelOf(name)
    const found = await explain(model, dense(await denseOf(model, ownText)), ownText)
    expect(found.explained).toBe(true)
    expect(namesOf(found.best)).toEqual([])
    expect(found.equallyGood).toEqual([])
    expect(found.compared).toBe(1)
    expect(found.best!.normRatio).toBeCloseTo(1, 6)
  })

  it.runIf(name === 'tiny')(
    'title joined, A and B swapped, tokenizer of transformers 5, metadata of a conversation',
    async () => {
      const model = await modelOf(name)
      const title = 'Charging'
      await expectNamed(model, await denseOf(model, `${title}\n${ownText}`), 'title-newline', ownText, {
        title,
      })
      await expectNamed(model, await denseOf(model, `${title}。${ownText}`), 'title-full-stop', ownText, {
        title,
      })
      await expectNamed(model, await denseOf(model, title), 'title-only', ownText, { title })
      const other = 'Where is my refund?'
      await expectNamed(model, await denseOf(model, other), 'other-text', ownText, { other })
      await expectNamed(model, await denseOf(model, 'one two ', { tokenizerMode: 'hf5' }), 'hf5', 'one two ')
      const hf5 = { settings: settingsOf(model, { tokenizerMode: 'hf5' }) }
      await expectNamed(model, await denseOf(model, 'one two '), 'hf4', 'one two ', hf5)
      const chat = '2026-02-07 16:43:16 Anna: Hello there\n2026-02-07 16:43:18 Ben: Good day\n2026-02-07 16:43:20 Anna: My phone does not charge' // oxfmt-ignore
      const said = 'Hello there\nGood day\nMy phone does not charge'
      await expectNamed(model, await denseOf(model, said), 'metadata-out', chat)
    },
  )

  it('ways of pooling, each normalised or not', async () => {
    const model = await modelOf(name)
    const { data, rows, dimension } = await hiddenOf(model, ownText)
    const own = name === 'tiny' ? 'cls-pooling' : 'mean-pooling'
    const ways = {
      'cls-pooling': data.slice(0, dimension),
      'mean-pooling': meanOf(data, dimension),
      'last-token-pooling': data.slice((rows - 1) * dimension),
      'mean-without-special-tokens': meanOf(data.slice(dimension, (rows - 1) * dimension), dimension),
      'max-pooling': Array.from({ length: dimension }, (_, k) =>
        Math.max(...Array.from({ length: rows }, (_, row) => data[row * dimension + k]!)),
      ),
    }
    for (const [way, vector] of Object.entries(ways)) {
      const names = way === own ? [] : [way]
      await expectNamed(model, unit(vector), names.join(' + '), ownText)
      await expectNamed(model, vector, [...names, 'not-normalised'].join(' + '), ownText)
    }
    await expectNamed(model, ways[own], '', ownText, { settings: settingsOf(model, { normalize: false }) })
    await expectNamed(model, unit(ways[own]), 'normalised', ownText, {
      settings: settingsOf(model, { normalize: false }),
    })
  })

  it.runIf(name === 'tiny')('length, dimensions and grids are seen on the vector', async () => {
    const model = await modelOf(name)
    const own = await denseOf(model, ownText)
    const most = own.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    await expectNamed(model, own.map((value) => value * 3.7), 'not-normalised-other-length', ownText) // oxfmt-ignore
    for (const n of [32, 48]) {
      await expectNamed(model, own.slice(0, n), `dimensions-${n}-not-renormalised`, ownText)
      await expectNamed(model, unit(own.slice(0, n)), `dimensions-${n}`, ownText)
      await expectNamed(
        model,
        own.slice(0, n).map(toFloat16),
        `dimensions-${n}-not-renormalised + float16-rounding`,
        ownText,
      )
    }
    const settings = settingsOf(model, { truncateDim: 32 })
    await expectNamed(model, unit(own.slice(0, 32)), '', ownText, { settings })
    await expectNamed(model, own, `dimensions-${own.length}`, ownText, { settings })
    await expectNamed(model, own.map(toFloat16), 'float16-rounding', ownText)
    await expectNamed(model, own.map(toBfloat16), 'bfloat16-rounding', ownText)
    await expectNamed(model, own.map((v) => Math.round(v * 1e3) / 1e3), 'decimals-3', ownText) // oxfmt-ignore
    await expectNamed(model, own.map((v) => Number(v.toFixed(6))), '', ownText) // oxfmt-ignore
    for (const int8 of [
      own.map((value) => Math.fround((Math.round((value / most) * 127) * most) / 127)),
      own.map((value) => Math.round((value / most) * 127)),
    ]) {
      const found = await explain(model, dense(int8), ownText)
      expect(namesOf(found.best)).toEqual(['int8-rounding'])
      expect(found.explained).toBe(true)
    }
    const unsigned = own.map((value) => Math.round(((value + most) / (2 * most)) * 255))
    expect(namesOf((await explain(model, dense(unsigned), ownText)).best)).toEqual(['uint8-rounding'])
  })

  // Hundreds of runs: on the tiny model only.
  it.runIf(name === 'tiny')('pairs: of texts, and of a text with what becomes of it', async () => {
    const model = await modelOf(name)
    const trimmed = `query: ${ownText.trim()}`
    await expectNamed(model, await denseOf(model, trimmed), 'whitespace-trimmed + prefix-query', ownText)
    const stripped = ownText.replaceAll(/<[^>]*>/g, '').toLowerCase()
    await expectNamed(model, await denseOf(model, stripped), 'lower-cased + html-stripped-tags-only', ownText)
    const other = 'Where is my refund?'
    await expectNamed(model, await denseOf(model, `passage: ${other}`), 'other-text + prefix-passage', ownText, { other }) // oxfmt-ignore
    const { data, rows, dimension } = await hiddenOf(model, `query: ${ownText}`)
    await expectNamed(model, data.slice((rows - 1) * dimension), 'prefix-query + last-token-pooling + not-normalised', ownText) // oxfmt-ignore
  })

  it.runIf(name === 'tiny')(
    'a vector of nothing here stays unexplained, and says how near the best is',
    async () => {
      const model = await modelOf(name)
      const { length } = await denseOf(model, ownText)
      const vector = unit(Array.from({ length }, (_, at) => Math.sin(at * at * 3.7 + at)))
      const found = await explain(model, dense(vector), ownText)
      expect(found.explained).toBe(false)
      expect(found.best!.within).toBe(false)
      expect(found.unexplained).toBeCloseTo(1 - found.best!.cosine, 12)
      expect(found.best!.cosine).toBe(
        Math.max(...found.ranked.filter((row) => !row.skipped).map((row) => row.cosine)),
      )
      const other = await explain(
        model,
        dense(await denseOf(model, 'Quite another matter altogether')),
        ownText,
      )
      expect(other.explained).toBe(false)
    },
  )

  it.runIf(name === 'tiny')('noise within float16’s is no difference; beyond it, it is', async () => {
    const model = await modelOf(name)
    const own = await denseOf(model, ownText)
    const moved = (by: number) =>
      own.map((value, at) => value + (by * Math.sin(at * at)) / Math.sqrt(own.length))
    expect(namesOf((await explain(model, dense(moved(5e-3)), ownText)).best)).toEqual([])
    const far = await explain(model, dense(moved(5e-2)), ownText)
    expect(far.explained).toBe(false)
    // The demo model is of 4 bits: a server with its original weights may be as far.
    expect(far.nearQuantised).toBe(name === 'demo')
    expect(namesOf(far.best)).toEqual([])
  })
})

it('cut at fewer tokens, from the left, not at all; the page’s own rules and prefix undone', async () => {
  const model = await modelOf('tiny')
  const short = { settings: settingsOf(model, { maxLength: 128 }) }
  const cut = await denseOf(model, LONG, { maxLength: 256 })
  await expectNamed(model, cut, 'cut-256', LONG)
  await expectNamed(model, cut, 'cut-256', LONG, { settings: settingsOf(model, { maxLength: 512 }) })
  await expectNamed(model, await denseOf(model, LONG, { maxLength: 512 }), 'cut-512', LONG, short)
  const limit = { settings: settingsOf(model, { maxLength: 256 }) }
  const end = idsIn(model, LONG).subarray(-255)
  const pass = await hiddenOf(model, LONG, Int32Array.of(0, ...end))
  const pooled = pass.data.slice(0, 64)
  await expectNamed(model, unit(pooled), 'cut-256-left', LONG, limit)

  // Hundreds of runs, each of the whole text: little more than its cut is enough.
  const over = LONG.slice(0, 700)
  const both = await denseOf(model, over.toLowerCase(), { maxLength: 256 })
  const name = 'lower-cased + cut-256 + dimensions-48-not-renormalised'
  await expectNamed(model, both.slice(0, 48), name, over)

  const lower = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: rule.kind === 'lower-case' }))
  const own = await denseOf(model, TEXT)
  await expectNamed(model, own, 'rule-off-lower-case', TEXT, { rules: lower })
  await expectNamed(model, own, 'prefix-removed', TEXT, { prefix: 'search: ' })
  const html = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: rule.kind === 'html' }))
  await expectNamed(model, own, 'html-kept', TEXT, { rules: html })
})

it('whatever the text: one change of it is found, or it changes no token', { timeout: 120_000 }, async () => {
  const model = await modelOf('tiny')
  const changes = [
    ...EDITS.map(({ hypothesis, change }) => ({
      id: hypothesis.id,
      make: (text: string) =>
        change({ source: '', rules: [], leaveOutMetadata: false, edits: [], prefix: '', mode: 'hf4', maxLength: 9, cutFrom: 'right', special: 'both' }).edits.reduce((made, edit) => edit(made), text), // oxfmt-ignore
    })),
    ...PREFIXES.map(({ id, prefix }) => ({ id, make: (text: string) => prefix + text })),
  ]
  const piece = fc.oneof(
    fc.constantFrom(
      'Hello ',
      'ÀÉ ',
      '手机 ',
      '<b>',
      '</b>',
      '&amp;',
      '\n',
      '  ',
      'Phone. ',
      'ｶﾞ',
      '"',
      '\\n',
      '😀',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.constantFrom(...changes),
      async (text, { id, make }) => {
        fc.pre(text.trim() !== '')
        const made = make(text)
        const found = await explain(model, dense(await denseOf(model, made)), text)
        const isSame = String(idsIn(model, made)) === String(idsIn(model, text))
        expect(found.explained).toBe(true)
        expect(isSame ? namesOf(found.best).join() : allNames(found).join(' | ')).toContain(isSame ? '' : id)
        if (isSame) expect(namesOf(found.best)).toEqual([])
      },
    ),
    { numRuns: 150 },
  )
})

function meanOf(data: Float32Array, dimension: number): number[] {
  const mean = new Array<number>(dimension).fill(0)
  data.forEach((value, at) => (mean[at % dimension]! += value / (data.length / dimension)))
  return mean
}

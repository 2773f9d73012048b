/** Each fact from a text that has it, and none from a text that has not. */
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../../src/engine/diagnose/diagnose'
import { notFiniteRun } from '../../../src/engine/diagnose/facts/not-finite'
import { scriptOf } from '../../../src/engine/diagnose/scripts'
import { FACT_CODES } from '../../../src/engine/diagnose/types'
import type { DiagnosisInput } from '../../../src/engine/diagnose/types'
import { available } from '../../../src/engine/model/types'
import { sharedModel } from '../../engine'
import { diagnosed, only } from './texts'

const A = '手机充不进电了，怎么办？我换过线了，还是不行！'
const B = '手机充不进电，换线还是不行，怎么办？换过了，还是不行！'
const TALK = [
  '2026-02-07 16:43:16 user_10086',
  '手机充不进电了，怎么办？',
  '2026-02-07 16:44:05 客服小王',
  '请问充电口的灯亮吗？',
  '2026-02-07 16:44:55 user_10086',
  '不亮，我换过线了。',
].join('\n')
const SAID = '手机充不进电了，怎么办？\n请问充电口的灯亮吗？\n不亮，我换过线了。'

const count = async (text: string, mode: 'hf4' | 'hf5' = 'hf4') =>
  (await (await sharedModel('tiny')).engine.call('count', { text, maxLength: 8192, mode })).count

describe('texts without anything odd', () => {
  it('have no fact', async () => {
    expect(await diagnosed(A, B)).toEqual([])
    expect(await diagnosed(A, null)).toEqual([])
  })
  it('the marks of Chinese, a tab and a line break are nothing odd', async () => {
    const facts = await diagnosed('（一）你好：世界！\n\t再见；朋友～　明天见？', null)
    expect(only(facts, 'full-width-characters')).toEqual([])
    expect(only(facts, 'hidden-characters')).toEqual([])
  })
})

describe('truncated', () => {
  it('says what is lost, and which max_length keeps it', async () => {
    const tokens = await count(A)
    const [fact] = only(await diagnosed(A, B, { settings: { maxLength: 8 } }), 'truncated')
    expect(fact).toEqual({
      code: 'truncated',
      side: 'a',
      tokens,
      kept: 8,
      lost: tokens - 8,
      max_length: 8,
      model_limit: 8192,
      remedies: [{ do: 'raise-max-length', max_length: tokens, fits: true }, { do: 'use-chunks' }],
    })
  })
  it('comes first, for both texts', async () => {
    const facts = await diagnosed(A, B, { settings: { maxLength: 8 } })
    expect(facts.slice(0, 2).map((fact) => fact.code)).toEqual(['truncated', 'truncated'])
    expect(only(facts, 'truncated').map(({ side }) => side)).toEqual(['a', 'b'])
  })
  it('names what the headers of a conversation take, and whether the rest fits', async () => {
    const [whole, said] = [await count(TALK), await count(SAID)]
    const headers = async (maxLength: number) =>
      only(await diagnosed(TALK, null, { settings: { maxLength } }), 'truncated')[0]!.remedies.find(
        (remedy) => remedy.do === 'leave-out-headers',
      )
    expect(await headers(said)).toEqual({ do: 'leave-out-headers', tokens: whole - said, fits: true })
    expect(await headers(said - 1)).toEqual({ do: 'leave-out-headers', tokens: whole - said, fits: false })
  })
  it('does not offer more than the model takes', async () => {
    const input = await inputOf(A, 8)
    const info = { ...input.info, positionLimit: { value: 8, source: 'test' } }
    expect(only(diagnose({ ...input, info }), 'truncated')[0]!.remedies).toEqual([{ do: 'use-chunks' }])
    const nine = { ...input.info, positionLimit: { value: 9, source: 'test' } }
    expect(only(diagnose({ ...input, info: nine }), 'truncated')[0]!.remedies[0]).toEqual({
      do: 'raise-max-length',
      max_length: 9,
      fits: false,
    })
  })
})

describe('no-shared-token', () => {
  it('says what is left of sparse+dense', async () => {
    const facts = await diagnosed('退货', 'refund')
    const [fact] = only(facts, 'no-shared-token')
    expect(fact).toMatchObject({ sparse: 0, dense_share: 0.5, remedies: [{ do: 'dense-alone' }] })
    expect(fact!.sparse_dense).toBeCloseTo(fact!.dense! / 2, 12)
    const weights = { dense: 3, sparse: 1, colbert: 1 }
    const [other] = only(await diagnosed('退货', 'refund', { weights }), 'no-shared-token')
    expect(other!.dense_share).toBe(0.75)
    expect(other!.sparse_dense).toBeCloseTo(0.75 * other!.dense!, 12)
  })
  it('needs two texts that share none', async () => {
    expect(only(await diagnosed('退货', null), 'no-shared-token')).toEqual([])
    expect(only(await diagnosed(A, B), 'no-shared-token')).toEqual([])
  })
})

describe('what was done to a text', () => {
  it('headers of a conversation are encoded', async () => {
    const [whole, said] = [await count(TALK), await count(SAID)]
    const facts = await diagnosed(TALK, B, { settings: { maxLength: 512 } })
    expect(only(facts, 'headers-encoded')).toEqual([
      {
        code: 'headers-encoded',
        side: 'a',
        turns: 3,
        tokens: whole - said,
        of: whole,
        remedies: [{ do: 'leave-out-headers', tokens: whole - said, fits: true }],
      },
    ])
  })
  it('headers that are left out are no fact, nor is a text that is no conversation', async () => {
    expect(only(await diagnosed(TALK, B, { leaveOutMetadata: true }), 'headers-encoded')).toEqual([])
    expect(only(await diagnosed(A, B), 'headers-encoded')).toEqual([])
  })
  it('a rule changed the text', async () => {
    const rules = [
      { id: '1', kind: 'lower-case', enabled: true },
      { id: '2', kind: 'whitespace', enabled: true, newlines: 'keep' },
      { id: '3', kind: 'html', enabled: true },
    ] as const
    const facts = await diagnosed('The Phone  does not charge', null, { rules })
    expect(only(facts, 'rule-changed')).toEqual([
      {
        code: 'rule-changed',
        side: 'a',
        places: 3,
        rules: [
          { kind: 'lower-case', places: 2 },
          { kind: 'whitespace', places: 1 },
        ],
        tokens: await count('the phone does not charge'),
        tokens_without: await count('The Phone  does not charge'),
        same_ids: false,
        remedies: [{ do: 'rules-off', rules: ['lower-case', 'whitespace'] }],
      },
    ])
    expect(only(await diagnosed('the phone', null, { rules }), 'rule-changed')).toEqual([])
  })
})

describe('characters', () => {
  it('at the end of a very long text', async () => {
    const facts = await diagnosed('手'.repeat(110_000) + '\u200b机', null, { encode: false })
    expect(only(facts, 'hidden-characters')[0]).toMatchObject({ count: 1, same_ids: false })
  })
  it('that nobody sees', async () => {
    const [fact] = only(await diagnosed('pho\u200bne \u200b\u202ecable', null), 'hidden-characters')
    expect(fact).toEqual({
      code: 'hidden-characters',
      side: 'a',
      count: 3,
      characters: [
        { name: 'ZERO WIDTH SPACE', count: 2 },
        { name: 'RIGHT-TO-LEFT OVERRIDE', count: 1 },
      ],
      tokens: await count('pho\u200bne \u200b\u202ecable'),
      tokens_without: await count('phone cable'),
      same_ids: false,
      remedies: [{ do: 'rule-on', rule: 'control' }],
    })
  })
  it('of full width: the tokenizer reads them as ASCII', async () => {
    const [fact] = only(await diagnosed('请换ＵＳＢ３接口', null), 'full-width-characters')
    expect(fact).toMatchObject({
      count: 4,
      same_ids: true,
      remedies: [{ do: 'rule-on', rule: 'full-width' }],
    })
    expect(fact!.characters[0]).toEqual({ name: 'FULLWIDTH LATIN CAPITAL LETTER U', count: 1 })
  })
  it('a joiner inside an emoji is no fact', async () => {
    expect(only(await diagnosed('👩\u200d💻 hello', null), 'hidden-characters')).toEqual([])
  })
})

describe('languages', () => {
  it.each([
    ['手机充不进电', 'Hani'],
    ['请用软毛刷清理 USB 接口', 'Hani'],
    ['スマホが充電できません', 'Jpan'],
    ['The phone does not charge', 'Latn'],
    ['Телефон не заряжается', 'Cyrl'],
    ['휴대폰이 충전되지 않아요', 'Hang'],
    ['12:30, 5 %', null],
    ['手机 phone 充电 charge cable adapter', null],
  ])('%s', (text, script) => expect(scriptOf(text)?.script ?? null).toBe(script))
  it('differ by script', async () => {
    const [fact] = only(await diagnosed(A, 'The phone does not charge'), 'languages-differ')
    expect(fact).toMatchObject({ a: { script: 'Hani', share: 1 }, b: { script: 'Latn', share: 1 } })
    expect(only(await diagnosed(A, B), 'languages-differ')).toEqual([])
  })
  it('names and times of a conversation do not count', async () => {
    const talk = '[16:43] Ann: 手机充不进电\n[16:44] Bob: 换根线\n[16:45] Ann: 好的'
    expect(only(await diagnosed(talk, A), 'languages-differ')).toEqual([])
  })
})

describe('tokens', () => {
  it('hf4 and hf5 differ', async () => {
    const facts = await diagnosed('the phone ', null)
    const [fact] = only(facts, 'tokenizers-differ')
    expect(fact).toMatchObject({
      hf4: await count('the phone '),
      hf5: await count('the phone ', 'hf5'),
      used: 'hf4',
      remedies: [{ do: 'other-tokenizer', tokenizer: 'hf5' }],
    })
    expect(fact!.first.hf4).not.toBe(fact!.first.hf5)
    const settings = { tokenizerMode: 'hf5' } as const
    const [back] = only(await diagnosed('the phone ', null, { settings }), 'tokenizers-differ')
    expect(back).toMatchObject({ first: fact!.first, used: 'hf5', hf4: fact!.hf4, hf5: fact!.hf5 })
  })
  it('unknown ones', async () => {
    const [fact] = only(await diagnosed('手机\u{A66E}充不进电', null), 'unknown-tokens')
    expect(fact).toMatchObject({ side: 'a', tokens: 1 })
  })
  it('words in many pieces', async () => {
    const [fact] = only(await diagnosed('qzxqzj8842kkq 手机', null), 'split-words')
    expect(fact).toMatchObject({ words: 1, pieces: 4, longest: 'qzxqzj8842kkq' })
    expect(fact!.tokens).toBeGreaterThanOrEqual(4)
    expect(fact!.tokens).toBeLessThan(fact!.of)
  })
  it('few of them', async () => {
    const [fact] = only(await diagnosed('退货', null), 'short-text')
    expect(fact).toMatchObject({ tokens: 2, fewer_than: 5, row_share: 1 / 3 })
    expect(only(await diagnosed(A, null), 'short-text')).toEqual([])
  })
})

describe('the model', () => {
  it('is quantised: its noise is that of its certificate', async () => {
    const input = await inputOf(A, 64)
    const int8 = { ...input.info, dtype: { value: 'int8', source: 'test' } }
    expect(only(diagnose({ ...input, info: int8 }), 'quantised-model')).toEqual([
      {
        code: 'quantised-model',
        dtype: 'int8',
        activations: 'published',
        dense_cosine: 0.9,
        scores: 0.1,
        remedies: [{ do: 'load-model' }],
      },
    ])
    const choice = { ...int8, activations: ['published', 'faithful'] as const }
    expect(only(diagnose({ ...input, info: choice }), 'quantised-model')[0]!.remedies[0]).toEqual({
      do: 'faithful-activations',
    })
    for (const value of ['fp32', 'fp16', 'bf16', 'unknown'])
      expect(diagnose({ ...input, info: { ...input.info, dtype: { value, source: 'test' } } })).toEqual([])
  })
  it('is the stand-in', async () => {
    const input = await inputOf(A, 64)
    expect(diagnose({ ...input, info: { ...input.info, isDemo: true, id: 'demo' } })).toEqual([
      { code: 'demo-model', model: 'demo', remedies: [{ do: 'load-model' }] },
    ])
  })
  it('gives no numbers', async () => {
    const input = await inputOf(A, 64)
    const score = available(0.5)
    const scores = {
      dense: score,
      sparse: available(Infinity),
      colbert: score,
      'sparse+dense': score,
      'colbert+sparse+dense': score,
    }
    expect(diagnose({ ...input, scores })[0]).toMatchObject({
      code: 'not-finite',
      of: 'sparse',
      found: 'Infinity',
    })
    expect(notFiniteRun({ side: 'b', head: 'dense', file: 'x', index: 0, found: 'NaN' })).toMatchObject({
      code: 'not-finite',
      side: 'b',
      of: 'dense',
      found: 'NaN',
    })
  })
})

it('does not wait for a long run, where the texts are known', async () => {
  const { engine } = await sharedModel('tiny')
  await diagnosed(A, B)
  const settings = { tokenizerMode: 'hf4', maxLength: 64, normalize: true, truncateDim: null } as const
  const weights = { dense: 1, sparse: 1, colbert: 1 }
  const ended: string[] = []
  const documents = Array.from({ length: 60 }, (_, at) => `another text ${at} of a long run`)
  const long = engine.call('rank', { query: A, documents, settings, weights }).then(() => ended.push('rank'))
  const text = (input: string) => ({ input, rules: [], withoutRules: null, turns: 0, withoutHeaders: null })
  const facts = engine
    .call('diagnose', { a: text(A), b: text(B), settings, weights, scores: null })
    .then(() => ended.push('known'))
  const unknown = engine
    .call('diagnose', { a: text('not encoded before'), b: null, settings, weights, scores: null })
    .then(() => ended.push('unknown'))
  await Promise.all([long, facts, unknown])
  expect(ended).toEqual(['known', 'rank', 'unknown'])
})

it('facts stand in the order of their importance, those that change no id at the end', async () => {
  const facts = await diagnosed(TALK + '\u200b', 'refund ＡＢ ', { settings: { maxLength: 12 } })
  expect(facts.at(-1)).toMatchObject({ code: 'full-width-characters', same_ids: true })
  const places = facts.slice(0, -1).map(({ code }) => FACT_CODES.indexOf(code))
  expect(places).toEqual([...places].sort((x, y) => x - y))
  expect(new Set(places).size).toBeGreaterThan(5)
})

/** What `diagnose` gets for one text, to change the model in it. */
async function inputOf(text: string, maxLength: number): Promise<DiagnosisInput> {
  const { engine, info } = await sharedModel('tiny')
  const settings = { tokenizerMode: 'hf4', maxLength, normalize: true, truncateDim: null } as const
  const encoded = await engine.call('encode', { text, settings })
  const all = await engine.call('tokenize', { text, maxLength: 8192, mode: 'hf4' })
  return {
    texts: [
      {
        side: 'a',
        text: { input: text, rules: [], withoutRules: null, turns: 0, withoutHeaders: null },
        tokenized: encoded.tokenized,
        encoded,
        all,
        other: null,
        withoutRules: null,
        withoutHeaders: null,
        withoutHidden: null,
        withoutFullWidth: null,
      },
    ],
    scores: null,
    weights: { dense: 1, sparse: 1, colbert: 1 },
    settings,
    info,
  }
}

import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { dictionaries } from '../../words'
import { keyUses, wordsOf } from './dictionary-keys'

const en = await dictionaries('en')
const zhCN = await dictionaries('zh-CN')
const NAMESPACES = Object.keys(en)

/** "key {{a}} {{b}}" of every sentence. */
const placeholders = (tree: object): string[] =>
  wordsOf(tree)
    .map(([key, words]) => [key, ...(words.match(/\{\{\w+\}\}/g) ?? []).sort()].join(' '))
    .sort()

/** The sentences that have something which they must not have. */
const having = (tree: object, what: RegExp): string[] =>
  wordsOf(tree)
    .filter(([, words]) => what.test(words))
    .map(([key, words]) => `${key}: ${words}`)

it.each(NAMESPACES)('%s: both languages fill in the same values', (namespace) => {
  expect(placeholders(zhCN[namespace]!)).toEqual(placeholders(en[namespace]!))
})

describe('every key is used', () => {
  const isUsed = keyUses(fileURLToPath(new URL('../../../src/', import.meta.url)), NAMESPACES)
  /** Keys that reach the page as values of errors (`CODED` in error-text.ts) or as error codes. */
  const BY_VALUE = ['restarted', 'altered', 'damaged', 'remedy', 'what', 'unavailable']

  it.each(NAMESPACES.filter((namespace) => namespace !== 'errors'))('%s', (namespace) => {
    const dead = wordsOf(en[namespace]!)
      .map(([key]) => key)
      .filter((key) => !(namespace === 'common' && BY_VALUE.includes(key.split('.')[0]!)))
      .filter((key) => !isUsed(namespace, key))
    expect(dead).toEqual([])
  })

  it('and an unused one is seen', () => {
    expect(isUsed('scores', 'copyTsv')).toBe(true)
    expect(isUsed('scores', 'heads.dense')).toBe(true)
    expect(isUsed('scores', 'nobody.asks')).toBe(false)
  })
})

it('English has a singular wherever a number at the beginning may be one', () => {
  // Numbers that are never one: sizes of models, limits, texts with their <s> and </s>.
  const MANY = /tokens$|vocab$|several-requests$/
  const found = NAMESPACES.flatMap((name) =>
    wordsOf(en[name]!)
      .filter(([key, words]) => !key.endsWith('_other') && /(^|[:;,·≈] )\{\{count\}\} [a-z]+s\b/.test(words))
      .map(([key, words]) => `${name}.${key}: ${words}`),
  )
  expect(found.filter((each) => !MANY.test(each.split(':')[0]!))).toEqual([])
})

describe('Chinese', () => {
  it('says 你', () => {
    expect(having(zhCN, /您/)).toEqual([])
  })

  it('has one word for one thing', () => {
    const others: readonly [RegExp, string][] = [
      [/(?<!输出|注意力|响应|请求|开|单个|\\ |表|文件)头/, '输出头 or 注意力头'],
      [/方言/, '接口格式'],
      [/发言人/, '说话人'],
      [/应答/, '响应'],
      [/打乱/, '随机句对'],
      [/生产(环境)?(?=[^成])/, '线上'],
      [/执行提供者/, '执行后端'],
      [/词元|词片/, 'token'],
      [/多向量/, 'ColBERT'],
      [/共有 ?(id|token)/, '共同'],
    ]
    expect(
      others.flatMap(([what, instead]) => having(zhCN, what).map((found) => `${instead} ← ${found}`)),
    ).toEqual([])
  })

  it('counts as "done/total", never "total 个中 done 个"', () => {
    expect(having(zhCN, /\}\}\s*(个|行|篇)?[^，。：]{0,4}中(有)?\s*\{\{/)).toEqual([])
  })

  it('puts Chinese brackets and colons around Chinese words', () => {
    expect(having(zhCN, /[\u4e00-\u9fff] ?\([^)]*[\u4e00-\u9fff]|[\u4e00-\u9fff]:(?!\/\/)/)).toEqual([])
  })

  /** Kinds of slips that can be seen without understanding: [pattern, what is right]. */
  const SLIPS: readonly [RegExp, string][] = [
    [/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/, 'a space between Chinese and Latin'],
    [/[\u4e00-\u9fff] [\u4e00-\u9fff]/, 'no space between Chinese words'],
    [/[\u4e00-\u9fff}] …$/, 'no space before the mark of something that goes on'],
    [/\S [，。；：？！（）、]|[，。；：？！（）、] \S/, 'no space beside a full-width mark'],
    [/[\u4e00-\u9fff][,;!?]|[\u4e00-\u9fff]\.(?![A-Za-z])/, 'full-width marks after Chinese'],
    [/[\u4e00-\u9fff]["']|["'][\u4e00-\u9fff]/, 'Chinese quotation marks'],
    [/(\d|\}\}) %/, 'no space before %'],
    [
      /(?<!当前)第 \{\{(done|layer)\}\} \/ \{\{\w+\}\} 层/,
      '已完成 n 层: layers that are done are counted from 0',
    ],
  ]
  /** Patterns of text, in which a space stands for a space. */
  const LITERAL = /^(dialogue\.)?format\.(time-name|name-time)|^about\.npy/

  it.each(SLIPS)('has no %s (%s)', (what) => {
    const found = NAMESPACES.flatMap((name) => having(zhCN[name]!, what))
    expect(found.filter((each) => !LITERAL.test(each))).toEqual([])
  })

  it.each(['（）', '“”', '《》', '【】', '()'])('closes what it opens: %s', (pair) => {
    const [open, close] = pair as unknown as [string, string]
    const count = (words: string, mark: string) => words.split(mark).length
    const unpaired = NAMESPACES.flatMap((name) => wordsOf(zhCN[name]!)).filter(
      ([, words]) => count(words, open) !== count(words, close),
    )
    expect(unpaired).toEqual([])
  })

  it('has words of its own for every English sentence', () => {
    const english = new Map(
      NAMESPACES.flatMap((name) => wordsOf(en[name]!).map(([key, words]) => [`${name}.${key}`, words])),
    )
    const same = NAMESPACES.flatMap((name) =>
      wordsOf(zhCN[name]!).map(([key, words]) => [`${name}.${key}`, words] as const),
    )
      // Four English words in a row, without values, are a sentence and no name.
      .filter(([key, words]) => english.get(key) === words && /[a-z]+ [a-z]+ [a-z]+ [a-z]+/i.test(words))
    expect(same).toEqual([])
  })
})

describe('English', () => {
  /** Phrases that readers stumbled over, by kind. */
  const KINDS: readonly [RegExp, string][] = [
    [/\bSought\b/, 'search for'],
    [/\bbehind max_length/i, 'beyond max_length'],
    [/\}\} an? (character|text|token)/, 'per character'],
    [/fall(s)? into (four|\{\{)/, 'split into'],
    [/leaves every bit|bit by bit/, 'bit for bit'],
    [/(?<!\bthere )\b(is|are) no (?!longer|more)\w/i, 'is not a'],
    [/\bneed(s)? (it|them) not\b|\bneeds not\b/, 'does not need'],
    [/What speaks at/, 'the server at'],
    [/how-many/, 'attempt n'],
    [/want of memory/, 'memory ran out'],
    [/\bnot to be (had|seen)\b|cannot be had/i, 'not available'],
    [/\bmark and copy\b/i, 'select and copy'],
    [/\b(shuffled|drawn at random)\b/i, 'random pairs'],
    [/\bof before\b|\bof the run before\b/, 'earlier'],
    [/\blies? (beside|behind|in|where)\b(?! max_length)(?!.*beyond)/, 'is'],
    [/\bmend\b/i, 'fix'],
    [/\banew\b/, 'again'],
    [/\bdoes not let us\b/, 'refuses'],
    [/\bconversations?\b/i, 'dialogue'],
    [/\bstands? (beside|within|in)\b/, 'is'],
    [/\bnobody sees\b/, 'invisible'],
    [/\b(has|have) not [({:]/, 'does not have'],
    [/\bmakes? (it |too much )?of\b/, 'gives, changes'],
    [
      /\blayer \{\{(done|layer)\}\} of(?! \{\{layers\}\}$)/,
      'layers: n of m, as layers that are done begin at 0',
    ],
    [/\{\{(?!count)\w+\}\} (more|other) [a-z]+s\b/, 'a number behind its noun: it may be one'],
    [/^\w*ing\b[^…]*[^ ]…$/, '“Reading …”'],
    [/^(Choose|Change|Open|Import|Load|Save|Database)\b.* …$/, '“Choose…” for what opens something'],
  ]

  it.each(KINDS)('no %s', (what) => {
    expect(having(en, what)).toEqual([])
  })

  it('keeps the word head for model heads and attention heads', () => {
    expect(having(en, /(timestamps?|speakers?|turns? with(out)?)[^.{]{0,20}\bheads?\b/i)).toEqual([])
  })
})

/** The sentence of a key; the test fails where there is none. */
function at(dictionary: object, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((tree, part) => (tree as Record<string, unknown> | undefined)?.[part], dictionary)
  if (typeof found !== 'string') throw new Error(`No words: ${key}`)
  return found
}

describe('a mode and the score that it shows have one name', () => {
  it.each([
    ['hybrid', 'sparse+dense'],
    ['dense', 'dense'],
    ['sparse', 'sparse'],
    ['colbert', 'colbert'],
    ['all', 'colbert+sparse+dense'],
  ] as const)('%s', (mode, score) => {
    for (const dictionary of [en, zhCN])
      expect(at(dictionary, `app.mode.${mode}`)).toBe(at(dictionary, `common.scoreNames.${score}`))
  })

  it.each(['dense', 'sparse', 'colbert'] as const)(
    '%s is called the same in every part of the page',
    (head) => {
      for (const dictionary of [en, zhCN]) {
        const names = [
          'scores.heads',
          'exports.heads',
          'requests.head',
          'anatomy.part',
          'environment.heads.names',
          'compare.details',
        ]
        for (const name of names)
          expect(at(dictionary, `${name}.${head}`)).toBe(at(dictionary, `common.scoreNames.${head}`))
      }
    },
  )
})

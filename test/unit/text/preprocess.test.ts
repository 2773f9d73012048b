import { describe, expect, it } from 'vitest'
import { compose, madeRange, originalRange, unchanged } from '../../../src/engine/text/mapped'
import { applyRules } from '../../../src/engine/text/preprocess/apply'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import { checkExamples } from '../../../src/engine/text/preprocess/examples'
import { parseRules, rulesToJson } from '../../../src/engine/text/preprocess/json'
import type { Rule, RuleKind } from '../../../src/engine/text/preprocess/types'

const on = (kind: RuleKind, more: object = {}): Rule =>
  ({ ...DEFAULT_RULES.find((rule) => rule.kind === kind)!, enabled: true, ...more }) as Rule
const made = (text: string, ...rules: Rule[]) => applyRules(text, rules).mapped.text

describe('rules', () => {
  it('are off by default, and then change nothing', () => {
    expect(DEFAULT_RULES.every(({ enabled }) => !enabled)).toBe(true)
    expect(applyRules('but u ®', DEFAULT_RULES)).toMatchObject({ effects: [], mapped: { text: 'but u ®' } })
  })

  it.each<[string, Rule, string, string]>([
    [
      'whole words',
      on('abbreviations'),
      'but u w8 你好u吗 U! u_x thx.',
      'but you wait 你好you吗 you! u_x thanks.',
    ],
    ['plain', on('abbreviations', { match: 'plain', caseSensitive: true }), 'but u w8', 'byout you wait'],
    ['symbols', on('symbols'), 'A® B™©', 'A B'],
    ['control', on('control'), 'a\u200bb\ufeffc\u00ad\u0007\td\n', 'abc\td\n'],
    ['joiners in an emoji', on('control'), '👨‍👩‍👧 a\u200db', '👨‍👩‍👧 ab'],
    ['emoji', on('emoji'), 'hi 👨‍👩‍👧😀! ™ 3️⃣ 3 🇨🇳', 'hi ! ™  3 '],
    [
      'URLs to hosts',
      on('urls', { longerThan: 20 }),
      '见https://example.com/zh/help/cancel?from=chat。好',
      '见example.com。好',
    ],
    [
      'URLs without query',
      on('urls', { longerThan: 20, keep: 'no-query' }),
      'https://example.com/zh/help?from=chat.',
      'https://example.com/zh/help.',
    ],
    ['short URLs stay', on('urls'), 'http://a.b/c?d', 'http://a.b/c?d'],
    ['white space', on('whitespace'), '  a \u00a0\t b\r\n\r\n c\u3000', 'a b\nc'],
    ['white space to spaces', on('whitespace', { newlines: 'space' }), 'a\n b', 'a b'],
    ['full-width', on('full-width'), 'ＡＢｃ　１２３！カﾅ', 'ABc 123!カﾅ'],
    ['lower case', on('lower-case'), 'ABC İ ΣΑΣ Ǆ', 'abc i̇ σας ǆ'],
    [
      'HTML',
      on('html'),
      '<p>A &amp; B</p><div>x<br>y</div><script>1</script>&nbsp;&#20320;',
      'A & B\nx\ny\n\u00a0你',
    ],
    ['no HTML', on('html'), 'if a<b and c>d then x<y; a < b > c', 'if a<b and c>d then x<y; a < b > c'],
  ])('%s', (_, rule, text, expected) => {
    expect(made(text, rule)).toBe(expected)
  })

  it('plain, case-sensitive replacement equals a chain of replaceAll', () => {
    const entries = [
      { from: 'u', to: 'you' },
      { from: 'yo', to: '$&' },
      { from: '.', to: 'a' },
      { from: 'aa', to: '' },
    ]
    let seed = 3
    const next = (n: number) => (seed = (seed * 48271) % 2147483647) % n
    for (let run = 0; run < 200; run++) {
      const text = Array.from({ length: next(30) }, () => 'uyoa.$& 好'[next(9)]).join('')
      const naive = entries.reduce((now, { from, to }) => now.replaceAll(from, () => to), text)
      expect(made(text, on('abbreviations', { entries, match: 'plain', caseSensitive: true }))).toBe(naive)
    }
  })

  it('apply in their order', () => {
    const [lower, words] = [on('lower-case'), on('abbreviations', { caseSensitive: true })]
    expect(made('U', lower, words)).toBe('you')
    expect(made('U', words, lower)).toBe('u')
  })

  it('say what they changed and where in the text as given, through all rules before', () => {
    const { effects } = applyRules('® u', [on('symbols'), on('whitespace'), on('abbreviations')])
    expect(effects.map(({ changes }) => changes)).toEqual([
      [{ original: [0, 1], at: [0, 1], before: '®', after: '' }],
      [{ original: [1, 2], at: [0, 1], before: ' ', after: '' }],
      [{ original: [2, 3], at: [0, 1], before: 'u', after: 'you' }],
    ])
  })

  it('lead every kept character back to itself, whatever the rules and their order', () => {
    const alphabet = [...'uwA8 ®™ＡＢ　\u200b\n<b>&amp;😀https://a.b/c?d 好。', '<p>', 'thx', '  ']
    const rules = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: true }) as Rule)
    let seed = 11
    const next = (n: number) => (seed = (seed * 48271) % 2147483647) % n
    for (let run = 0; run < 200; run++) {
      const text = Array.from({ length: next(50) }, () => alphabet[next(alphabet.length)]!).join('')
      const order = [...rules].sort(() => next(3) - 1)
      const { mapped, effects } = applyRules(text, order)
      expect(effects.reduce((now, effect) => (expect(effect.before).toBe(now), effect.after), text)).toBe(
        mapped.text,
      )
      let covered = 0
      for (const { start, end, from, to, same } of mapped.spans) {
        expect(start).toBe(covered)
        covered = end
        if (same) expect(text.slice(from, to)).toBe(mapped.text.slice(start, end))
      }
      expect(covered).toBe(mapped.text.length)
      for (let at = 0; at < mapped.text.length; at++) {
        const [from, to] = originalRange(mapped, at, at + 1)
        expect(from).toBeLessThanOrEqual(to)
        const [start, end] = madeRange(mapped, from, to)
        expect(start <= at && at < end).toBe(true)
      }
    }
  })

  it('are composed as one after the other', () => {
    const first = applyRules('® u B', [on('symbols'), on('whitespace')]).mapped
    const second = applyRules(first.text, [on('abbreviations')]).mapped
    const both = compose(first, second)
    expect(both.text).toBe('you B')
    expect(originalRange(both, 0, 3)).toEqual([2, 3])
    expect(originalRange(both, 4, 5)).toEqual([4, 5])
    expect(compose(unchanged('ab'), unchanged('ab'))).toEqual(unchanged('ab'))
  })

  it('take a million characters', () => {
    const rules = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: true }) as Rule)
    expect(made('u w8 ® ＡＢ  <b>x</b> '.repeat(45_000), ...rules).length).toBeGreaterThan(100_000)
  })
})

describe('rules as a file', () => {
  const set = { rules: DEFAULT_RULES, examples: [{ input: 'u', expected: 'u' }] }

  it('are read as they were written', () => {
    expect(parseRules(rulesToJson(set), 'rules.json')).toEqual(set)
    expect(JSON.parse(rulesToJson(set))).toMatchObject({ format: 'm3scope/rules', version: 1 })
  })

  it.each([
    ['no JSON', '{', 'JSON'],
    ['another format', '{"format":"x","version":1,"rules":[]}', 'format'],
    ['a newer version', '{"format":"m3scope/rules","version":2,"rules":[]}', 'version 2'],
    [
      'an unknown kind',
      '{"format":"m3scope/rules","version":1,"rules":[{"id":"a","enabled":true,"kind":"x"}]}',
      'rules[0]',
    ],
    [
      'a bad entry',
      rulesToJson({
        rules: [{ ...DEFAULT_RULES[7]!, entries: [{ from: 1, to: '' }] } as never],
        examples: [],
      }),
      'rules[0].entries[0].from',
    ],
    ['an id twice', rulesToJson({ rules: [DEFAULT_RULES[0]!, DEFAULT_RULES[0]!], examples: [] }), 'html'],
  ])('refuse %s and say where', (_, json, place) => {
    expect(() => parseRules(json, 'mine.json')).toThrow(
      expect.objectContaining({
        code: 'rules/invalid',
        values: { file: 'mine.json', detail: expect.stringContaining(place) },
      }),
    )
  })

  it('check their examples', () => {
    const rules = [on('abbreviations')]
    const outcomes = checkExamples({
      rules,
      examples: [
        { input: 'but u', expected: 'but you' },
        { input: 'w8', expected: 'w8' },
      ],
    })
    expect(outcomes.map(({ passed }) => passed)).toEqual([true, false])
    expect(outcomes[1]!.found).toBe('wait')
  })
})

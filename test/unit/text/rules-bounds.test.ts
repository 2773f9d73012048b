/** What rules may make of a text, and texts for which they took time quadratic in their length. */
import { describe, expect, it } from 'vitest'
import { toErrorData } from '../../../src/engine/errors'
import { prepareText } from '../../../src/engine/text/prepare'
import { applyRules, changesIn } from '../../../src/engine/text/preprocess/apply'
import { RULES_CHANGES, RULES_MADE } from '../../../src/engine/text/preprocess/budget'
import { checkExamples } from '../../../src/engine/text/preprocess/examples'
import { tagsIn } from '../../../src/engine/text/preprocess/html-tags'
import type { Rule } from '../../../src/engine/text/preprocess/types'

const MANY = 100_000
const rule = (kind: Rule['kind'], more: object = {}): Rule =>
  ({ id: kind, kind, enabled: true, ...more }) as Rule
const replacing = (pairs: readonly (readonly [string, string])[], id = 'x'): Rule => ({
  id,
  kind: 'abbreviations',
  enabled: true,
  match: 'plain',
  caseSensitive: true,
  entries: pairs.map(([from, to]) => ({ from, to })),
})
const made = (text: string, ...rules: Rule[]) => applyRules(text, rules).mapped.text

function refusal(run: () => unknown) {
  try {
    run()
  } catch (error) {
    return toErrorData(error)
  }
  return null
}

describe('what rules make has a limit', () => {
  it('24 rules that each double the text are stopped, and the rule is named', () => {
    const rules = Array.from({ length: 24 }, (_, at) => replacing([['a', 'aa']], `r${at}`))
    expect(refusal(() => applyRules('a', rules))).toMatchObject({
      code: 'rules/too-much',
      values: { number: 20, rule: 'abbreviations', detail: `more than ${RULES_CHANGES} changes` },
    })
  })
  it('entries of one rule that work on each other’s output are stopped', () => {
    const entries = Array.from({ length: 8 }, () => ['ab', `${'c'.repeat(999)}ab`.repeat(9)] as const)
    expect(refusal(() => applyRules('ab', [replacing(entries)]))).toMatchObject({
      code: 'rules/too-much',
      values: { detail: `a text of more than ${RULES_MADE} characters` },
    })
  })
  it('an entry that no pattern can hold is refused', () => {
    const entry = [['a'.repeat(2_000_000), 'b']] as const
    expect(refusal(() => applyRules('a', [replacing(entry)]))).toMatchObject({ code: 'rules/too-much' })
  })
  it('a text is not refused for its own length', () => {
    const text = 'b'.repeat(RULES_MADE + 1)
    expect(made(`${text}a`, replacing([['a', '']]))).toBe(text)
  })
  it('more entries than can be looked for are refused', () => {
    const entries = Array.from({ length: 1_001 }, (_, at) => [`q${at}`, 'x'] as const)
    expect(refusal(() => applyRules('b'.repeat(1_000_000), [replacing(entries)]))).toMatchObject({
      code: 'rules/too-much',
    })
    expect(made('q7 q8', replacing(entries.slice(0, 8)))).toBe('x q8')
  })
  it('the rules that were switched off are counted too, so that the number is the one on the page', () => {
    const off = { ...replacing([['a', 'aa']], 'off'), enabled: false }
    const error = refusal(() => applyRules('a', [off, replacing([['a', 'a'.repeat(RULES_MADE + 1)]])]))
    expect(error?.values['number']).toBe(2)
  })
  it('examples are stopped by what all of them do', () => {
    const rules = [replacing([['a', 'b']])]
    const one = { input: 'a'.repeat(RULES_CHANGES - 1), expected: 'b'.repeat(RULES_CHANGES - 1) }
    const [first, second, third] = checkExamples({
      rules,
      examples: [one, { input: 'a', expected: 'b' }, one],
    })
    expect(first).toMatchObject({ passed: true, error: null })
    expect(second).toMatchObject({ passed: true, error: null })
    expect(third).toMatchObject({ passed: false, error: { code: 'rules/too-much' } })
  })
  it('the number of changes is the length of their list', () => {
    const { effects } = prepareText('Ana: a®b\nBob: ab\nAna: ba\nBob: c', {
      rules: [
        replacing([
          ['a', ''],
          ['b', 'cc'],
        ]),
        rule('symbols', { characters: '®', replacement: 'r' }),
      ],
      leaveOutMetadata: true,
    })
    expect(effects.map(({ count, changes }) => count - changes.length)).toEqual([0, 0])
    expect(changesIn(effects)).toBeGreaterThan(4)
  })
})

describe('rules take time linear in the text', () => {
  it('lower case beside a sigma', () => {
    expect(made(`ΑΣ ${'A'.repeat(MANY)}`, rule('lower-case'))).toBe(`ας ${'a'.repeat(MANY)}`)
    expect(made(`${'a'.repeat(MANY)} ΑΣ`, rule('lower-case'))).toBe(`${'a'.repeat(MANY)} ας`)
  })
  it('a URL with many dots', () => {
    const url = `http://a${'.'.repeat(MANY)}a`
    expect(made(`${url}..`, rule('urls', { longerThan: 1, keep: 'nothing', replacement: 'U' }))).toBe('U..')
  })
  it.each([
    ['a tag without an end', '<a', ' ', ''],
    ['tags without an end', '', '<a b ', ''],
    ['tags without an end of a quote', '', '<a b="', ''],
    ['tags whose quotes overlap', '', `<a "<b '`, ''],
    ['comments without an end', '', '<!--', ''],
    ['doctypes without an end', '', '<!doctype ', ''],
    ['scripts without an end', '', '<script>', ''],
    ['scripts whose tag has no end', '', '<script ', ''],
    ['ends of scripts without an end', '<script>', '</script ', ''],
    ['white space in a tag', '<a b', ' ', '<'],
  ])('%s', (_, before, unit, after) => {
    const text = before + unit.repeat(MANY) + after
    expect(made(text, rule('html'))).toBe(text)
  })
  it('tags of a long text', () => {
    expect(made(`<p>${'<b>x</b> &amp; '.repeat(MANY)}</p>`, rule('html'))).toBe('x & '.repeat(MANY))
    expect(made('&amp;'.repeat(4 * MANY), rule('html'))).toBe('&'.repeat(4 * MANY))
  })
  it('a tag ends at the first > outside of quotes', () => {
    const found = [
      ...tagsIn(`a<b <i a="> x" b='>'>c</i /><br/><x-y ><!-- > --><!doctype x><script>1</SCRIPT ></ p><p`),
    ]
    expect(found.map(({ name }) => name)).toEqual(['b', 'i', 'br', 'x-y', null, null, null])
  })
  it('many symbols', () => {
    const characters = Array.from({ length: 5_000 }, (_, at) => String.fromCharCode(0x5000 + at)).join('')
    expect(made(`は-]^\\い`, rule('symbols', { characters: `${characters}-]^\\`, replacement: '' }))).toBe(
      'はい',
    )
  })
})

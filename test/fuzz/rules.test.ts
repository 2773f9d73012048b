/** Rules of any content, applied to texts that show what takes too long. */
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { applyRules } from '../../src/engine/text/preprocess/apply'
import { RULES_CHANGES, RULES_MADE } from '../../src/engine/text/preprocess/budget'
import { parseRules, rulesToJson } from '../../src/engine/text/preprocess/json'
import type { Rule } from '../../src/engine/text/preprocess/types'
import { fuzz, textOf, unlessRefused } from './fuzz'

const PARTS = [
  ...[
    'a',
    'A',
    'Σ',
    'σ',
    'ß',
    'İ',
    'Ａ',
    '你',
    '\u0301',
    '😀',
    '\u200d',
    '\ufe0f',
    '1️⃣',
    '®',
    '\u3000',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<a ',
    '<b>',
    '</b>',
    '<p',
    '<div>',
    '<script',
    '</script',
    '<!--',
    '-->',
    '<!doctype',
    '"',
    "'",
    '=',
  ],
  ...[
    '&',
    '&amp;',
    '&#65;',
    '&#xd800;',
    '&zz;',
    ';',
    'href=',
    'http://',
    'www.',
    '.',
    '?',
    '#',
    ')',
    ' ',
    '\n',
    '\r',
    '\t',
  ],
]

const short = fc.oneof(
  fc.constantFrom('', 'a', 'aa', 'A', 'Σ', '你', '.', '\\', '<b>'),
  fc.string({ maxLength: 6 }),
)
const base = { id: fc.uuid(), enabled: fc.constantFrom(true, true, true, false) }
const kind = <K extends string>(name: K) => fc.constant(name)
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    ...base,
    kind: kind('abbreviations'),
    entries: fc.array(fc.record({ from: short, to: short }), { maxLength: 30 }),
    match: fc.constantFrom('word' as const, 'plain' as const),
    caseSensitive: fc.boolean(),
  }),
  fc.record({
    ...base,
    kind: kind('symbols'),
    characters: fc.string({ unit: 'binary' }),
    replacement: short,
  }),
  fc.record({ ...base, kind: kind('emoji'), replacement: short }),
  fc.record({
    ...base,
    kind: kind('urls'),
    longerThan: fc.nat(20),
    keep: fc.constantFrom('nothing' as const, 'host' as const, 'no-query' as const),
    replacement: short,
  }),
  fc.record({
    ...base,
    kind: kind('whitespace'),
    newlines: fc.constantFrom('keep' as const, 'space' as const),
  }),
  fc.record({
    ...base,
    kind: fc.constantFrom('html' as const, 'control' as const, 'full-width' as const, 'lower-case' as const),
  }),
)
const rules = fc.uniqueArray(rule, { maxLength: 6, selector: ({ id }) => id })

describe('rules', () => {
  fuzz(
    'make a bounded text whose spans cover it and lead back to the text as given, or are refused',
    fc.property(textOf(PARTS, 3_000), rules, (text, list) => {
      const made = unlessRefused(() => applyRules(text, list))
      if (made === null) return
      const { mapped, effects } = made
      expect(mapped.text.length).toBeLessThanOrEqual(Math.max(RULES_MADE, text.length))
      let at = 0
      let from = 0
      for (const span of mapped.spans) {
        const fits = span.start === at && span.from >= from && span.to <= text.length
        const same = !span.same || mapped.text.slice(span.start, span.end) === text.slice(span.from, span.to)
        expect(fits && same).toBe(true)
        at = span.end
        from = span.from
      }
      expect(at).toBe(mapped.text.length)
      expect(effects.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(RULES_CHANGES)
    }),
  )

  fuzz(
    'HTML, lower case and URLs take a long text',
    fc.property(
      textOf(PARTS),
      fc.constantFrom<Rule>(
        { id: 'x', enabled: true, kind: 'html' },
        { id: 'x', enabled: true, kind: 'lower-case' },
        { id: 'x', enabled: true, kind: 'control' },
        { id: 'x', enabled: true, kind: 'emoji', replacement: 'E' },
        { id: 'x', enabled: true, kind: 'whitespace', newlines: 'keep' },
        { id: 'x', enabled: true, kind: 'urls', longerThan: 1, keep: 'host', replacement: '' },
      ),
      (text, one) => {
        expect(unlessRefused(() => applyRules(text, [one]))).not.toBeNull()
      },
    ),
  )

  fuzz(
    'a file of rules is what was written',
    fc.property(rules, (list) => {
      const set = { rules: list, examples: [] }
      expect(parseRules(rulesToJson(set), 'file')).toEqual(set)
    }),
  )

  fuzz(
    'a file that holds anything is read or refused',
    fc.property(fc.oneof(fc.json(), fc.string()), (json) => {
      unlessRefused(() => parseRules(json, 'file'))
    }),
  )
})

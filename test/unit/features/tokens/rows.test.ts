import { describe, expect, it } from 'vitest'
import { nameOf, namesIn } from '../../../../src/engine/text/named-characters'
import { normalizationDiff, unchangedNames } from '../../../../src/engine/text/normalization-diff'
import { originalRange } from '../../../../src/engine/text/mapped'
import { applyRules } from '../../../../src/engine/text/preprocess/apply'
import { DEFAULT_RULES } from '../../../../src/engine/text/preprocess/defaults'
import type { Tokenized } from '../../../../src/engine/tokenizer/types'
import { brokenWords, modeDifferences, tokenRows } from '../../../../src/features/tokens/rows'
import { MODEL_FOLDERS, openModel } from '../../../engine'

const { engine } = await openModel(MODEL_FOLDERS.demo)
const steps = (text: string, maxLength = 512, mode: 'hf4' | 'hf5' = 'hf4') =>
  engine.call('steps', { text, maxLength, mode })
const special = new Set([0, 2, 1])
const identity = (start: number, end: number) => [start, end] as const

describe('normalisation', () => {
  it('is told change by change, both texts covered, characters named', async () => {
    const input = 'Ｈi\u00a0a\u200bb cafe\u0301 ①\u0007'
    const { normalized } = await steps(input)
    const parts = normalizationDiff(input, normalized!)
    expect(parts.map(({ before }) => before).join('')).toBe(input)
    expect(parts.map(({ after }) => after).join('')).toBe(normalized!.text)
    const names = parts.flatMap((part) => part.names.map(({ name }) => name))
    expect(names).toEqual(
      expect.arrayContaining([
        'FULLWIDTH LATIN CAPITAL LETTER H',
        'NO-BREAK SPACE',
        'COMBINING ACUTE ACCENT',
        'COMPATIBILITY FORM OF 1',
      ]),
    )
    expect([...names, ...unchangedNames(parts).map(({ name }) => name)]).toContain('ZERO WIDTH SPACE')
  })

  it.each([
    ['U+3000', 0x3000, 'IDEOGRAPHIC SPACE'],
    ['U+FEFF', 0xfeff, 'ZERO WIDTH NO-BREAK SPACE (BOM)'],
    ['U+FF21', 0xff21, 'FULLWIDTH LATIN CAPITAL LETTER A'],
    ['U+FB01', 0xfb01, 'COMPATIBILITY FORM OF fi'],
    ['U+FE0F', 0xfe0f, 'VARIATION SELECTOR-16'],
    ['U+FFFD', 0xfffd, 'REPLACEMENT CHARACTER'],
    ['U+E000', 0xe000, 'PRIVATE USE U+E000'],
    ['U+0489', 0x0489, 'COMBINING MARK U+0489'],
  ])('%s has a name', (_, code, name) => expect(nameOf(code)?.name).toBe(name))

  it('what looks like what it is has none', () => expect(namesIn('abc 你好 é 1')).toEqual([]))
})

describe('pieces', () => {
  it('lead back to the text as given through rules', async () => {
    const text = '® but u w8'
    const rules = DEFAULT_RULES.map((rule) => ({
      ...rule,
      enabled: ['symbols', 'abbreviations'].includes(rule.kind),
    }))
    const { mapped } = applyRules(text, rules as typeof DEFAULT_RULES)
    const { tokenized, all } = await steps(mapped.text)
    const rows = tokenRows(tokenized, all, special, 3, (start, end) => originalRange(mapped, start, end))
    expect(rows[0]).toMatchObject({ id: 0, special: true, start: 0, end: 0 })
    expect(rows.map(({ start, end }) => text.slice(start, end).trim())).toEqual(
      expect.arrayContaining(['but', 'w8']),
    )
  })

  it('behind the cut are marked, and </s> is not', async () => {
    const { tokenized, all } = await steps('one two three four five six seven', 5)
    const rows = tokenRows(tokenized, all, special, 3, identity)
    expect(rows.filter(({ beyond }) => !beyond)).toHaveLength(5)
    expect(rows.at(-1)).toMatchObject({ id: 2, special: true, beyond: false })
  })

  it('of words that fall apart are counted (a piece has the space before it)', async () => {
    const { tokenized, all } = await steps('hello Xqzvkjwpt 你好吗今天天气')
    expect(
      brokenWords(tokenRows(tokenized, all, special, 3, identity)).map(({ start, end }) => [start, end]),
    ).toEqual([[5, 15]])
  })

  it('of both modes are set side by side where they differ', async () => {
    const [hf4, hf5] = [await steps('trailing '), await steps('trailing ', 512, 'hf5')]
    const found = modeDifferences(hf4.all, hf5.all)!
    expect(found).toHaveLength(1)
    expect(found[0]!.hf4).toContain('▁')
    const same = await steps('same')
    expect(modeDifferences(same.all, (await steps('same', 512, 'hf5')).all)).toEqual([])
    // Without places, equal ids are still no difference.
    expect(modeDifferences({ ...same.all, starts: null } as Tokenized, same.all)).toEqual([])
    expect(modeDifferences({ ...hf4.all, starts: null } as Tokenized, hf5.all)).toBeNull()
  })
})

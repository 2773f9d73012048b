import { describe, expect, test } from 'vitest'
import { createTokenizers } from '../../../src/engine/tokenizer'
import { STEPS_LIMIT } from '../../../src/engine/tokenizer/steps-types'
import type { Tokenized, TokenizerMode } from '../../../src/engine/tokenizer/types'
import { loadXlmr, type TokenizerJson } from '../../../src/engine/tokenizer/xlmr'
import { BERT } from '../../wordpiece'
import { encodeAll, readJson, type Case } from './reference'

const demo = loadXlmr(readJson<TokenizerJson>('public/models/demo/tokenizer.json'), null)
const tiny = readJson<TokenizerJson>('test/models/tiny/tokenizer.json')
const { cases } = readJson<{ cases: Case[] }>('test/golden/tokenizer.json')
const MODES: readonly TokenizerMode[] = ['hf4', 'hf5']
const SPECIAL = new Set(['<s>', '<pad>', '</s>', '<unk>', '<mask>'])

/** Pieces without what the pre-tokenizer does with white space. */
const bare = (text: string) => text.replace(/[▁\s\u0085]/gu, '')

describe.each(MODES)('%s, on every golden', (mode) => {
  const tokenizer = demo.tokenizer(mode)

  test('the pieces spell the normalised text', () => {
    let spelled = 0
    for (const { text, hf4, hf5 } of cases) {
      const { input_ids, tokens } = mode === 'hf5' ? (hf5 ?? hf4) : hf4
      // The surface of an unknown piece is the reference's to give; added tokens take white space along.
      if (input_ids.some((id) => id === 3)) continue
      const { normalized } = tokenizer.steps(text, 512)
      expect(bare(normalized!.text), JSON.stringify(text)).toBe(bare(tokens.slice(1, -1).join('')))
      spelled++
    }
    expect(spelled).toBeGreaterThan(200)
  })

  test('every unit has a range of the text, in order; a token covers the units that it is made of', () => {
    for (const { text } of cases) {
      const { normalized, all } = tokenizer.steps(text, 512)
      const { text: made, starts, ends } = normalized!
      const label = JSON.stringify(text)
      expect([starts.length, ends.length], label).toEqual([made.length, made.length])
      for (let unit = 0; unit < made.length; unit++) {
        expect(ends[unit]!, label).toBeGreaterThan(starts[unit]!)
        expect(ends[unit]!, label).toBeLessThanOrEqual(text.length)
        if (unit > 0) expect(starts[unit]!, label).toBeGreaterThanOrEqual(starts[unit - 1]!)
      }
      all.tokens.forEach((token, i) => {
        if (SPECIAL.has(token) || token.startsWith('▁')) return
        const [from, to] = [all.starts![i]!, all.ends![i]!]
        const covered = [...starts.keys()].filter((unit) => starts[unit]! >= from && ends[unit]! <= to)
        const surface = String.fromCharCode(...covered.map((unit) => made.charCodeAt(unit)))
        expect(surface, `${label} ${token}`).toContain(token)
      })
    }
  })

  test('tokenized is what encode gives, all is what it gives without a limit', () => {
    for (const { text } of cases) {
      const steps = tokenizer.steps(text, 6)
      expect(steps.mode).toBe(mode)
      expect(steps.tokenized).toEqual(tokenizer.encode(text, 6))
      expect(steps.all).toEqual({ ...encodeAll(tokenizer, text), maxLength: STEPS_LIMIT })
    }
  })
})

describe('added tokens', () => {
  test.each(MODES)('stand as they are written, at their places (%s)', (mode) => {
    const text = 'Ａ<mask>™</s>'
    const { normalized } = demo.tokenizer(mode).steps(text, 512)
    expect(normalized!.text).toBe('A<mask>TM</s>')
    expect(Array.from(normalized!.starts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9, 10, 11])
    expect(Array.from(normalized!.ends)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12])
  })

  test('keep the white space that they take along, which the normaliser would change', () => {
    const { normalized } = demo.tokenizer('hf4').steps('Ａ  \u00a0<mask>', 512)
    expect(normalized!.text).toBe('A  \u00a0<mask>')
  })

  test('that are sought in normalised text are normalised with it', () => {
    const token = { content: 'ＸＹ', single_word: false, lstrip: false, rstrip: false, special: false }
    const added = [...(tiny.added_tokens as object[]), { ...token, id: 2301, normalized: true }]
    const tokenizer = loadXlmr({ ...tiny, added_tokens: added }, null).tokenizer('hf4')
    const { normalized, all } = tokenizer.steps('aＸXYb', 512)
    expect(normalized!.text).toBe('aXXYb')
    const at = all.ids.indexOf(2301)
    expect([all.starts![at], all.ends![at]]).toEqual([2, 4])
  })
})

test('a text beyond the limit has its first tokens, and says how many there are', () => {
  const text = 'a '.repeat(STEPS_LIMIT)
  const { tokenized, all } = demo.tokenizer('hf5').steps(text, 512)
  expect(tokenized.ids).toHaveLength(512)
  expect(all.ids).toHaveLength(STEPS_LIMIT)
  expect(all).toMatchObject({ truncated: true, fullLength: STEPS_LIMIT + 2 })
})

test('lone surrogates are refused as encode refuses them', () => {
  expect(() => demo.tokenizer('hf4').steps('a\ud800', 512)).toThrow(
    expect.objectContaining({ code: 'text/lone-surrogate' }) as Error,
  )
})

test('a tokenizer of the library says nothing of its normaliser', async () => {
  const set = await createTokenizers({
    tokenizerJson: JSON.stringify(BERT),
    tokenizerConfig: null,
    specialTokensMap: null,
  })
  const tokenizer = set.get('hf4')
  const text = 'hello world hello'
  const steps = tokenizer.steps(text, 4)
  const ids = ({ ids: list }: Tokenized) => Array.from(list)
  expect(steps).toMatchObject({ mode: null, normalized: null })
  expect(ids(steps.tokenized)).toEqual(ids(tokenizer.encode(text, 4)))
  expect(steps.tokenized.ids.length).toBeLessThan(steps.all.ids.length)
  expect(steps.all.fullLength).toBe(tokenizer.count(text))
})

// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ModelInfo } from '../../../../src/engine/model/types'
import { unchanged } from '../../../../src/engine/text/mapped'
import { DEFAULT_RULES } from '../../../../src/engine/text/preprocess/defaults'
import type { Rule } from '../../../../src/engine/text/preprocess/types'
import { prepareText } from '../../../../src/engine/text/prepare'
import type { TokenizerMode } from '../../../../src/engine/tokenizer/types'
import { loadXlmr, type TokenizerJson } from '../../../../src/engine/tokenizer/xlmr'
import { startWords } from '../../../words'
import { rawRange, rawStretches } from '../../../../src/features/tokens/raw-stretches'
import { brokenWords, cutPlace, modeDifferences, tokenRows } from '../../../../src/features/tokens/rows'
import { TokensView, type TokensViewProps } from '../../../../src/features/tokens/TokensView'
import type { TokensOfSide } from '../../../../src/features/tokens/types'
import { info as infoOf } from '../compare/fixtures'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
let unmount = () => undefined as void
afterEach(() => act(() => unmount()))
beforeAll(() => startWords('en'))

/** A long page is drawn in parts. */
const drawn = () => act(() => new Promise((then) => setTimeout(then, 200)))

const readJson = <T,>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T
const xlmr = loadXlmr(readJson<TokenizerJson>('public/models/demo/tokenizer.json'), null)
const SPECIAL = new Set([0, 1, 2, 250001])
const same = (start: number, end: number) => [start, end] as const
const stepsOf = (text: string, maxLength = 512, mode: TokenizerMode = 'hf4') =>
  xlmr.tokenizer(mode).steps(text, maxLength)
const rowsOf = (text: string, maxLength = 512) => {
  const { tokenized, all } = stepsOf(text, maxLength)
  return tokenRows(tokenized, all, SPECIAL, 3, same)
}

const { info: tokenizer } = xlmr.tokenizer('hf4')
const info: ModelInfo = infoOf('one', { tokenizer, tokenizerModes: ['hf4', 'hf5'] })

interface Given {
  readonly prefix?: string
  readonly rules?: readonly Rule[]
  readonly maxLength?: number
}

function sideOf(text: string, { prefix = '', rules = [], maxLength = 512 }: Given = {}): TokensOfSide {
  const prepared = prepareText(text, { rules, leaveOutMetadata: false })
  const input = prefix + prepared.mapped.text
  const byMode = { hf4: stepsOf(input, maxLength), hf5: stepsOf(input, maxLength, 'hf5') }
  const steps = text === '' ? null : { input, maxLength, modelHash: info.hash, byMode }
  return { text, prefix, prepared, pending: false, steps, error: null }
}

let wide = true
beforeEach(() => {
  wide = true
  vi.stubGlobal('matchMedia', () => ({
    matches: wide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
})

async function shown(a: TokensOfSide, more: Partial<TokensViewProps> = {}, b = sideOf('short', more)) {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  unmount = () => {
    root.unmount()
    place.remove()
  }
  const show = (side: TokensOfSide) =>
    act(async () =>
      root.render(
        createElement(TokensView, {
          sides: { a: side, b },
          info,
          mode: 'hf4',
          maxLength: 512,
          loading: false,
          ...more,
        }),
      ),
    )
  await show(a)
  const all = (id: string, side = 'a') => [
    ...place.querySelectorAll<HTMLElement>(`[data-testid="${id}"][data-side="${side}"]`),
  ]
  const find = (id: string) => place.querySelector<HTMLElement>(`[data-testid="${id}"]`)
  const active = () =>
    [...find('tokens-raw-a')!.querySelectorAll('[data-active="true"]')].map((one) => one.textContent)
  const selected = () =>
    all('token')
      .filter((one) => one.ariaSelected === 'true' || one.getAttribute('aria-selected') === 'true')
      .map(({ dataset }) => Number(dataset['index']))
  const over = (element: Element, type: 'over' | 'out') =>
    act(async () => void element.dispatchEvent(new PointerEvent(`pointer${type}`, { bubbles: true })))
  const click = (element: Element) => act(async () => void (element as HTMLElement).click())
  const press = (key: string) =>
    act(
      async () =>
        void place
          .querySelector('[role="listbox"]')!
          .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
    )
  return { place, show, all, find, active, selected, over, click, press }
}

describe('the view', () => {
  it('has every token of both sides, with places in the text as given through prefix and rules', async () => {
    const rules = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: rule.kind === 'abbreviations' }))
    const { all, find } = await shown(sideOf('but u w8', { prefix: 'query: ', rules }))
    const found = all('token').map(({ dataset }) => ({ ...dataset }))
    expect(found[0]).toMatchObject({ id: '0', start: '0', end: '0', special: 'true', beyond: 'false' })
    expect(found.at(-1)).toMatchObject({ id: '2', start: '0', end: '0', special: 'true' })
    const places = found.map(({ start, end }) => 'but u w8'.slice(Number(start), Number(end)).trim())
    // "query" and ":" are no part of the text; "wait" stands for "w8".
    expect(places.filter((place) => place !== '')).toEqual(['but', 'u', 'w8'])
    expect(all('token', 'b')).toHaveLength(stepsOf('short').all.ids.length)
    const effect = all('tokens-rule')[0]!.dataset
    expect(effect).toMatchObject({ kind: 'abbreviations', count: '2' })
    expect(find('tokens-side')!.dataset['value']).toBe('both')
  })

  it('shows one side on a narrow screen, the one that is chosen', async () => {
    wide = false
    const { all, find, click } = await shown(sideOf('hello'))
    expect(find('tokens-side')!.dataset['value']).toBe('a')
    expect([all('token').length > 0, all('token', 'b').length]).toEqual([true, 0])
    await click(find('tokens-side-b')!)
    expect([all('token').length, all('token', 'b').length > 0]).toEqual([0, true])
    expect(find('tokens-side-both')).toBeNull()
  })

  it('names what the normaliser changes and counts it', async () => {
    const { find, place } = await shown(sideOf('Ａ\u00a0b\u0007 cafe\u0301'))
    const changes = [...place.querySelectorAll<HTMLElement>('[data-testid="normalized-change"]')]
    expect(changes.map(({ dataset }) => [dataset['kind'], dataset['start'], dataset['end']])).toEqual([
      ['replaced', '0', '1'],
      ['space', '1', '2'],
      ['deleted', '3', '4'],
      ['composed', '8', '10'],
    ])
    expect(changes[1]!.title).toBe('NO-BREAK SPACE · became a space · [1–2)')
    expect(find('tokens-normalized-a')!.dataset['changes']).toBe('4')
    const list = place.querySelector('[data-testid=normalized-names]')!.textContent
    expect(list).toContain('1× FULLWIDTH LATIN CAPITAL LETTER A → A')
    expect(list).toContain('1× CONTROL U+0007 deleted')
    expect(list).toContain('1× COMBINING ACUTE ACCENT joined with the letter before it')
  })

  it('draws the cut before the first token that the model does not see', async () => {
    const text = 'one two three four five six seven'
    const { all, find } = await shown(sideOf(text, { maxLength: 5 }), { maxLength: 5 })
    const { tokenized, all: whole } = stepsOf(text, 5)
    expect(all('tokens-summary')[0]!.dataset).toMatchObject({
      count: String(whole.ids.length),
      truncated: 'true',
    })
    expect(all('tokens-summary', 'b')[0]!.dataset['truncated']).toBe('false')
    const cut = find('tokens-cut')!
    expect(cut.dataset['at']).toBe(String(tokenized.cut))
    expect(cut.parentElement!.querySelector<HTMLElement>('[data-testid="token"]')!.dataset['index']).toBe('4')
    expect(all('token').filter(({ dataset }) => dataset['beyond'] === 'false')).toHaveLength(5)
  })

  it('marks unknown tokens, and special ones that are written in the text', async () => {
    const { all } = await shown(sideOf('a </s> \u{10ffff}'))
    const of = (key: string) => all('token').filter(({ dataset }) => dataset[key] === 'true')
    expect(of('unknown').map(({ dataset }) => dataset['id'])).toEqual(['3'])
    expect(of('special').map(({ dataset }) => [dataset['id'], dataset['start'], dataset['end']])).toEqual([
      ['0', '0', '0'],
      ['2', '2', '6'],
      ['2', '0', '0'],
    ])
  })

  it('says that the modes do not differ though their places do, and where they do differ', async () => {
    const equal = await shown(sideOf('hello world'))
    expect(equal.all('tokens-diff')[0]!.dataset).toMatchObject({ equal: 'true', count: '0' })
    await act(async () => unmount())
    const differs = await shown(sideOf('hello world '))
    expect(differs.all('tokens-diff')[0]!.dataset).toMatchObject({ equal: 'false', count: '1' })
    expect(differs.all('tokens-diff')[0]!.textContent).toContain('[11–12)')
  })

  it('is looked through from either end: hover shows, click pins, arrows walk, Escape releases', async () => {
    const { all, find, active, selected, over, click, press } = await shown(sideOf('Hello big world'))
    const raw = (token: number) => find('tokens-raw-a')!.querySelector(`[data-token="${token}"]`)!
    await over(all('token')[2]!, 'over')
    expect([active(), selected()]).toEqual([[' big'], [2]])
    await over(all('token')[2]!, 'out')
    expect([active(), selected()]).toEqual([[], []])
    await over(raw(3), 'over')
    expect([active(), selected()]).toEqual([[' world'], [3]])
    await over(raw(3), 'out')
    await click(raw(1))
    await over(all('token')[3]!, 'over')
    await over(all('token')[3]!, 'out')
    expect([active(), selected()]).toEqual([['Hello'], [1]])
    expect(find('tokens-looked-a')!.textContent).toContain('▁Hello')
    await press('ArrowRight')
    await press('ArrowRight')
    expect(active()).toEqual([' world'])
    await press('ArrowLeft')
    expect(active()).toEqual([' big'])
    await press('Home')
    expect([active(), selected()]).toEqual([[], [0]])
    await press('Escape')
    expect(selected()).toEqual([])
  })

  it('is one Tab stop: the focus walks, Space pins, Escape releases', async () => {
    const { all, selected } = await shown(sideOf('Hello big world'))
    const stops = () => all('token').filter(({ tabIndex }) => tabIndex === 0)
    const key = (name: string) =>
      act(
        async () =>
          void document.activeElement!.dispatchEvent(
            new KeyboardEvent('keydown', { key: name, bubbles: true }),
          ),
      )
    const pinned = () => all('token').filter(({ dataset }) => dataset['pinned'] === 'true')
    expect(stops()).toEqual([all('token')[0]])
    await act(async () => all('token')[0]!.focus())
    await key('ArrowRight')
    await key('ArrowRight')
    expect(document.activeElement).toBe(all('token')[1])
    expect([stops(), selected(), pinned()]).toEqual([[all('token')[1]], [1], []])
    await key(' ')
    expect(pinned()).toEqual([all('token')[1]])
    await key('End')
    expect(document.activeElement).toBe(all('token').at(-1))
    expect(pinned()).toEqual([all('token')[1]])
    await key('Escape')
    expect([pinned(), selected()]).toEqual([[], []])
  })

  it('walks from one page to the next', async () => {
    const { all } = await shown(sideOf('word '.repeat(1200).trim(), { maxLength: 2000 }), { maxLength: 2000 })
    await vi.waitFor(async () => {
      await drawn()
      expect(all('token')).toHaveLength(1000)
    }, 30_000)
    await act(async () => all('token').at(-1)!.focus())
    await act(async () => void all('token').at(-1)!.click())
    await act(
      async () =>
        void document.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }),
        ),
    )
    expect(document.activeElement!.getAttribute('data-index')).toBe('1000')
    expect(all('token')[0]!.dataset['index']).toBe('1000')
  })

  it('groups what repeats: words, unknown tokens, changes of rules, places of the modes', async () => {
    const word = 'Xqzvkjwpt'
    const rules = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: rule.kind === 'abbreviations' }))
    const text = `${word} and ${word} w8 w8 \u{10ffff} \u{10ffff} ${word} x </s> y x </s> y`
    const { all, place, click, selected } = await shown(sideOf(text, { rules }))
    const times = (id: string) =>
      [...place.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)].map(({ dataset }) => dataset['times'])
    expect(all('tokens-words')[0]!.dataset['count']).toBe('3')
    expect(times('tokens-word')).toEqual(['3'])
    expect(all('tokens-words')[0]!.textContent).toContain('×3')
    expect(times('tokens-unknown-one')).toEqual(['2'])
    expect(all('tokens-rule')[0]!.textContent).toContain('wait ×2')
    expect(times('tokens-diff-row')).toEqual(['2'])
    expect(all('tokens-diff')[0]!.dataset['count']).toBe('2')
    // Clicking goes from one to the next.
    const link = all('tokens-words')[0]!.querySelector('button')!
    await click(link)
    const [first] = selected()
    await click(link)
    const [second] = selected()
    const starts = [first, second].map((index) => Number(all('token')[index!]!.dataset['start']))
    expect(starts.map((start) => text.slice(start).trimStart().startsWith(word))).toEqual([true, true])
    expect(second).toBeGreaterThan(first!)
  })

  it('says in one line what there is nothing of', async () => {
    const { place, find } = await shown(sideOf('hello world'))
    expect(find('tokens-diff')!.tagName).toBe('P')
    expect(find('tokens-diff')!.textContent).toContain('hf4 and hf5 give the same ids')
    expect(find('tokens-normalized-a')!.dataset['changes']).toBe('0')
    expect(find('tokens-words')!.textContent).toBe('0 words split into four or more pieces')
    const titles = [...place.querySelectorAll('[data-side="a"] summary')].map((one) => one.textContent)
    expect(titles).toEqual([`${stepsOf('hello world').all.ids.length} tokens`, 'Original text'])
  })

  it('does not call the text original where a prefix stands before it', async () => {
    const { place } = await shown(sideOf('hello', { prefix: 'query: ' }), {}, sideOf(''))
    expect(place.textContent).not.toContain('gets the original text')
  })

  it('has a text glyph for a line break, and no warning colour for it', async () => {
    const { place } = await shown(sideOf('a\nb\u00a0c'))
    const change = place.querySelector('[data-testid="normalized-change"]')!
    const sign = change.querySelector('del span')!
    expect(sign.textContent).toBe('↵')
    expect(sign.className).not.toContain('invisible')
    const other = place.querySelectorAll('[data-testid="normalized-change"]')[1]!
    expect(other.querySelector('del span')!.className).toContain('invisible')
  })

  it('keeps the whole way of the text before while the new one is on its way, and says so', async () => {
    const before = sideOf('Hello big world')
    const { show, all, find, place } = await shown(before)
    await show({ ...sideOf('hi'), steps: before.steps })
    expect(find('tokens-raw-a')!.textContent).toBe('Hello big world')
    expect(all('token').map(({ dataset }) => dataset['end'])).toEqual(['0', '5', '9', '15', '0'])
    const current = () => place.querySelector<HTMLElement>('[data-current]')!.dataset['current']
    expect(current()).toBe('false')
    await show(sideOf('hi'))
    expect([find('tokens-raw-a')!.textContent, current()]).toEqual(['hi', 'true'])
  })

  it('puts no steps of another text beside a text', async () => {
    const { all, find } = await shown({ ...sideOf('hi'), steps: sideOf('Hello big world').steps })
    expect(all('token')).toEqual([])
    expect(find('tokens-raw-a')!.textContent).toBe('hi')
  })

  it('shows why a text has no tokens, and teaches without a model', async () => {
    const values = { index: 1 }
    const error = { code: 'text/lone-surrogate', message: 'x', values } as const
    const bad: TokensOfSide = {
      text: 'a\ud800',
      prefix: '',
      prepared: { mapped: unchanged('a\ud800'), effects: [], turns: 0 },
      pending: false,
      steps: null,
      error,
    }
    const { find, place } = await shown(bad, {}, sideOf(''))
    expect(find('error')).not.toBeNull()
    expect(find('tokens-raw-a')!.textContent).toBe('aU+D800')
    expect(place.textContent).toContain('Text B is empty')
    await act(async () => unmount())
    const none = await shown(bad, { info: null })
    expect(none.place.textContent).toContain('none is loaded')
  })

  it('gives the exact input away', async () => {
    const copied: string[] = []
    vi.stubGlobal('navigator', {
      ...navigator,
      clipboard: { writeText: async (text: string) => void copied.push(text) },
    })
    const { find, click } = await shown(sideOf('Hello', { prefix: 'query: ' }))
    for (const name of ['text', 'ids', 'mask', 'tokens', 'json'])
      await click(find(`tokens-copy-${name}`)!.querySelector('button')!)
    const { ids, tokens } = stepsOf('query: Hello').tokenized
    expect(copied[0]).toBe('query: Hello')
    expect(JSON.parse(copied[1]!)).toEqual(Array.from(ids))
    expect(JSON.parse(copied[2]!)).toEqual(Array.from(ids, () => 1))
    expect(JSON.parse(copied[3]!)).toEqual(tokens)
    const json = JSON.parse(copied[4]!) as { identity: object; tokens: object[] }
    expect(json).toMatchObject({
      format: 'm3scope/tokens',
      version: 1,
      side: 'a',
      text: 'Hello',
      prefix: 'query: ',
      model_input: 'query: Hello',
      normalized: 'query: Hello',
      input_ids: Array.from(ids),
      identity: { model: 'one', model_hash: info.hash, tokenizer_mode: 'hf4', max_length: 512 },
    })
    // What has no part in tokens is not claimed.
    expect(Object.keys(json.identity)).not.toContain('normalize')
    expect(json.tokens.at(-2)).toEqual({
      id: ids.at(-2),
      token: '▁Hello',
      start: 0,
      end: 5,
      special: false,
      unknown: false,
      beyond: false,
    })
    vi.unstubAllGlobals()
  })

  it('has long texts in pages, and goes to the cut', async () => {
    const side = sideOf('word '.repeat(3000).trim(), { maxLength: 2050 })
    const { all, find, place, click, selected } = await shown(side, { maxLength: 2050 })
    await vi.waitFor(async () => {
      await drawn()
      expect(all('token')).toHaveLength(1000)
    }, 30_000)
    expect(find('tokens-cut')).toBeNull()
    const link = [...place.querySelectorAll('button')].find((one) => one.textContent === 'go to the cut')!
    await click(link)
    expect(find('tokens-cut')!.dataset['at']).toBe(String(side.steps!.byMode.hf4!.tokenized.cut))
    expect(selected()).toEqual([2049])
    expect(all('token')[0]!.dataset['index']).toBe('2000')
  })
})

describe('rows', () => {
  it('have nothing beyond and no cut where nothing is cut', () => {
    expect(rowsOf('one two').some(({ beyond }) => beyond)).toBe(false)
    expect(cutPlace(rowsOf('one two'))).toBeNull()
  })

  it('at a max_length of the template alone are all beyond', () => {
    const rows = rowsOf('one two three', 2)
    expect(rows.map(({ beyond }) => beyond)).toEqual([false, ...rows.slice(2).map(() => true), false])
    expect(cutPlace(rows)).toEqual({ index: 1, at: 0 })
  })

  it('do not take a written </s> at the end for the template’s', () => {
    const rows = rowsOf('one two three </s>', 4)
    expect(rows.filter(({ beyond }) => !beyond).map(({ index }) => index)).toEqual([0, 1, 2, rows.length - 1])
  })
})

describe('words of many pieces', () => {
  it('are words: no Chinese sentence, no prefix, no tokens without a place', () => {
    const text = 'ok Xqzvkjwpt 你好吗今天天气真好'
    expect(brokenWords(rowsOf(text)).map(({ start, end }) => text.slice(start, end).trim())).toEqual([
      'Xqzvkjwpt',
    ])
    const joined = '您好，见https://shop.example/x9q7zk?id=77。谢谢'
    expect(brokenWords(rowsOf(joined)).map(({ start, end }) => joined.slice(start, end))[0]).toMatch(
      /^https:\/\/shop\.example/,
    )
    // Marks around a word are no pieces of it, so the word is the same at the end of a sentence.
    const marked = '好。Xqzvkjwpt-Xqzvkjwpt, (Xqzvkjwpt) Xqzvkjwpt。'
    expect(brokenWords(rowsOf(marked)).map(({ start, end }) => marked.slice(start, end).trim())).toEqual([
      'Xqzvkjwpt-Xqzvkjwpt',
      'Xqzvkjwpt',
      'Xqzvkjwpt',
    ])
    expect(brokenWords(rowsOf('?!?! ... !!!! (((('))).toEqual([])
    const placeless = rowsOf(text).map((row) => ({ ...row, start: 0, end: 0 }))
    expect(brokenWords(placeless)).toEqual([])
  })
})

describe('modes side by side', () => {
  const between = (text: string) => modeDifferences(stepsOf(text).all, stepsOf(text, 512, 'hf5').all)!

  it('are equal where the ids are, whatever their places', () => {
    for (const text of ['Hello world, how are you', 'e\u0301te\u0301  two', 'ﬁne ™ ① ℃', '다\u00a0b', ''])
      expect(between(text), text).toEqual([])
  })

  it('differ somewhere, where the tokenizer gives no places', () => {
    const bare = (text: string, mode: TokenizerMode) => ({
      ...stepsOf(text, 512, mode).all,
      starts: null,
      ends: null,
    })
    expect(modeDifferences(bare('x \n', 'hf4'), bare('x \n', 'hf5'))).toBeNull()
    expect(modeDifferences(bare('x', 'hf4'), bare('x', 'hf5'))).toEqual([])
  })

  it('show the differing tokens alone', () => {
    expect(between('x \n')).toEqual([{ start: 2, end: 3, hf4: ['▁'], hf5: [] }])
    expect(between('a <mask>  b </s> c')).toEqual([{ start: 11, end: 12, hf4: ['▁'], hf5: [] }])
  })

  it('are equal exactly when the ids are, on every golden', () => {
    const { cases } = readJson<{ cases: { text: string }[] }>('test/golden/tokenizer.json')
    let different = 0
    for (const { text } of cases) {
      const [hf4, hf5] = [stepsOf(text, 9_000).all, stepsOf(text, 9_000, 'hf5').all]
      const found = modeDifferences(hf4, hf5)!
      const equal = String(hf4.ids) === String(hf5.ids)
      expect(found.length === 0, JSON.stringify(text)).toBe(equal)
      // Taken out of either, they leave the same.
      const without = (tokens: readonly string[], parts: readonly (readonly string[])[]) =>
        tokens.length - parts.reduce((sum, part) => sum + part.length, 0)
      expect(without(hf4.tokens, found.map((one) => one.hf4))).toBe(
        without(hf5.tokens, found.map((one) => one.hf5)),
      ) // oxfmt-ignore
      if (!equal) different++
    }
    expect(different).toBeGreaterThan(5)
  })
})

describe('stretches of the text as given', () => {
  it('cover it, with what no token stands for between', () => {
    const rows = rowsOf('a b').map((row) => (row.index === 2 ? { ...row, start: 2 } : row))
    expect(rawStretches(rows, 0, 5)).toEqual([
      { start: 0, end: 1, token: 1 },
      { start: 1, end: 2, token: null },
      { start: 2, end: 3, token: 2 },
      { start: 3, end: 5, token: null },
    ])
  })

  it('give what several tokens share to the first of them', () => {
    expect(rawStretches(rowsOf('℃'), 0, 1)).toEqual([{ start: 0, end: 1, token: 1 }])
  })

  it('of pages follow on each other; a text without places is one page', () => {
    const rows = rowsOf('one two three four')
    const [first, second] = [rawRange(rows, 0, 3, 18), rawRange(rows, 3, rows.length, 18)]
    expect([first[0], first[1], second[1]]).toEqual([0, second[0], 18])
    const placeless = rows.map((row) => ({ ...row, start: 0, end: 0 }))
    expect(rawRange(placeless, 3, rows.length, 18)).toEqual([0, 18])
  })
})

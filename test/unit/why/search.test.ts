/** The search for the text that production encoded. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cancelled } from '../../../src/engine/errors'
import { searchEdits } from '../../../src/engine/why/edit-search'
import type { EditSearchProgress } from '../../../src/engine/why/edit-search-types'
import { textDiff } from '../../../src/engine/why/text-diff'
import { dense, denseOf, explain, inputOf, modelOf, rowsOf, sparseOf } from './helpers'

const TEXT = `Subject: Refund
Date: 2026-02-07 16:43

Hello there, I bought a phone last week. It does not charge any more! The cable is fine.
Please refund it; my order number is A20831.

Kind regards, Anna`

const BODY = 'I bought a phone last week. It does not charge any more! Please refund it.'

/** What production may have made of a text. */
const CHANGED: readonly (readonly [what: string, sent: string, text: string])[] = [
  ['headers dropped', TEXT.slice(TEXT.indexOf('Hello')), TEXT],
  ['signature and headers dropped', TEXT.slice(TEXT.indexOf('Hello'), TEXT.indexOf('\n\nKind')), TEXT],
  ['signs dropped', TEXT.replaceAll(';', '').replaceAll('!', ''), TEXT],
  ['two sentences dropped', TEXT.replace(' It does not charge any more!', '').replace(' The cable is fine.', ''), TEXT],
  ['words dropped', BODY.replace('last ', '').replace('any ', ''), BODY],
] // oxfmt-ignore

// The demo model has learnt something, so that a nearer text has a nearer vector. The tiny one has not.
it.each(CHANGED)('%s: found, and named a find', { timeout: 120_000 }, async (what, sent, text) => {
  const model = await modelOf(what.includes('words') || what.includes('sentences') ? 'demo' : 'tiny')
  const target = dense(await denseOf(model, sent))
  const found = await searchEdits(model, { why: inputOf(model, target, text), from: [], budget: 300 })
  expect(found.likeness).toBeGreaterThan(found.startLikeness)
  expect(found.row.cosine).toBe(found.likeness)
  expect([found.within, found.ended]).toEqual([true, 'reached'])
  expect(found.diff.filter(({ kind }) => kind !== 'added').map((part) => part.text).join('')).toBe(text) // oxfmt-ignore
  expect(found.diff.filter(({ kind }) => kind !== 'removed').map((part) => part.text).join('')).toBe(found.text) // oxfmt-ignore
})

it('begins at the closest hypothesis', async () => {
  const model = await modelOf('tiny')
  const target = dense(await denseOf(model, `query: ${TEXT.toLowerCase().replaceAll(';', '')}`))
  const before = await explain(model, target, TEXT)
  expect(before.explained).toBe(false)
  const why = inputOf(model, target, TEXT)
  const found = await searchEdits(model, { why, from: ['lower-cased', 'prefix-query'], budget: 200 })
  expect([found.within, found.text]).toEqual([true, `query: ${TEXT.toLowerCase().replaceAll(';', '')}`])
})

it('the nearest text is no explanation where the vector is of no such text', async () => {
  const model = await modelOf('tiny')
  const target = dense(await denseOf(model, 'Wo bleibt die Ware, die ich im Mai bestellt habe?'))
  const found = await searchEdits(model, { why: inputOf(model, target, TEXT), from: [], budget: 80 })
  expect(found.within).toBe(false)
  expect(found.likeness).toBeGreaterThan(found.startLikeness)
  expect(found.compared).toBeLessThanOrEqual(80)
})

it('sparse weights, ColBERT rows, a title joined and a sentence dropped', async () => {
  const model = await modelOf('tiny')
  const sent = TEXT.replace('Subject: Refund\n', '').replace('Date: 2026-02-07 16:43\n\n', '')
  const weights = await sparseOf(model, sent)
  const sparse = await searchEdits(model, { why: inputOf(model, { head: 'sparse', weights }, TEXT), from: [], budget: 600 }) // oxfmt-ignore
  expect(sparse.within).toBe(true)
  const rows = await rowsOf(model, sent)
  const colbert = await searchEdits(model, { why: inputOf(model, { head: 'colbert', ...rows }, TEXT), from: [], budget: 600 }) // oxfmt-ignore
  expect([colbert.within, colbert.text]).toEqual([true, sent])
  const title = 'Refund of a phone'
  const joined = dense(await denseOf(model, `${sent} ${title}`))
  const both = await searchEdits(model, { why: inputOf(model, joined, TEXT, { title }), from: [], budget: 600 }) // oxfmt-ignore
  expect(both.within).toBe(true)
})

it('the budget ends it, a cancel stops it, progress tells the best so far', async () => {
  const model = await modelOf('tiny')
  const target = dense(await denseOf(model, 'Something else, of which no word stands here'))
  const why = inputOf(model, target, `${TEXT} Once more, for the budget.`)
  const seen: EditSearchProgress[] = []
  const found = await searchEdits(model, { why, from: [], budget: 9 }, { onProgress: (progress) => seen.push(progress) }) // oxfmt-ignore
  expect([found.ended, found.compared]).toEqual(['budget', 9])
  expect(seen.at(-1)).toMatchObject({ done: 9, total: 9 })
  const likeness = seen.map((each) => each.likeness ?? -1)
  expect(likeness.every((each, at) => at === 0 || each >= likeness[at - 1]!)).toBe(true)
  let runs = 0
  const stopped = searchEdits(model, { why: { ...why, text: `${TEXT} Cancelled.` }, from: [], budget: 99 }, {
    checkpoint: async () => {
      if (++runs > 5) throw cancelled()
    },
  }) // oxfmt-ignore
  await expect(stopped).rejects.toMatchObject({ code: 'run/cancelled' })
})

it('a diff gives both texts back', () => {
  const word = fc.oneof(fc.constantFrom('a ', 'b ', '你', '，', '\n', '.', 'word', '😀'), fc.string({ maxLength: 3 })) // oxfmt-ignore
  const text = fc.array(word, { maxLength: 20 }).map((words) => words.join(''))
  fc.assert(
    fc.property(text, text, (a, b) => {
      const parts = textDiff(a, b)
      const of = (kind: 'removed' | 'added') => parts.filter((part) => part.kind === 'same' || part.kind === kind).map((part) => part.text).join('') // oxfmt-ignore
      expect(of('removed')).toBe(a)
      expect(of('added')).toBe(b)
    }),
  )
  expect(textDiff('the red cable is fine', 'the cable is not fine').map(({ kind, text: part }) => `${kind}:${part}`)).toEqual(
    ['same:the ', 'removed:red ', 'same:cable is', 'added: not', 'same: fine'],
  ) // oxfmt-ignore
})

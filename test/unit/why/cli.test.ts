/** The command `why`: what it writes, and how it refuses. */
import { expect, it } from 'vitest'
import { cli, jsonl } from '../cli/run'
import { denseOf, modelOf, sparseOf } from './helpers'

it('one line for each, best first; vectors as lists, text and weights', async () => {
  const model = await modelOf('tiny')
  const text = ' The Cable does not charge \n'
  const own = await denseOf(model, text)
  const base64 = Buffer.from(Float32Array.from(await denseOf(model, `Title\n${text}`)).buffer).toString(
    'base64',
  )
  const weights = Object.fromEntries(await sparseOf(model, text.toLowerCase()))
  const lines = [
    { id: 'same', text, vector: [...own] },
    { id: 'half', text, vector: [...own.slice(0, 32)].join(', ') },
    { id: 'title', text, title: 'Title', vector: base64 },
    { id: 'weights', text, lexical_weights: weights },
    { id: 'other', text: 'quite another', other: text, vector: [...own] },
    { id: 'none', text, vector: Array.from(own, (_, at) => Math.sin(at * at)) },
  ]
  const found = await cli(['why', '--model', 'test/models/tiny', '--max-length', '512'], jsonl(lines))
  expect(found.stderr).toBe('')
  expect(found.status).toBe(0)
  const short = found.lines.map(({ id, explained, best }) => [id, explained, (best as { hypotheses: string[] }).hypotheses]) // oxfmt-ignore
  expect(short.slice(0, 5)).toEqual([
    ['same', true, []],
    ['half', true, ['dimensions-32-not-renormalised']],
    ['title', true, ['title-newline']],
    ['weights', true, ['lower-cased']],
    ['other', true, ['other-text']],
  ])
  const last = found.lines[5] as {
    explained: boolean
    best: { cosine: number }
    ranked: { cosine: number }[]
  }
  expect(last.explained).toBe(false)
  expect(last.best.cosine).toBe(last.ranked[0]!.cosine)
  const cosines = last.ranked.map(({ cosine }) => cosine)
  expect(cosines.every((cosine, at) => at === 0 || cosine <= cosines[at - 1]! + 1e-9)).toBe(true)
})

/** What the test reads of a line. */
interface Written {
  readonly explained: boolean
  readonly rounding: string | null
  readonly best: { readonly hypotheses: readonly string[] }
  readonly notes: readonly unknown[]
  readonly tokens: {
    readonly counts: { readonly only_theirs: number }
    readonly only_theirs: readonly unknown[]
  }
  readonly search: {
    readonly compared: number
    readonly likeness: number
    readonly start_likeness: number
  } | null
}

it('values behind names, notes, tokens of weights, and a search where nothing explains', async () => {
  const model = await modelOf('tiny')
  const text = 'How do I ask for a refund?\nThe order is complete. It came last week.'
  const [title, own] = [await denseOf(model, 'Refunds'), await denseOf(model, text)]
  const sent = 'How do I ask for a refund?\nThe order is complete.'
  const lines = [
    { id: 'mix', text, title: 'Refunds', vector: Array.from(own, (value, at) => 0.1 * title[at]! + 0.9 * value) },
    { id: 'padded', text, vector: [...own, ...Array<number>(1536 - own.length).fill(0)] },
    { id: 'integers', text, vector: Array.from(own, (value) => Math.round(value * 1000)) },
    { id: 'weights', text, lexical_weights: Object.fromEntries(await sparseOf(model, `${sent} phone`)) },
    { id: 'search', text, vector: [...(await denseOf(model, `${sent} `.replace('?', '!')))] },
  ] // oxfmt-ignore
  const args = ['why', '--model', 'test/models/tiny', '--max-length', '512', '--search', '--budget', '60']
  const { lines: found, status } = await cli(args, jsonl(lines))
  expect(status).toBe(0)
  const [mix, padded, integers, weights, search] = found as unknown as Written[]
  expect(mix!.best).toMatchObject({
    hypotheses: ['mix-0.1-title-0.9-text'],
    values: { 'mix-0.1-title-0.9-text': { title: 0.1, text: 0.9, sum: 1 } },
  })
  expect([mix!.explained, mix!.search, mix!.notes]).toEqual([true, null, []])
  expect(padded!.best).toMatchObject({ hypotheses: ['zero-padded'], within: true })
  expect([integers!.rounding, integers!.best.hypotheses]).toEqual(['scaled-integers-1000', ['scaled-integers-1000']]) // oxfmt-ignore
  expect(weights!.tokens.counts.only_theirs).toBe(weights!.tokens.only_theirs.length)
  expect(weights!.tokens.only_theirs.length).toBeGreaterThan(0)
  expect(search!.explained).toBe(false)
  expect(search!.search).toMatchObject({ found_by: 'search', budget: 60 })
  expect(search!.search!.compared).toBeLessThanOrEqual(60)
  expect(search!.search!.likeness).toBeGreaterThanOrEqual(search!.search!.start_likeness)
})

it.each([
  [{ text: 'x', vector: [1, 'a', 3] }, 'line 1, field "vector": vector[1]'],
  [{ text: 'x', vector: Array(65).fill(0.1) }, 'line 1, field "vector"'],
  [{ text: 'x', lexical_weights: { a: 1 } }, 'line 1, field "lexical_weights"'],
  [{ text: 'x', colbert_vecs: [[1, 2], [1]] }, 'line 1, field "colbert_vecs"'], // oxfmt-ignore
  [{ text: 'x' }, 'line 1: field "vector" is missing'],
])('refused: %#', async (line, message) => {
  const { status, stdout, stderr } = await cli(['why', '--model', 'test/models/tiny'], jsonl([line]))
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain(message)
})

it('--template may be given several times: the one that fits is named', async () => {
  const model = await modelOf('tiny')
  const vector = [...(await denseOf(model, '<<The cable>> of the shop'))]
  const options = ['--template', '[{text}]', '--template', '<<{text}>> of {title}']
  const line = { id: 1, text: 'The cable', title: 'the shop', vector }
  const found = await cli(['why', '--model', 'test/models/tiny', ...options], jsonl([line]))
  expect(found.stderr).toBe('')
  expect((found.lines[0] as unknown as Written).best.hypotheses).toEqual(['template <<{text}>> of {title}'])
  const wrong = await cli(['why', ...options, '--template', 'none'], '')
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain('--template "none"')
})

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

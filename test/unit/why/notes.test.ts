/** Likely causes and signs, and the tokens of both sides: what is said where nothing is explained. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readOnnx } from '../../../src/engine/onnx/read'
import { summaryOf } from '../../../src/engine/onnx/summary'
import type { LoadedModel } from '../../../src/engine/model/load'
import type { WhyResult } from '../../../src/engine/why/types'
import { dense, denseOf, explain, modelOf, rowsOf, sparseOf, unit } from './helpers'

const TEXT = 'How do I ask for a refund of the order?'
const codes = ({ notes }: WhyResult) => notes.map(({ code }) => code)

it.each([
  ['dynamo-eager-18-int8', 'signed-by-column'],
  ['torch-sdpa-14-int8', 'signed'],
  ['dynamo-eager-18', null],
])('%s: products of integers: %s', async (name, expected) => {
  const bytes = await readFile(`test/models/exports/${name}.onnx`)
  const file = {
    name,
    bytes: bytes.length,
    read: async (start: number, end: number) => new Uint8Array(bytes.subarray(start, end)),
  }
  expect(summaryOf(await readOnnx(file)).integerProducts).toBe(expected)
})

describe('int8 weights, signed, by column', () => {
  const quantised = async (kind: LoadedModel['info']['integerProducts']): Promise<LoadedModel> => {
    const model = await modelOf('tiny')
    return { ...model, info: { ...model.info, integerProducts: kind ?? null } }
  }
  const moved = async (by: number) => {
    const own = await denseOf(await modelOf('tiny'), TEXT)
    return dense(unit(own.map((value, at) => value + (by * Math.sin(at * at * 1.7)) / Math.sqrt(own.length))))
  }

  it('saturation is named where a vector is as far as it makes them; never as an explanation', async () => {
    const found = await explain(await quantised('signed-by-column'), await moved(0.2), TEXT)
    expect(found.explained).toBe(false)
    expect(codes(found)).toContain('int8-saturation')
  })

  it('it is not named for other weights, for vectors that are farther, or where a text comes nearer', async () => {
    for (const kind of ['signed', 'unsigned', null] as const)
      expect(codes(await explain(await quantised(kind), await moved(0.2), TEXT))).not.toContain('int8-saturation') // oxfmt-ignore
    const model = await quantised('signed-by-column')
    expect(codes(await explain(model, await moved(1), TEXT))).not.toContain('int8-saturation')
    expect(codes(await explain(model, dense(await denseOf(model, TEXT)), TEXT))).toEqual([])
  })
})

const SHORT = 'Ask for a refund'

it('another matrix: shorter than the model’s vectors, or in no direction of its texts', async () => {
  const model = await modelOf('tiny')
  const own = await denseOf(model, SHORT)
  // A matrix of random signs, to a quarter of the dimensions, and to as many.
  const by = (rows: number) =>
    unit(Array.from({ length: rows }, (_, row) => own.reduce((sum, value, at) => sum + value * Math.sign(Math.sin(row * 977 + at * at * 1.3 + 0.5)), 0))) // oxfmt-ignore
  const short = await explain(model, dense(by(own.length / 4)), SHORT)
  expect([short.explained, codes(short)]).toEqual([false, ['other-matrix-length']])
  expect(short.notes[0]!.values).toMatchObject({ found: own.length / 4, expected: own.length })
  const whole = await explain(model, dense(by(own.length)), SHORT)
  expect([whole.explained, codes(whole)]).toEqual([false, ['other-matrix-direction']])
  const other = await explain(model, dense(await denseOf(model, 'Where is my parcel?')), SHORT)
  expect(codes(other)).toEqual([])
})

it('8-bit codes with a range for each dimension are not explained, and why is said', async () => {
  const model = await modelOf('tiny')
  const own = await denseOf(model, TEXT)
  const found = await explain(model, dense(own.map((value, at) => Math.round((value * 127) / (0.5 + 0.3 * Math.abs(Math.sin(at * 7)))))), TEXT) // oxfmt-ignore
  expect(found.explained).toBe(false)
  expect(codes(found)).toContain('range-for-each-dimension')
})

it('sparse weights: which tokens only one side has, with their text', async () => {
  const model = await modelOf('tiny')
  const sent = 'How do I ask for a refund of the parcel?'
  const weights = await sparseOf(model, sent)
  const { bag } = await explain(model, { head: 'sparse', weights }, TEXT)
  const words = (list: readonly { readonly token: string | null }[]) => list.map(({ token }) => token)
  const tokens = (text: string) => model.tokenizers.get('hf4').encode(text, 512).tokens
  expect(bag!.theirs).toHaveLength(weights.size)
  expect(bag!.onlyTheirs.every(({ id, weight }) => weights.get(id) === weight)).toBe(true)
  expect(words(bag!.onlyTheirs).every((word) => tokens(sent).includes(word!) && !tokens(TEXT).includes(word!))).toBe(true) // oxfmt-ignore
  expect(bag!.onlyTheirs.length).toBeGreaterThan(0)
  expect(words(bag!.onlyOurs)).toEqual(tokens(TEXT).slice(1, -1).filter((token, at, all) => all.indexOf(token) === at && !bag!.theirs.some((each) => each.token === token))) // oxfmt-ignore
  const shifted = new Map([...(await sparseOf(model, TEXT))].map(([id, weight]) => [id + 1, weight]))
  const same = await explain(model, { head: 'sparse', weights: shifted }, TEXT)
  expect(same.bag!.onlyTheirs).toEqual([])
})

it('ColBERT rows tell how many tokens production had', async () => {
  const model = await modelOf('tiny')
  const rows = await rowsOf(model, `${TEXT} And where is my parcel?`)
  const found = await explain(model, { head: 'colbert', ...rows }, TEXT)
  const count = (text: string) => model.tokenizers.get('hf4').count(text)
  expect(found.notes).toEqual([
    { code: 'token-count', values: { rows: rows.rows, tokens: count(`${TEXT} And where is my parcel?`), own: count(TEXT) } },
  ]) // oxfmt-ignore
  const same = await explain(model, { head: 'colbert', ...(await rowsOf(model, TEXT)) }, TEXT)
  expect(codes(same)).toEqual([])
})

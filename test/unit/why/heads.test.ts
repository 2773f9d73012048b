/** Sparse and ColBERT targets: how other code makes them of the same run. */
import { describe, expect, it } from 'vitest'
import { pool } from '../../../src/engine/heads/dense'
import type { LoadedModel } from '../../../src/engine/model/load'
import { toFloat16 } from '../../../src/engine/why/float-grids'
import type { WhyInput, WhyTarget } from '../../../src/engine/why/types'
import { folderSource } from '../../../src/platform/node/folder'
import { MODEL_FOLDERS, valueOf } from '../../engine'
import { layoutSource, POOLING } from '../model/layout-files'
import { load } from '../model/real-runtime'
import {
  allNames,
  dense,
  encoded,
  explain,
  hiddenOf,
  modelOf,
  namesOf,
  rowsOf,
  SHORT,
  sparseOf,
  unit,
} from './helpers'

/** With tokens that come twice. */
const TWICE = 'The phone, the cable and the phone: the cable does not charge.'

const sparse = (weights: Iterable<readonly [number, number]>): WhyTarget => ({
  head: 'sparse',
  weights: new Map(weights),
})
type Rows = Awaited<ReturnType<typeof rowsOf>>
const colbert = (rows: Rows): WhyTarget => ({ head: 'colbert', ...rows })

async function expectNamed(
  model: LoadedModel,
  target: WhyTarget,
  expected: string,
  text = TWICE,
  more: Partial<WhyInput> = {},
): Promise<void> {
  const found = await explain(model, target, text, more)
  expect(allNames(found)).toContain(expected)
  expect(found.explained).toBe(true)
}

describe.each(['demo', 'tiny'] as const)('%s', (name) => {
  it('sparse', async () => {
    const model = await modelOf(name)
    const own = [...(await sparseOf(model, TWICE))]
    const { tokenized, tokenWeights } = await encoded(model, TWICE)
    const weights = [...valueOf(tokenWeights)].map((weight, at) => [tokenized.ids[at]!, weight] as const)
    const content = weights.slice(1, -1).filter(([, weight]) => weight > 0)
    await expectNamed(model, sparse(own), '')
    await expectNamed(model, sparse(own.map(([id, weight]) => [id, toFloat16(weight)])), 'float16-rounding')
    await expectNamed(model, sparse(own.map(([id, weight]) => [id + 1, weight])), 'ids-plus-one')
    await expectNamed(model, sparse(own.map(([id, weight]) => [id, weight * 4])), 'scaled')
    await expectNamed(model, sparse(own.toSorted((a, b) => b[1] - a[1]).slice(0, 5)), 'pruned')
    await expectNamed(model, sparse(content), 'last-of-duplicates')
    const summed = new Map<number, number>()
    for (const [id, weight] of content) summed.set(id, (summed.get(id) ?? 0) + weight)
    await expectNamed(model, sparse(summed), 'duplicates-summed')
    const kept = new Map<number, number>(own)
    for (const [id, weight] of [weights[0]!, weights.at(-1)!]) if (weight > 0) kept.set(id, weight)
    if (kept.size > own.length) await expectNamed(model, sparse(kept), 'special-tokens-kept')
    await expectNamed(model, sparse(await sparseOf(model, TWICE.toLowerCase())), 'lower-cased')
    await expectNamed(model, sparse(await sparseOf(model, `query: ${TWICE}`)), 'prefix-query')
    if (name === 'demo') return
    const other = await explain(
      model,
      sparse([
        [5, 0.2],
        [9, 0.3],
      ]),
      TWICE,
    )
    expect(other.explained).toBe(false)
    expect(other.best!.overlap).not.toBeNull()
  })

  it('ColBERT', async () => {
    const model = await modelOf(name)
    const own = await rowsOf(model, TWICE)
    const { rows, dimension, data } = own
    const of = (...parts: readonly Float64Array[]): Rows => {
      const all = Float64Array.from(parts.flatMap((part) => [...part]))
      return { rows: all.length / dimension, dimension, data: all }
    }
    const row = (at: number) => data.slice(at * dimension, (at + 1) * dimension)
    const all = Array.from({ length: rows }, (_, at) => row(at))
    await expectNamed(model, colbert(own), '')
    await expectNamed(model, colbert({ ...own, data: data.map(toFloat16) }), 'float16-rounding')
    await expectNamed(model, colbert({ ...own, data: data.map((value) => value * 2.5) }), 'not-normalised')
    await expectNamed(model, colbert(of(...all.slice(0, -1))), 'eos-dropped')
    await expectNamed(model, colbert(of(row(2), ...all)), 'bos-kept')
    await expectNamed(model, colbert(of(row(2), ...all.slice(0, -1))), 'bos-kept-eos-dropped')
    await expectNamed(model, colbert(of(...all, new Float64Array(3 * dimension))), 'padding-kept')
    await expectNamed(model, colbert(of(...all.toReversed())), 'rows-reversed')
    await expectNamed(model, colbert(of(row(3), row(0), row(1), row(2), ...all.slice(4))), 'rows-reordered')
    const hidden = await hiddenOf(model, TWICE)
    const target = { ...hidden, data: Float64Array.from(hidden.data) }
    await expectNamed(model, colbert(target), 'hidden-states')
    await expectNamed(model, colbert(await rowsOf(model, `passage: ${TWICE}`)), 'prefix-passage')
    const narrow = Float64Array.from(all.flatMap((each) => [...each.slice(0, 32)]))
    const cut = await explain(model, colbert({ rows, dimension: 32, data: narrow }), TWICE)
    expect(namesOf(cut.best)[0]).toBe('dimensions-32')

    const many = await explain(model, colbert(of(...all, ...all, ...all, ...all, ...all)), SHORT)
    expect(many.explained).toBe(false)
    expect(many.ranked.some(({ skipped }) => skipped === 'row-count')).toBe(true)
  })
})

it('a graph that runs whole has no hidden states: other ways of pooling are not computed, and it says so', async () => {
  const model = await load(await folderSource(MODEL_FOLDERS.tiny), { whole: true })
  const own = valueOf((await encoded(model, SHORT)).denseVecs)
  const found = await explain(model, dense(own.map((value) => value * 2)), SHORT)
  expect(namesOf(found.best)).toEqual(['not-normalised'])
  const skipped = found.ranked.filter((row) => row.skipped === 'hidden-states-inside')
  expect(skipped.map((row) => namesOf(row).join())).toContain('mean-pooling')
  expect(skipped.every((row) => Number.isNaN(row.cosine))).toBe(true)
  await model.release()
})

it('a whole graph with its dense head inside gives its token embeddings, also where no head reads them', async () => {
  const files = { 'onnx/model.onnx': 'baai.onnx', 'onnx/model.onnx_data': 'fp32.data' }
  const constant = { 'onnx/Constant_7_attr__value': 'Constant_7_attr__value' }
  const source = layoutSource('BAAI/bge-m3', { ...files, ...constant }, POOLING)
  const [whole, layers] = [await load(source, { whole: true }), await load(source)]
  expect([whole.info.execution.kind, layers.info.execution.kind]).toEqual(['whole', 'layers'])
  const hidden = await hiddenOf(layers, SHORT)
  const mean = pool(hidden.data, hidden.rows, hidden.dimension, 'mean')
  expect(namesOf((await explain(whole, dense(unit(mean)), SHORT)).best)).toEqual(['mean-pooling'])
  await Promise.all([whole.release(), layers.release()])
})

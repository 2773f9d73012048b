import { describe, expect, it } from 'vitest'
import { summaryOf } from '../../../src/engine/onnx/summary'
import { ELEMENT } from '../../../src/engine/onnx/types'
import { readAt } from './graph-files'

const summary = async (file: string) => summaryOf(await readAt(`test/models/${file}`))

describe('a summary', () => {
  it('of fp32 with its weights outside', async () => {
    const found = await summary('layouts/baai.onnx')
    expect(found.operators.get('Softmax')).toBe(2)
    expect(found.operators.has('Constant')).toBe(false)
    expect(new Set(found.externalFiles)).toEqual(new Set(['model.onnx_data', 'Constant_7_attr__value']))
    expect(new Set(found.products.map(({ dtype }) => dtype))).toEqual(new Set(['fp32']))
    // All but the position table lie in one file; that table is the constant, of 130 rows.
    expect(found.weightBytes.get(ELEMENT.float)).toBeGreaterThan(2301 * 64 * 4)
    expect(found.vocabularyRows).toBe(2301)
  })
  it.each([
    ['q4.onnx', 'q4'],
    ['q4f16.onnx', 'q4f16'],
  ])('%s: bits, and the type that they are computed in', async (file, dtype) => {
    const [most] = (await summary(`layouts/${file}`)).products
    expect(most).toMatchObject({ operator: 'MatMulNBits', dtype })
  })
  it('of int8 counts bytes by type', async () => {
    const { weightBytes } = await summary('layouts/int8.onnx')
    expect(weightBytes.get(ELEMENT.int8)).toBeGreaterThan(weightBytes.get(ELEMENT.float) ?? 0)
  })
})

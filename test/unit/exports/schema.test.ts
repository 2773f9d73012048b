/** Exports keep to the documented JSON Schema. */
import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020'
import { beforeAll, describe, expect, it } from 'vitest'
import { unavailable } from '../../../src/engine/model/types'
import { jsonTarget } from '../../../src/formats/export/json'
import { vectorsSchema, type VectorsFile } from '../../../src/formats/export/schema'
import { sharedModel, valueOf, type OpenedModel } from '../../engine'
import { bytesOf, each, ENCODE, exportRows, handJob, handMade } from '../../exports'

const FILE = new URL('../../../docs/schemas/m3scope-vectors-1.schema.json', import.meta.url)
const documented = JSON.parse(readFileSync(FILE, 'utf8'))
const validate = new Ajv({ strict: true, strictTuples: false, formats: { 'date-time': true } }).compile(
  documented,
)

function checked(file: Buffer): VectorsFile {
  const value: unknown = JSON.parse(file.toString())
  expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
  return vectorsSchema.parse(value)
}

it('a head that the model lacks is there with its reason', async () => {
  const lacking = handMade('A', 'x')
  const record = {
    ...lacking,
    encoded: {
      ...lacking.encoded,
      lexicalWeights: unavailable('dense-only'),
      colbertVecs: unavailable('dense-only'),
    },
  }
  const { records } = checked(await bytesOf(jsonTarget.write(handJob({ count: 1 }), each([record]))))
  expect(records[0]).toMatchObject({
    lexical_weights: { unavailable: 'dense-only' },
    colbert_vecs: { unavailable: 'dense-only' },
  })
})

it('refuses another version and unknown fields', async () => {
  const file = JSON.parse((await bytesOf(jsonTarget.write(handJob(), each([handMade('A', 'x')])))).toString())
  expect(validate(file)).toBe(true)
  expect(validate({ ...file, version: 2 })).toBe(false)
  expect(validate({ ...file, extra: 1 })).toBe(false)
})

describe('of a model', () => {
  let opened: OpenedModel
  beforeAll(async () => {
    opened = await sharedModel('tiny')
  })

  it('holds what the engine gave, whole and cut', async () => {
    const heads = ['dense', 'sparse', 'colbert'] as const
    const rows = [
      { id: 1, text: 'Hello world!' },
      { id: 'two', text: '你好' },
    ]
    const whole = checked((await exportRows(opened, rows, 'json', { heads })).file)
    const cut = checked((await exportRows(opened, rows, 'json', { heads, encode: { truncateDim: 8 } })).file)
    expect(whole.records.map(({ id }) => id)).toEqual([1, 'two'])
    expect(cut).toMatchObject({ settings: { dimension: 8 }, identity: { truncate_dim: 8 } })
    for (const [at, { text }] of rows.entries()) {
      const encoded = await opened.engine.call('encode', { text, settings: ENCODE })
      const record = whole.records[at]!
      const dense = [...valueOf(encoded.denseVecs)]
      expect(record.dense_vecs).toEqual(dense)
      expect(record).not.toHaveProperty('dense_vecs_full')
      expect(record.lexical_weights).toEqual(Object.fromEntries(valueOf(encoded.lexicalWeights)))
      const colbert = valueOf(encoded.colbertVecs)
      expect((record.colbert_vecs as number[][]).flat()).toEqual([...colbert.data])
      expect(record.colbert_vecs).toHaveLength(record.input_ids.length - 1)
      expect(record.tokens[0]).toBe('<s>')

      const cutRecord = cut.records[at]!
      expect(cutRecord.dense_vecs_full).toEqual(dense)
      const first = dense.slice(0, 8)
      const length = Math.hypot(...first)
      const cutVector = cutRecord.dense_vecs as number[]
      expect(cutVector).toHaveLength(8)
      cutVector.forEach((value, k) => expect(value).toBeCloseTo(first[k]! / length, 6))
    }
  })
})

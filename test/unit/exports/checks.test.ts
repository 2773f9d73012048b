/** What stops an export, what is said, and where limits lie. */
import { describe, expect, it } from 'vitest'
import { available, unavailable } from '../../../src/engine/model/types'
import { EXPORT_TARGETS, targetOf } from '../../../src/formats/export'
import { checkJob, checkRecord } from '../../../src/formats/export/checks'
import {
  FINDING_VALUES,
  type ExportJob,
  type Finding,
  type TargetName,
  type VectorRecord,
} from '../../../src/formats/export/types'
import { handJob, handMade } from '../../exports'

const seen = new Map<string, Finding>()
const kept = (list: readonly Finding[]) => {
  for (const one of list) seen.set(one.code, one)
  return list.map(({ severity, code }) => `${severity} ${code}`)
}
const ofRecord = (name: TargetName, record: VectorRecord, job = handJob()) =>
  kept(checkRecord(record, job, targetOf(name)))
const ofJob = (name: TargetName, change: Partial<ExportJob> = {}) =>
  kept(checkJob(handJob(change), targetOf(name)))
const named = (name: string): Partial<ExportJob> => ({ settings: { ...handJob().settings, name } })
const fine = handMade('A', 'text')

describe.each(EXPORT_TARGETS)('$name', ({ name, cannot }) => {
  it('takes what is usual', () => {
    expect(ofRecord(name, fine)).toEqual([])
    expect(ofJob(name)).toEqual(Object.keys(cannot).map(() => 'warning cannot-hold'))
  })

  it('refuses what is not finite, in every head that it writes', () => {
    const broken = [
      handMade('A', 'x', { dense: [1, NaN, 0] }),
      handMade('A', 'x', { sparse: { 5: Infinity }, ids: [0, 5, 2] }),
      handMade('A', 'x', { colbert: [[1, -Infinity]] }),
    ]
    const heads = ['dense', 'sparse', 'colbert'] as const
    broken.forEach((record, at) =>
      expect(ofRecord(name, record)).toEqual(cannot[heads[at]!] === undefined ? ['error not-finite'] : []),
    )
  })

  it('says that a text was cut', () => {
    const cut: VectorRecord = {
      ...fine,
      encoded: {
        ...fine.encoded,
        tokenized: { ...fine.encoded.tokenized, truncated: true, fullLength: 900 },
      },
    }
    expect(ofRecord(name, cut)).toEqual(['warning truncated'])
  })

  it('has nothing to write without heads or records', () => {
    expect(ofJob(name, { count: 0 })).toContain('error no-records')
    const none = { ...handJob().settings, heads: [] }
    expect(ofJob(name, { settings: none })).toContain('error no-heads')
    const lacking = {
      dense: unavailable('no-pooling'),
      sparse: unavailable('dense-only'),
      colbert: unavailable('dense-only'),
    }
    const said = ofJob(name, { heads: lacking, dimensions: { dense: null, colbert: null } })
    expect(said).toContain('error no-heads')
    expect(said).toContain('warning head-unavailable')
  })
})

it('warns of the demo model', () => {
  expect(ofJob('json', { isDemo: true })).toEqual(['warning demo-model'])
})

it.each([
  ['milvus', 32_768],
  ['milvus-rest', 32_768],
  ['qdrant', 65_535],
  ['elasticsearch', 4_096],
  ['opensearch', 16_000],
  ['pgvector', 16_000],
  ['weaviate', 65_535],
] as const)('%s takes %i dimensions', (name, limit) => {
  const at = (dense: number) => ofJob(name, { dimensions: { dense, colbert: null } })
  expect(at(limit)).not.toContain('error dimension-above')
  expect(at(limit + 1)).toContain('error dimension-above')
})

it.each([
  ['milvus', 'warning sparse-empty-refused'],
  ['qdrant', 'warning sparse-empty'],
  ['elasticsearch', 'warning sparse-empty'],
  ['opensearch', 'warning sparse-empty'],
  ['pgvector', 'warning sparse-empty'],
  ['vespa', 'warning sparse-empty'],
] as const)('%s: an empty sparse vector is never found', (name, said) => {
  expect(ofRecord(name, handMade('A', '', { sparse: {} }))).toEqual([said])
})

it('keeps an empty sparse vector where nothing searches', () => {
  for (const name of ['json', 'jsonl', 'csv'] as const)
    expect(ofRecord(name, handMade('A', '', { sparse: {} }))).toEqual([])
})

it('cosine has no value for a vector of length 0', () => {
  const zero = handMade('A', 'x', { dense: [0, 0, -0] })
  expect(ofRecord('elasticsearch', zero)).toEqual(['error zero-vector'])
  expect(ofRecord('opensearch', zero)).toEqual(['error zero-vector'])
  expect(ofRecord('milvus', zero)).toEqual(['warning zero-vector'])
  expect(ofRecord('json', zero)).toEqual([])
})

it('pgvector holds 16,000 entries', () => {
  const entries = (count: number) => {
    const map = new Map(Array.from({ length: count }, (_, id) => [id + 4, 0.5]))
    return { ...fine, encoded: { ...fine.encoded, lexicalWeights: available(map) } }
  }
  expect(ofRecord('pgvector', entries(16_000))).toEqual([])
  expect(ofRecord('pgvector', entries(16_001))).toEqual(['error sparse-too-many'])
})

it.each([
  ['milvus', 1024, 4_096],
  ['qdrant', 1024, 1_024],
  ['qdrant', 128, 8_192],
] as const)('%s takes, of %i dimensions, %i ColBERT rows', (name, dimension, limit) => {
  const rows = (count: number): VectorRecord => ({
    ...fine,
    encoded: {
      ...fine.encoded,
      colbertVecs: available({ rows: count, dimension, data: new Float32Array(count * dimension) }),
    },
  })
  expect(ofRecord(name, rows(limit))).toEqual([])
  expect(ofRecord(name, rows(limit + 1))).toEqual(['error colbert-too-many'])
})

it('Milvus counts the bytes of a text, not its characters', () => {
  expect(ofRecord('milvus', handMade('A', '好'.repeat(21_845)))).toEqual([])
  expect(ofRecord('milvus', handMade('A', '好'.repeat(21_845) + 'a'))).toEqual(['error text-too-long'])
  expect(ofRecord('milvus', handMade('A', '😀'.repeat(16_384)))).toEqual(['error text-too-long'])
})

it('ids have lengths where they are keys', () => {
  expect(ofRecord('elasticsearch', handMade('é'.repeat(256), 'x'))).toEqual([])
  expect(ofRecord('elasticsearch', handMade('é'.repeat(257), 'x'))).toEqual(['error id-too-long'])
  expect(ofRecord('milvus', handMade('a'.repeat(513), 'x'))).toEqual(['error id-too-long'])
})

it('characters that a database cannot store', () => {
  expect(ofRecord('pgvector', handMade('A', 'a\0b'))).toEqual(['error text-forbidden'])
  expect(ofRecord('vespa', handMade('A', 'a\u0007b'))).toEqual(['error text-forbidden'])
  expect(ofRecord('vespa', handMade('A', 'a\tb\r\n'))).toEqual([])
  expect(ofRecord('json', handMade('A', 'a\0b'))).toEqual([])
  expect(ofRecord('json', handMade('A', 'a\ud83d'))).toEqual(['error lone-surrogate'])
})

it.each([
  ['milvus', ['docs', '_a1'], ['1docs', 'my docs', 'a-b', '', 'x'.repeat(256)]],
  ['qdrant', ['docs', 'a-b', '文档'], ['a/b', '', 'a b', 'a?']],
  ['elasticsearch', ['docs', 'a-b', '文档'], ['Docs', '-a', 'a b', '..', 'a#b', '']],
  ['opensearch', ['docs'], ['Docs', 'a/b']],
  ['pgvector', ['Docs "quoted"', '文档'], ['', 'é'.repeat(32)]],
  ['weaviate', ['docs', 'Docs_1'], ['1docs', '_docs', 'my-docs']],
  ['vespa', ['docs', '_a'], ['my-docs', '1a']],
  ['json', ['any thing'], []],
] as const)('%s: names', (name, valid, invalid) => {
  for (const one of valid) expect(ofJob(name, named(one))).not.toContain('error name-invalid')
  for (const one of invalid) expect(ofJob(name, named(one)), one).toContain('error name-invalid')
})

it('every finding tells what its words need', () => {
  for (const { code, values, message } of seen.values()) {
    for (const key of FINDING_VALUES[code]) expect(values, code).toHaveProperty(key)
    expect(message).not.toMatch(/undefined|NaN\b.*NaN/)
  }
  const elsewhere = ['duplicate-id'] // run.test.ts
  expect(Object.keys(FINDING_VALUES).filter((code) => !seen.has(code))).toEqual(elsewhere)
})

/** `score --as`, and the number that production gave. */
import { describe, expect, it } from 'vitest'
import { MODEL_FOLDERS } from '../../engine'
import { cli, jsonl } from './run'

const tiny = ['--model', MODEL_FOLDERS.tiny]
const PAIR = { id: 1, a: '如何申请退款？', b: '点击申请售后' }

interface Line {
  readonly dense: number
  readonly sparse: number
  readonly as: readonly Record<string, unknown>[]
  readonly given: {
    readonly score: number
    readonly is_sure: boolean
    readonly readings: readonly { readonly metrics: readonly string[]; readonly says: string }[]
    readonly says?: string
  }
}

async function score(args: readonly string[], pair: object = PAIR): Promise<Line> {
  const { status, lines } = await cli(['score', ...tiny, ...args], jsonl([pair]))
  expect(status).toBe(0)
  return lines[0] as unknown as Line
}

describe('score --as', () => {
  it('without it there is no new field', async () => {
    expect(Object.keys(await score([]))).toEqual([
      'id',
      'dense',
      'sparse',
      'colbert',
      'sparse+dense',
      'colbert+sparse+dense',
    ])
  })
  it('one metric: the value beside ours, with the formula', async () => {
    const { dense, as } = await score(['--as', 'elasticsearch:cosine'])
    expect(as).toHaveLength(1)
    expect(as[0]).toMatchObject({
      database: 'elasticsearch',
      metric: 'cosine',
      formula: '(1 + cos) / 2',
      of: 'dense',
    })
    expect(as[0]!.value).toBeCloseTo((1 + dense) / 2, 6)
  })
  it('without a metric: all of the database', async () => {
    const { dense, sparse, as } = await score(['--as', 'Milvus'])
    const value = (name: string) => as.find(({ metric }) => metric === name)?.value
    expect(value('COSINE')).toBeCloseTo(dense, 6)
    expect(value('L2')).toBeCloseTo(2 - 2 * dense, 6)
    expect(value('SPARSE_IP')).toBeCloseTo(sparse, 12)
    expect(value('RRFRanker')).toBeNull()
  })
  it.each(['<=>', 'vector_cosine_ops', 'cosine'])('pgvector:%s', async (name) => {
    const { dense, as } = await score(['--as', `pgvector:${name}`])
    expect(as[0]!.value).toBeCloseTo(1 - dense, 6)
  })
  it('a number that has lost the score says why', async () => {
    const { as } = await score(['--as', 'elasticsearch:rrf'], { ...PAIR, score: '0.032266' })
    expect(as[0]).toMatchObject({ value: null, reason: 'ranks-only', ranks: [[1, 3]] })
  })
  it('a float32 with all its digits is a sum of places too', async () => {
    const { as } = await score(['--as', 'milvus:rrf'], { ...PAIR, score: Math.fround(1 / 61 + 1 / 63) })
    expect(as[0]).toMatchObject({ ranks: [[1, 3]] })
  })
  it('a number that no conversion makes, but places in two lists, is said to be that', async () => {
    const { given } = await score([], { ...PAIR, score: Math.fround(2 / 61) })
    expect(given).toMatchObject({ readings: [], says: expect.stringContaining('reciprocal rank fusion') })
    expect(given).toMatchObject({
      ranks: expect.arrayContaining([
        expect.objectContaining({ metric: 'milvus:RRFRanker', places: [[1, 1]] }),
      ]),
    })
    const few = await score([], { ...PAIR, score: '0.033' })
    expect(few.given).not.toHaveProperty('ranks')
  })
  it.each([
    ['mongo', 'known are milvus, qdrant, pgvector'],
    ['qdrant:chebyshev', 'Qdrant has no metric "chebyshev"; known are Cosine, Dot, Euclid'],
    ['qdrant:', 'Qdrant has no metric ""'],
    ['', 'there is no database ""'],
  ])('%j is an error that lists what there is', async (name, says) => {
    const { status, stderr } = await cli(['score', ...tiny, '--as', name], jsonl([PAIR]))
    expect(status).toBe(2)
    expect(stderr).toContain(says)
  })
})

describe('the number that production gave', () => {
  it('is named when it is ours in other units', async () => {
    const { dense } = await score([])
    const { given } = await score([], { ...PAIR, score: Number(((1 + dense) / 2).toFixed(5)) })
    expect(given.is_sure).toBe(true)
    expect(given.readings[0]!.metrics).toEqual([
      'elasticsearch:cosine',
      'elasticsearch:dot_product',
      'opensearch:cosinesimil',
      'weaviate:certainty',
    ])
    expect(given.readings[0]!.says).toContain(
      `This is Elasticsearch cosine, (1 + cos) / 2, of our dense ${dense.toFixed(4)}.`,
    )
  })
  it('a text keeps its last zeros', async () => {
    const { dense } = await score([])
    const given = (await score([], { ...PAIR, score: (1 - dense).toFixed(2) })).given
    expect(given.is_sure).toBe(false)
    expect(given.readings.flatMap(({ metrics }) => metrics)).toContain('chroma:cosine')
  })
  it('is not explained when it is another', async () => {
    const { given } = await score([], { ...PAIR, score: 12.3456 })
    expect(given).toMatchObject({ readings: [], is_sure: false })
    expect(given.says).toContain('No conversion')
  })
  it('what is not a number is an error with the line', async () => {
    const { status, stderr } = await cli(['score', ...tiny], jsonl([{ ...PAIR, score: 'high' }]))
    expect(status).toBe(2)
    expect(stderr).toContain('line 1: field "score" is "high", not a number.')
  })
})

/** Each database by its adapter, against a fake that takes only what the documentation shows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, searchOne } from '../../../src/formats/search/run'
import { SEARCHED } from '../../../src/formats/search'
import { SEARCHED_NAMES, type SearchPlan, type SearchedName } from '../../../src/formats/search/types'
import { FakeDatabase } from '../../fakes/databases/server'
import { DENSE, DOCUMENTS, QUERY, targetOf, wire } from './targets'

const COS = [0.8, 0.96, 0, -0.8] // of the documents, by hand
const SPARSE = [0.375, 0.125] // 0.5·0.5 + 0.5·0.25; 0.5·0.25

/** What the best three are, and their scores in the database's units. */
type Want = readonly (readonly [text: string, score: number])[]
const dense = (unit: (cosine: number) => number): Want => [
  ['beta gamma', unit(COS[1]!)],
  ['alpha beta', unit(COS[0]!)],
  ['delta', unit(COS[2]!)],
]
const sparse: Want = [
  ['alpha beta', SPARSE[0]!],
  ['beta gamma', SPARSE[1]!],
]
/** Dense: beta gamma, alpha beta, delta, epsilon; sparse: alpha beta, beta gamma. */
const rrf = (k: number): Want => [
  ['beta gamma', 1 / (k + 1) + 1 / (k + 2)],
  ['alpha beta', 1 / (k + 2) + 1 / (k + 1)],
  ['delta', 1 / (k + 3)],
]
const half = (cosine: number) => (1 + cosine) / 2
const minMax = (share: readonly [number, number]): Want => [
  ['alpha beta', share[0] * ((COS[0]! - COS[3]!) / (COS[1]! - COS[3]!)) + share[1]],
  ['beta gamma', share[0]],
  ['delta', share[0] * ((COS[2]! - COS[3]!) / (COS[1]! - COS[3]!))],
]

interface Case {
  readonly plan: Partial<SearchPlan>
  readonly want: Want
  readonly metric: string
  /** Order of equal scores is the database's. */
  readonly ties?: boolean
}
const ranker = (
  name: SearchPlan['ranker']['name'],
  constant: number | null,
  weights: [number, number] = [1, 1],
) => ({
  kind: 'hybrid' as const,
  ranker: { name, constant, weights },
})

const CASES: Readonly<Record<SearchedName, readonly Case[]>> = {
  milvus: [
    { plan: {}, want: dense((x) => x), metric: 'COSINE' },
    { plan: { kind: 'sparse' }, want: sparse, metric: 'SPARSE_IP' },
    { plan: ranker('rrf', null), want: rrf(60), metric: 'RRFRanker', ties: true },
    { plan: ranker('rrf', 10), want: rrf(10), metric: 'RRFRanker', ties: true },
    {
      plan: ranker('weighted', null, [0.5, 1]),
      want: [
        ['alpha beta', 0.4 + 0.375],
        ['beta gamma', 0.48 + 0.125],
        ['delta', 0],
      ],
      metric: 'WeightedRanker',
    },
  ],
  qdrant: [
    { plan: {}, want: dense((x) => x), metric: 'Cosine' },
    { plan: { kind: 'sparse' }, want: sparse, metric: 'sparse' },
    // The first place is 0.
    { plan: ranker('rrf', null), want: rrf(1), metric: 'rrf', ties: true },
    { plan: ranker('rrf', 61), want: rrf(60), metric: 'rrf', ties: true },
  ],
  elasticsearch: [
    { plan: {}, want: dense(half), metric: 'dot_product' },
    { plan: { kind: 'sparse' }, want: sparse, metric: 'sparse_vector' },
    { plan: ranker('rrf', null), want: rrf(60), metric: 'rrf', ties: true },
    { plan: ranker('rrf', 1), want: rrf(1), metric: 'rrf', ties: true },
    { plan: ranker('weighted', null, [2, 1]), want: minMax([2, 1]), metric: 'linear' },
  ],
  opensearch: [
    { plan: {}, want: dense(half), metric: 'cosinesimil' },
    { plan: { kind: 'sparse' }, want: sparse, metric: 'neural_sparse' },
    { plan: ranker('rrf', null), want: rrf(60), metric: 'rrf', ties: true },
    // The weights are made to sum to 1.
    { plan: ranker('weighted', null, [2, 2]), want: minMax([0.5, 0.5]), metric: 'hybrid' },
  ],
  weaviate: [
    { plan: {}, want: dense((x) => 1 - x), metric: 'cosine' },
    { plan: { rest: true }, want: dense((x) => 1 - x), metric: 'cosine' },
    // The keyword side has the word alpha alone: "beta" of the query is in quotes.
    {
      plan: ranker('rrf', null),
      want: [
        ['alpha beta', 1 / 62 + 1 / 61],
        ['beta gamma', 1 / 61],
        ['delta', 1 / 63],
      ],
      metric: 'rankedFusion',
    },
    {
      plan: ranker('relative', null, [1, 3]),
      want: [
        ['alpha beta', 0.25 * (COS[0]! / COS[1]!) + 0.75],
        ['beta gamma', 0.25],
        ['delta', 0],
      ],
      metric: 'relativeScoreFusion',
    },
  ],
  chroma: [{ plan: {}, want: dense((x) => 1 - x), metric: 'cosine' }],
}

describe.each(SEARCHED_NAMES)('%s', (name) => {
  let fake: FakeDatabase
  beforeAll(async () => {
    fake = await FakeDatabase.start(name, DOCUMENTS)
  })
  afterAll(() => fake.close())

  it.each(CASES[name])('$plan', async ({ plan, want, metric, ties = false }) => {
    // Weaviate's relative fusion scales the three that it found.
    const connection = await connect(targetOf(name, fake.url, plan), wire())
    const { hits, score, text } = await searchOne(connection, QUERY, wire())
    expect(hits.map(({ rank }) => rank)).toEqual(want.map((_, at) => at + 1))
    const byText = (rows: Want) => (ties ? [...rows].sort(([a], [b]) => (a < b ? -1 : 1)) : rows)
    const found = hits.map((hit): Want[number] => [hit.text!, hit.score!])
    expect(byText(found).map(([one]) => one)).toEqual(byText(want).map(([one]) => one))
    for (const [at, [, value]] of byText(found).entries()) expect(value).toBeCloseTo(byText(want)[at]![1], 6)
    expect(score.meaning?.name).toBe(metric)
    expect(score.field).toBe(
      {
        milvus: 'distance',
        qdrant: 'score',
        elasticsearch: '_score',
        opensearch: '_score',
        chroma: 'distances',
      }[name as string] ?? (plan.kind === 'hybrid' ? 'score' : 'distance'),
    )
    expect(text).toBe(
      { elasticsearch: 'body.text', opensearch: 'body.text', chroma: '#document' }[name as string] ?? 'text',
    )
  })

  it('gives the ids as the database has them, or those of a field', async () => {
    const connection = await connect(targetOf(name, fake.url), wire())
    const { hits } = await searchOne(connection, QUERY, wire())
    const ids = hits.map(({ id }) => id)
    if (name === 'weaviate') {
      expect(ids[0]).toMatch(/^00000000-0000-4000-8000-0+3232$/)
      const fields = { dense: null, sparse: null, text: null, id: 'docId' }
      const own = await connect(targetOf(name, fake.url, {}, { fields }), wire())
      expect((await searchOne(own, QUERY, wire())).hits.map(({ id }) => id)).toEqual(['22', '11', '33'])
    } else expect(ids).toEqual(['22', '11', '33'])
  })

  it('a key is in its header, and in nothing that is shown', async () => {
    const { auth } = SEARCHED[name]
    fake.switches.key = [auth.header.toLowerCase(), `${auth.before}s3cr3t`]
    const connection = await connect(targetOf(name, fake.url, {}, { key: 's3cr3t' }), wire())
    const found = await searchOne(connection, QUERY, wire())
    expect(found.hits).toHaveLength(3)
    expect(JSON.stringify(found)).not.toContain('s3cr3t')
    await expect(connect(targetOf(name, fake.url), wire())).rejects.toMatchObject({
      code: 'endpoint/unauthorized',
    })
    fake.switches.key = null
  })

  it('what the database refuses is told in its own words', async () => {
    const place = { baseUrl: fake.url, collection: 'nothere', tenant: null, database: null }
    await expect(connect(targetOf(name, fake.url, {}, { place }), wire())).rejects.toMatchObject({
      code: name === 'milvus' ? 'search/refused' : 'endpoint/not-found',
      values: { said: expect.stringMatching(/find|exist|found|no such/i) as string },
    })
  })

  it('vectors of another dimension are not sent', async () => {
    const connection = await connect(targetOf(name, fake.url), wire())
    const sent = fake.log.length
    const asked = searchOne(connection, { ...QUERY, dense: [1, 0] }, wire())
    if (name === 'weaviate') return expect(asked).rejects.toThrow() // it does not say its dimension
    await expect(asked).rejects.toMatchObject({ code: 'search/dimension', values: { found: 2, expected: 3 } })
    expect(fake.log).toHaveLength(sent)
  })

  it('an address may end with the path of the API', async () => {
    const path = SEARCHED[name].paths[0]!
    const place = { baseUrl: `${fake.url}${path}/`, collection: 'docs', tenant: null, database: null }
    await expect(connect(targetOf(name, fake.url, {}, { place }), wire())).resolves.toMatchObject({
      base: fake.url,
    })
  })
})

describe('requests', () => {
  const sent = async (name: SearchedName, plan: Partial<SearchPlan> = {}) => {
    const fake = await FakeDatabase.start(name, DOCUMENTS)
    try {
      await searchOne(await connect(targetOf(name, fake.url, plan), wire()), QUERY, wire())
      const { method, path, body } = fake.log.at(-1)!
      return [`${method} ${path}`, JSON.parse(body) as unknown]
    } finally {
      await fake.close()
    }
  }
  const weights = { '5': 0.5, '9': 0.5 }

  it('Milvus', async () => {
    expect(await sent('milvus', { kind: 'sparse' })).toEqual([
      'POST /v2/vectordb/entities/search',
      {
        collectionName: 'docs',
        limit: 3,
        outputFields: ['text', 'doc_id'],
        data: [weights],
        annsField: 'sparse',
      },
    ])
    expect(await sent('milvus', ranker('rrf', null))).toEqual([
      'POST /v2/vectordb/entities/hybrid_search',
      {
        collectionName: 'docs',
        limit: 3,
        outputFields: ['text', 'doc_id'],
        search: [
          { data: [DENSE], annsField: 'dense', limit: 100 },
          { data: [weights], annsField: 'sparse', limit: 100 },
        ],
        rerank: { strategy: 'rrf', params: { k: 60 } },
      },
    ])
  })
  it('Qdrant', async () => {
    expect(await sent('qdrant', ranker('dbsf', null))).toEqual([
      'POST /collections/docs/points/query',
      {
        prefetch: [
          { query: DENSE, using: 'dense', limit: 100 },
          { query: { indices: [5, 9], values: [0.5, 0.5] }, using: 'sparse', limit: 100 },
        ],
        query: { fusion: 'dbsf' },
        limit: 3,
        with_payload: true,
        with_vector: false,
      },
    ])
  })
  it('Elasticsearch', async () => {
    expect(await sent('elasticsearch', ranker('rrf', 60))).toEqual([
      'POST /docs/_search',
      {
        size: 3,
        retriever: {
          rrf: {
            retrievers: [
              { knn: { field: 'dense', query_vector: DENSE, k: 100, num_candidates: 100 } },
              {
                standard: {
                  query: { sparse_vector: { field: 'sparse', query_vector: weights, prune: false } },
                },
              },
            ],
            rank_window_size: 100,
            rank_constant: 60,
          },
        },
        _source: ['body.text'],
      },
    ])
  })
  it('OpenSearch: a pipeline of its own, or one that is sent', async () => {
    expect(await sent('opensearch', ranker('rrf', null))).toMatchObject([
      'POST /docs/_search',
      {
        search_pipeline: {
          phase_results_processors: [{ 'score-ranker-processor': { combination: { technique: 'rrf' } } }],
        },
      },
    ])
    const [address, body] = await sent('opensearch', { ...ranker('rrf', null), pipeline: 'own' })
    expect(address).toBe('POST /docs/_search?search_pipeline=own')
    expect(body).not.toHaveProperty('search_pipeline')
  })
  it('Weaviate', async () => {
    const dense = JSON.stringify(DENSE)
    expect(await sent('weaviate', ranker('relative', null, [3, 1]))).toEqual([
      'POST /v1/graphql',
      {
        query: `{ Get { Docs(limit: 3, hybrid: {query: "alpha \\"beta\\"", vector: ${dense}, alpha: 0.75, fusionType: relativeScoreFusion, targetVectors: ["dense"]}) { text _additional { id score } } } }`,
      },
    ])
  })
  it('Chroma', async () => {
    const base = 'POST /api/v2/tenants/default_tenant/databases/default_database/collections'
    expect(await sent('chroma')).toEqual([
      `${base}/3f4dbeec-103a-4445-a75e-374fa77c30d1/query`,
      { query_embeddings: [DENSE], n_results: 3, include: ['documents', 'distances', 'metadatas'] },
    ])
  })
})

/** Vectors and replies as servers, databases and people write them. */
import { describe, expect, test } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import { parseReply, weightsByToken, type ForeignReply } from '../../../src/formats/reply'
import type { RequestKind } from '../../../src/formats/request/types'
import { toRows } from '../../../src/formats/reply/shapes'

const thrown = (text: string, kind?: RequestKind): EngineError => {
  try {
    parseReply(text, kind ?? null)
  } catch (error) {
    if (error instanceof EngineError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** The reply with plain lists, without what is null. */
function plain({ items, ...reply }: ForeignReply) {
  const rows = (given: { rows: number; dimension: number; data: Float64Array }) =>
    Array.from({ length: given.rows }, (_, row) => [
      ...given.data.slice(row * given.dimension, (row + 1) * given.dimension),
    ])
  const tidy = (object: object) =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined))
  return tidy({
    ...reply,
    otherwise: undefined,
    items: items.map((item) =>
      tidy({
        ...item,
        fields: undefined,
        dense: item.dense && [...item.dense],
        sparse: item.sparse && Object.fromEntries(item.sparse),
        colbert: item.colbert && rows(item.colbert),
        hidden: item.hidden && rows(item.hidden),
        tokenWeights: item.tokenWeights && [...item.tokenWeights],
      }),
    ),
  })
}
const read = (value: string | object, kind: RequestKind | null = null) =>
  plain(parseReply(typeof value === 'string' ? value : JSON.stringify(value), kind))
const dense = (...values: number[]) => [{ dense: values }]
const float32 = (values: number[]) => Buffer.from(new Float32Array(values).buffer).toString('base64')

describe('a vector alone', () => {
  test.each([
    ['[0.1,-0.2,3e-5]', 'json-array'],
    ['0.1, -0.2, 3e-5', 'numbers'],
    ['0.1 -0.2\n3e-5\n', 'numbers'],
    ['0.1;-0.2;3e-05', 'numbers'],
    ['array([ 0.1, -0.2,  3.e-05], dtype=float32)', 'json-array'],
    ['[ 0.1 -0.2\n  3.e-05]', 'json-array'],
    ['(0.1, -0.2, 3e-05)', 'json-array'],
    ['[np.float32(0.1), np.float32(-0.2), np.float32(3e-05)]', 'json-array'],
    [
      "tensor([0.1, -0.2, 3e-05], device='cuda:0', dtype=torch.float16, grad_fn=<DivBackward0>)",
      'json-array',
    ],
    ['Float32Array(3) [ 0.1, -0.2, 0.00003 ]', 'json-array'],
    ['"[0.1,-0.2,3e-5]"', 'json-array'],
    ['12:00 [INFO] id=7 vector=[0.1, -0.2, 3e-5] took=3ms', 'json-array'],
  ])('%s', (text, form) => {
    expect(read(text)).toEqual({ form, items: dense(0.1, -0.2, 3e-5) })
  })

  test('base64 of float32, as OpenAI and URL-safe', () => {
    const values = [0.1, -0.2, 1, 0.03125, -0.7].map(Math.fround)
    const text = float32(values)
    expect(read(text)).toEqual({ form: 'base64-float32', items: dense(...values) })
    expect(read(text.replaceAll('+', '-').replaceAll('/', '_')).items).toEqual(dense(...values))
    expect(read(`${text.slice(0, 10)}\n${text.slice(10)}`).items).toEqual(dense(...values))
  })

  test('base64 that is no such vector', () => {
    expect(thrown(Buffer.alloc(1025, 7).toString('base64')).values).toEqual({ bytes: 1025 })
    const bigEndian = Buffer.from(
      new Float32Array(Array.from({ length: 16 }, (_, at) => Math.sin(at + 1))).buffer,
    ).swap32()
    expect(thrown(bigEndian.toString('base64')).code).toBe('vector/base64-values')
    const nan = thrown(float32([0.1, 0.2, NaN, ...Array.from({ length: 13 }, () => 0.5)]))
    expect([nan.code, nan.values['index']]).toEqual(['vector/not-finite', 2])
  })

  test('a printed sparse vector, PostgreSQL counts from 1', () => {
    const weights = { 83: 0.1, 4865: 0.08 }
    const items = [{ sparse: weights }]
    expect(read('{4866:0.08,84:0.1}/250002')).toEqual({ form: 'sparsevec', items })
    expect(read("'{4866:0.08, 84:0.1}/250002'").items).toEqual(items)
    expect(read({ 4865: 0.08, 83: 0.1 })).toEqual({ form: 'lexical-weights', items })
    expect(read('{4865: 0.08, 83: 0.1}').items).toEqual(items)
    expect(read("defaultdict(<class 'int'>, {'4865': np.float32(0.08), '83': 0.1})").items).toEqual(items)
    expect(read({ indices: [4865, 83], values: [0.08, 0.1] }).items).toEqual(items)
    expect(
      read([
        { index: 4865, value: 0.08 },
        { index: 83, value: 0.1 },
      ]).items,
    ).toEqual(items)
    expect(read('[(4865, 0.08), (83, 0.1)]').items).toEqual(items)
    expect(read('{}')).toEqual({ form: 'lexical-weights', items: [{ sparse: {} }] })
  })

  test('ids', () => {
    expect(read('[0, 4865, 83, 2]')).toEqual({ form: 'token-ids', items: [], tokenIds: [[0, 4865, 83, 2]] })
    expect(read('[[0, 4865, 2], [0, 83, 335, 2]]').tokenIds).toEqual([
      [0, 4865, 2],
      [0, 83, 335, 2],
    ])
    // int8 is no id.
    expect(read('[1, 0, -127, 5]').items).toEqual(dense(1, 0, -127, 5))
  })

  test('every bit stays', () => {
    const values = [0.1 + 0.2, 1 / 3, -5e-324, 1.7976931348623157e308, 0.03125000000000001]
    expect(read(values).items).toEqual(dense(...values))
  })
})

describe('two readings of one shape', () => {
  const rows = [
    [0.6, 0.8],
    [0, 1],
  ]
  test('rows: texts, or the ColBERT rows of one', () => {
    expect(read(rows)).toEqual({
      form: 'tei',
      items: [
        { dense: rows[0], label: '0' },
        { dense: rows[1], label: '1' },
      ],
    })
    expect(plain(parseReply(JSON.stringify(rows)).otherwise!)).toEqual({
      form: 'colbert-rows',
      items: [{ colbert: rows }],
    })
    expect(read(rows, 'colbert').items).toEqual([{ colbert: rows }])
    expect(parseReply('[[0.6,0.8]]').otherwise).toBeUndefined()
  })
  test('rows of rows: ColBERT when all are of length 1, else hidden states', () => {
    expect(read([rows]).items).toEqual([{ colbert: rows, label: '0' }])
    expect(
      read([
        [
          [6, 8],
          [0, 1],
        ],
      ]),
    ).toEqual({
      form: 'tei-embed-all',
      items: [
        {
          hidden: [
            [6, 8],
            [0, 1],
          ],
          label: '0',
        },
      ],
    })
  })
  test('numbers: a vector, or the scores that were asked for', () => {
    expect(read([0.5, 0.25]).items).toEqual(dense(0.5, 0.25))
    expect(read([0, 5, 2], 'tokenize').tokenIds).toEqual([[0, 5, 2]])
    expect(read([0.5, 0.25], 'similarity')).toEqual({
      form: 'tei-similarity',
      items: [],
      scores: [0.5, 0.25],
    })
  })
})

describe('servers', () => {
  const openai = (data: object[], more = {}) => ({
    object: 'list',
    data,
    model: 'bge-m3',
    usage: { prompt_tokens: 7, total_tokens: 7 },
    ...more,
  })
  const about = { model: 'bge-m3', promptTokens: 7 }
  const labelled = (...vectors: number[][]) =>
    vectors.map((vector, at) => ({ dense: vector, label: String(at) }))
  test('OpenAI: in the order of index; base64', () => {
    const data = [
      { object: 'embedding', index: 1, embedding: [0.3, 0.4] },
      { object: 'embedding', index: 0, embedding: [0.1, 0.2] },
    ]
    expect(read(openai(data))).toEqual({ form: 'openai', items: labelled([0.1, 0.2], [0.3, 0.4]), ...about })
    const coded = [{ object: 'embedding', index: 0, embedding: float32([0.5, 0.25, -0.125, 1]) }]
    expect(read(openai(coded))).toEqual({
      form: 'openai-base64',
      items: labelled([0.5, 0.25, -0.125, 1]),
      ...about,
    })
    const python =
      "CreateEmbeddingResponse(data=[Embedding(embedding=[0.1, 0.2], index=0, object='embedding')], model='bge-m3', object='list', usage=Usage(prompt_tokens=7, total_tokens=7))"
    expect(read(python)).toEqual({ form: 'openai', items: labelled([0.1, 0.2]), ...about })
  })
  test('Xinference: sparse, tokens not counted', () => {
    const reply = openai([{ index: 0, object: 'sparse_embedding', embedding: { 4865: 0.08 } }], {
      usage: { prompt_tokens: -1, total_tokens: -1 },
    })
    expect(read(reply)).toEqual({
      form: 'xinference-sparse',
      items: [{ sparse: { 4865: 0.08 }, label: '0' }],
      model: 'bge-m3',
    })
  })
  test('TEI', () => {
    expect(read([[{ index: 4865, value: 0.08 }], []])).toEqual({
      form: 'tei-sparse',
      items: [
        { sparse: { 4865: 0.08 }, label: '0' },
        { sparse: {}, label: '1' },
      ],
    })
    const token = (id: number, start: number | null) => ({
      id,
      text: 'x',
      special: start === null,
      start,
      stop: start,
    })
    expect(read([[token(0, null), token(4865, 0), token(2, null)]])).toEqual({
      form: 'tei-tokenize',
      items: [],
      tokenIds: [[0, 4865, 2]],
    })
  })
  test('vLLM pooling and its plugin', () => {
    const pooling = (data: object) => ({
      id: 'x',
      object: 'list',
      model: 'bge-m3',
      data: [{ index: 0, object: 'pooling', data }],
      usage: { prompt_tokens: 7 },
    })
    expect(read(pooling([[0.1], [0]]))).toEqual({
      form: 'vllm-pooling',
      items: [{ tokenWeights: [0.1, 0], label: '0' }],
      ...about,
    })
    expect(read(pooling([0.1, 0])).items).toEqual([{ tokenWeights: [0.1, 0], label: '0' }])
    expect(
      read(
        pooling([
          [0.6, 0.8],
          [0, 1],
        ]),
      ).items,
    ).toEqual([
      {
        colbert: [
          [0.6, 0.8],
          [0, 1],
        ],
        label: '0',
      },
    ])
    expect(read(pooling([0.6, -0.8])).items).toEqual(labelled([0.6, -0.8]))
    const plugin = {
      request_id: 'r',
      created_at: 1,
      data: {
        data: [
          {
            index: 0,
            object: 'o',
            sparse_embedding: [{ token_id: 4865, weight: 0.08, token: 'What' }],
            dense_embedding: [0.1, 0.2],
          },
        ],
        usage: {},
      },
    }
    expect(read(plugin)).toEqual({
      form: 'vllm-plugin',
      items: [{ dense: [0.1, 0.2], sparse: { 4865: 0.08 }, label: '0' }],
    })
    expect(read({ count: 4, max_model_len: 8192, tokens: [0, 4865, 2] })).toEqual({
      form: 'tokenize',
      items: [],
      tokenIds: [[0, 4865, 2]],
    })
  })
  test('Ollama', () => {
    expect(read({ model: 'bge-m3', embeddings: [[0.1, 0.2]], prompt_eval_count: 7 })).toEqual({
      form: 'ollama',
      items: labelled([0.1, 0.2]),
      ...about,
    })
    expect(read({ embedding: [0.1, 0.2] })).toEqual({ form: 'ollama-old', items: dense(0.1, 0.2) })
  })
  test('llama.cpp', () => {
    expect(read([{ index: 0, embedding: [[0.1, 0.2]] }])).toEqual({
      form: 'llamacpp',
      items: labelled([0.1, 0.2]),
    })
    expect(
      read([
        {
          index: 0,
          embedding: [
            [1, 2],
            [3, 4],
          ],
        },
      ]).items,
    ).toEqual([
      {
        hidden: [
          [1, 2],
          [3, 4],
        ],
        label: '0',
      },
    ])
    expect(read({ tokens: [4865, 83] }).tokenIds).toEqual([[4865, 83]])
  })
  test('DashScope', () => {
    const reply = {
      output: {
        embeddings: [
          {
            text_index: 0,
            embedding: [0.1, 0.2],
            sparse_embedding: [{ index: 4865, value: 0.08, token: 'x' }],
          },
        ],
      },
      usage: { total_tokens: 7 },
      request_id: 'r',
    }
    expect(read(reply)).toEqual({
      form: 'dashscope',
      items: [{ dense: [0.1, 0.2], sparse: { 4865: 0.08 }, label: '0' }],
      promptTokens: 7,
    })
  })
  test('FastAPI', () => {
    expect(
      read({
        dense_embeddings: [0.1, 0.2],
        sparse_embeddings: { 4865: 0.08 },
        colbert_embeddings: [[0.6, 0.8]],
      }),
    ).toEqual({
      form: 'fastapi',
      items: [{ dense: [0.1, 0.2], sparse: { 4865: 0.08 }, colbert: [[0.6, 0.8]] }],
    })
    expect(read({ embeddings: [0.1, 0.2] })).toEqual({ form: 'fastapi-simple', items: dense(0.1, 0.2) })
  })
  test('axum, the encode dialect', () => {
    expect(read({ data: [{ index: 0, sparse_values: { indices: [4865], values: [0.08] } }] })).toEqual({
      form: 'axum-sparse',
      items: [{ sparse: { 4865: 0.08 }, label: '0' }],
    })
    expect(
      read({
        dense_vecs: [[0.1, 0.2]],
        lexical_weights: [{ indices: [4865], values: [0.08] }],
        colbert_vecs: [[[0.6, 0.8]]],
      }).items,
    ).toEqual([{ dense: [0.1, 0.2], sparse: { 4865: 0.08 }, colbert: [[0.6, 0.8]], label: '0' }])
  })
  test("m3scope's server, a line of the terminal, FlagEmbedding's dictionary", () => {
    const served = {
      format: 'm3scope/encode',
      version: 1,
      dense_vecs: [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
      lexical_weights: [{ 4865: 0.08 }, {}],
      colbert_vecs: { unavailable: 'no-head' },
      input_ids: [
        [0, 4865, 2],
        [0, 2],
      ],
    }
    expect(read(served)).toEqual({
      form: 'm3scope',
      items: [
        { dense: [0.1, 0.2], sparse: { 4865: 0.08 }, label: '0' },
        { dense: [0.3, 0.4], sparse: {}, label: '1' },
      ],
      tokenIds: [
        [0, 4865, 2],
        [0, 2],
      ],
    })
    expect(
      read({
        id: 'x',
        input_ids: [0, 4865, 2],
        dense_vecs: [0.1, 0.2],
        dense_vecs_full: [0.1, 0.2, 0.3],
        lexical_weights: { 4865: 0.08 },
      }),
    ).toEqual({
      form: 'flagembedding',
      items: [{ dense: [0.1, 0.2], sparse: { 4865: 0.08 }, label: 'x' }],
      tokenIds: [[0, 4865, 2]],
    })
    const python =
      "{'dense_vecs': array([[0.1, 0.2]], dtype=float16), 'lexical_weights': [defaultdict(<class 'int'>, {'4865': 0.08})], 'colbert_vecs': None}"
    expect(read(python).items).toEqual([{ dense: [0.1, 0.2], sparse: { 4865: 0.08 }, label: '0' }])
    expect(
      read({ input_ids: [[0, 4865, 2]], tokens: [['<s>', '▁What', '</s>']], truncated: [false] }).tokenIds,
    ).toEqual([[0, 4865, 2]])
  })
})

describe('databases', () => {
  const item = { dense: [0.1, 0.2], sparse: { 4865: 0.08 }, label: '1', text: 'hi' }
  test('Milvus: import file, bare rows, REST; any names; long ids as written', () => {
    const row = { id: 1, text: 'hi', my_vec: [0.1, 0.2], kw: { 4865: 0.08 } }
    expect(read({ rows: [row] })).toEqual({ form: 'milvus', items: [item] })
    expect(read([row])).toEqual({ form: 'row', items: [item] })
    expect(read(row)).toEqual({ form: 'row', items: [item] })
    expect(read({ collectionName: 'docs', data: [row] })).toEqual({ form: 'milvus', items: [item] })
    expect(read({ code: 0, data: [row] }).items).toEqual([item])
    expect(read('{"code":0,"data":[{"id":460551123456789012,"v":[0.1,0.2],"distance":0.9}]}').items).toEqual([
      { dense: [0.1, 0.2], label: '460551123456789012' },
    ])
    expect(read("[{'id': 1, 'text': 'hi', 'dense': [0.1, 0.2], 'sparse': {4865: 0.08}}]").items).toEqual([
      item,
    ])
    expect(read([{ id: 1, colbert: [{ emb: [0.6, 0.8] }, { emb: [0, 1] }] }]).items).toEqual([
      {
        colbert: [
          [0.6, 0.8],
          [0, 1],
        ],
        label: '1',
      },
    ])
    expect(read({ id: 1, text: 'hi', dense: [0.1, 0.2], sparse: '{"4865":0.08}' }).items).toEqual([item])
  })
  test('two vectors of one shape: the better name is taken, the other told', () => {
    const { items } = parseReply('{"id":1,"title_vec":[9,9.5],"dense":[0.1,0.2]}')
    expect([...items[0]!.dense!]).toEqual([0.1, 0.2])
    expect(items[0]!.fields).toEqual({ taken: { dense: 'dense' }, left: ['title_vec'] })
    // Of names that say nothing the longer one.
    const [row] = parseReply('{"id":1,"tags":[1,2],"v":[0.1,0.2,0.3]}').items
    expect(row!.fields).toEqual({ taken: { dense: 'v' }, left: ['tags'] })
  })
  test('Qdrant: a point, upserts, retrieve, scroll; named and not', () => {
    const point = {
      id: 1,
      vector: { dense: [0.1, 0.2], sparse: { indices: [4865], values: [0.08] }, colbert: [[0.6, 0.8]] },
      payload: { text: 'hi' },
    }
    const expected = { form: 'qdrant', items: [{ ...item, colbert: [[0.6, 0.8]] }] }
    for (const reply of [
      point,
      [point],
      { points: [point] },
      { result: [point], status: 'ok' },
      { result: point },
      { result: { points: [point], next_page_offset: null } },
    ])
      expect(read(reply)).toEqual(expected)
    expect(read({ result: { id: 'u-1', vector: [0.1, 0.2], payload: {} } }).items).toEqual([
      { dense: [0.1, 0.2], label: 'u-1' },
    ])
  })
  test('Elasticsearch, Weaviate, Vespa, pgvector, JSON Lines', () => {
    expect(
      read({
        hits: { hits: [{ _id: '1', _source: { text: 'hi', dense: [0.1, 0.2], sparse: { 4865: 0.08 } } }] },
      }).items,
    ).toEqual([item])
    expect(
      read({ class: 'Doc', id: '1', properties: { text: 'hi' }, vectors: { dense: [0.1, 0.2] } }).items,
    ).toEqual([{ dense: [0.1, 0.2], label: '1', text: 'hi' }])
    expect(
      read({
        put: 'id:x::1',
        fields: {
          text: 'hi',
          dense: { values: [0.1, 0.2] },
          sparse: { cells: { 4865: 0.08 } },
          colbert: { blocks: { 0: [0.6, 0.8] } },
        },
      }).items,
    ).toEqual([
      { dense: [0.1, 0.2], sparse: { 4865: 0.08 }, colbert: [[0.6, 0.8]], label: 'id:x::1', text: 'hi' },
    ])
    expect(read({ id: 1, text: 'hi', embedding: '[0.1,0.2]', sparse: '{4866:0.08}/250002' }).items).toEqual([
      item,
    ])
    expect(
      read('{"id":1,"text":"hi","dense":[0.1,0.2],"sparse":{"4865":0.08}}\n{"id":2,"dense":[0.3,0.4]}'),
    ).toEqual({
      form: 'json-lines',
      items: [item, { dense: [0.3, 0.4], label: '2' }],
    })
    expect(read('{"index":{"_id":"1"}}\n{"text":"hi","dense":[0.1,0.2]}').items).toEqual([
      { dense: [0.1, 0.2], text: 'hi' },
    ])
  })
})

describe('bad input', () => {
  test.each([
    ['', 'vector/unreadable'],
    ['hello', 'vector/unreadable'],
    ['Invoke-WebRequest', 'vector/unreadable'],
    ['abcdefghijklmnopqrstuvwx', 'vector/unreadable'],
    ['hello world, this is no vector', 'vector/unreadable'],
    ['0.5', 'vector/unreadable'],
    ['{"status":"healthy"}', 'vector/unreadable'],
    ['[0.1, 0.2, 0.3', 'vector/unreadable'],
    ['[]', 'vector/empty'],
    ['[[]]', 'vector/empty'],
    ['{"embedding":[]}', 'vector/empty'],
    ['{"data":[{"index":0,"embedding":[]}]}', 'vector/empty'],
    ['[[0.1,0.2],[0.3]]', 'vector/ragged'],
    ['{"indices":[1,2],"values":[0.1]}', 'vector/ragged'],
    ['[0.1, 0.2, ..., 0.9]', 'vector/shortened'],
    ['[ 0.1  0.2 ...  0.9]', 'vector/shortened'],
    ['Float32Array(1024) [ 0.1, 0.2, ... 924 more items ]', 'vector/shortened'],
  ])('%s → %s', (text, code) => {
    expect(thrown(text).code).toBe(code)
  })
  test('rows of unequal length are refused before memory for the longest is asked for', () => {
    const rows = [Array.from({ length: 300_000 }, () => 0.1), ...Array.from({ length: 299_999 }, () => [0.1])]
    expect(() => toRows(rows, 'colbert')).toThrow('row 1 has 1 values, expected 300000')
  })
  test('what is not finite is named with its place', () => {
    expect(thrown('[0.1, NaN]').values).toEqual({ where: 'vector', index: 1, found: 'NaN' })
    expect(thrown('[null, null]').values).toEqual({ where: 'vector', index: 0, found: 'null' })
    expect(thrown('0.1, -inf').values).toMatchObject({ index: 1, found: '-Infinity' })
    expect(thrown('{"data":[{"embedding":[0.1,Infinity]}]}').values).toMatchObject({
      where: 'data[0].embedding',
      index: 1,
    })
    expect(thrown('{"4865": NaN}').values).toEqual({ where: 'weights', index: '4865', found: 'NaN' })
    expect(thrown('[[0.1, 0.2], [0.3, NaN]]').values).toMatchObject({ index: 1, found: 'NaN' })
  })
  test("a server's own words", () => {
    const said = (reply: string | object) => {
      const error = thrown(typeof reply === 'string' ? reply : JSON.stringify(reply))
      expect(error.code).toBe('reply/refused')
      return error.values['said']
    }
    expect(said({ error: 'model "bge-m3" not found, try pulling it first' })).toBe(
      'model "bge-m3" not found, try pulling it first',
    )
    expect(said({ error: { message: 'Incorrect API key', type: 'auth', code: 'invalid_api_key' } })).toBe(
      'Incorrect API key (invalid_api_key)',
    )
    expect(said({ error: 'batch too large', error_type: 'Validation' })).toBe('batch too large')
    expect(said({ message: 'too long', code: 413, type: 'Validation' })).toBe('too long (413)')
    expect(said({ detail: 'Content cannot be empty' })).toBe('Content cannot be empty')
    expect(said({ detail: [{ loc: ['body', 'content'], msg: 'Field required', type: 'missing' }] })).toBe(
      'body.content: Field required (missing)',
    )
    expect(said({ code: 1100, message: 'collection not found' })).toBe('collection not found (1100)')
    expect(said({ status: { error: 'Not found: Collection' }, time: 0.1 })).toBe('Not found: Collection')
    expect(said({ code: 'InvalidApiKey', message: 'Invalid API-key provided.', request_id: 'r' })).toBe(
      'Invalid API-key provided. (InvalidApiKey)',
    )
    expect(
      said(
        '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      ),
    ).toContain('502 Bad Gateway')
  })
})

test('weights by position become lexical weights as in FlagEmbedding', () => {
  const weights = new Float64Array([0.1, 0.3, 0.2, 0, 0.9])
  expect([...weightsByToken([0, 83, 4865, 83, 335, 3, 2], weights)]).toEqual([
    [83, 0.2],
    [4865, 0.3],
  ])
  expect(() => weightsByToken([0, 83, 2], weights)).toThrow(EngineError)
})

/** Exact requests of every dialect and kind, written by hand after the servers' documents. */
import { describe, expect, test } from 'vitest'
import type { HeadName } from '../../../src/engine/model/types'
import { defaultServer, DIALECTS, notSent, requestsFor } from '../../../src/formats/request'
import {
  DIALECT_NAMES,
  REQUEST_KINDS,
  type CannotCode,
  type DialectName,
  type RequestKind,
} from '../../../src/formats/request/types'
import { given } from './requests'

/** "METHOD address" and body of each request; or why there is none. */
type Expected = readonly (readonly [line: string, body: unknown, gives?: string])[] | CannotCode

const TEXTS = ['甲', 'b']
const openaiBody = { model: 'BAAI/bge-m3', input: TEXTS, encoding_format: 'float' }
const vllmCut = { truncate_prompt_tokens: 512, truncation_side: 'right' }
const noScore = 'no-similarity'
const noTokens = 'no-tokenize'
const fastapiBody = (content: string, head: HeadName) => ({
  content,
  model: 'bge-m3',
  return_dense: head === 'dense',
  return_sparse: head === 'sparse',
  return_colbert_vecs: head === 'colbert',
})
const fastapiOf = (head: HeadName): Expected =>
  TEXTS.map((text) => ['POST http://localhost:1234/embed', fastapiBody(text, head), head])
const encodeOf = (head: HeadName): Expected => [
  [
    'POST http://localhost:8093/v1/encode',
    {
      texts: TEXTS,
      max_length: 512,
      normalize: true,
      return_dense: head === 'dense',
      return_sparse: head === 'sparse',
      return_colbert_vecs: head === 'colbert',
    },
    head,
  ],
]

const EXPECTED: Readonly<Record<DialectName, Readonly<Record<RequestKind, Expected>>>> = {
  openai: {
    dense: [['POST http://localhost:8000/v1/embeddings', openaiBody, 'dense']],
    sparse: 'openai-dense-only',
    colbert: 'openai-dense-only',
    similarity: noScore,
    tokenize: noTokens,
    health: [['GET http://localhost:8000/v1/models', null]],
  },
  tei: {
    dense: [
      [
        'POST http://localhost:3000/embed',
        { inputs: TEXTS, truncate: true, truncation_direction: 'right', normalize: true },
        'dense',
      ],
    ],
    sparse: 'tei-sparse',
    colbert: 'tei-colbert',
    similarity: [
      [
        'POST http://localhost:3000/similarity',
        {
          inputs: { source_sentence: '甲', sentences: ['b'] },
          parameters: { truncate: true, truncation_direction: 'right' },
        },
        'dense',
      ],
    ],
    tokenize: [['POST http://localhost:3000/tokenize', { inputs: TEXTS, add_special_tokens: true }]],
    health: [['GET http://localhost:3000/health', null]],
  },
  infinity: {
    dense: [['POST http://localhost:7997/embeddings', openaiBody, 'dense']],
    sparse: 'infinity-dense-only',
    colbert: 'infinity-dense-only',
    similarity: noScore,
    tokenize: noTokens,
    health: [['GET http://localhost:7997/health', null]],
  },
  vllm: {
    dense: [['POST http://localhost:8000/v1/embeddings', { ...openaiBody, ...vllmCut }, 'dense']],
    sparse: [
      [
        'POST http://localhost:8000/pooling',
        { model: 'BAAI/bge-m3', task: 'token_classify', input: TEXTS, ...vllmCut },
        'sparse',
      ],
      ['POST http://localhost:8000/tokenize', { model: 'BAAI/bge-m3', prompt: '甲' }],
      ['POST http://localhost:8000/tokenize', { model: 'BAAI/bge-m3', prompt: 'b' }],
    ],
    colbert: [
      [
        'POST http://localhost:8000/pooling',
        { model: 'BAAI/bge-m3', task: 'token_embed', input: TEXTS, ...vllmCut },
        'colbert',
      ],
    ],
    similarity: noScore,
    tokenize: [
      ['POST http://localhost:8000/tokenize', { model: 'BAAI/bge-m3', prompt: '甲' }],
      ['POST http://localhost:8000/tokenize', { model: 'BAAI/bge-m3', prompt: 'b' }],
    ],
    health: [['GET http://localhost:8000/health', null]],
  },
  ollama: {
    dense: [
      [
        'POST http://localhost:11434/api/embed',
        { model: 'bge-m3', input: TEXTS, truncate: true, options: { num_ctx: 512 } },
        'dense',
      ],
    ],
    sparse: 'gguf-dense-only',
    colbert: 'gguf-dense-only',
    similarity: noScore,
    tokenize: noTokens,
    health: [['GET http://localhost:11434/api/tags', null]],
  },
  xinference: {
    dense: [['POST http://localhost:9997/v1/embeddings', { ...openaiBody, model: 'bge-m3' }, 'dense']],
    sparse: [
      [
        'POST http://localhost:9997/v1/embeddings',
        { model: 'bge-m3', input: TEXTS, return_sparse: true },
        'sparse',
      ],
    ],
    colbert: 'xinference-colbert',
    similarity: noScore,
    tokenize: noTokens,
    health: [['GET http://localhost:9997/v1/models', null]],
  },
  llamacpp: {
    dense: [['POST http://localhost:8080/v1/embeddings', { ...openaiBody, model: 'bge-m3' }, 'dense']],
    sparse: 'gguf-dense-only',
    colbert: 'gguf-dense-only',
    similarity: noScore,
    tokenize: [
      ['POST http://localhost:8080/tokenize', { content: '甲', add_special: true }],
      ['POST http://localhost:8080/tokenize', { content: 'b', add_special: true }],
    ],
    health: [['GET http://localhost:8080/health', null]],
  },
  siliconflow: {
    dense: [['POST https://api.siliconflow.cn/v1/embeddings', openaiBody, 'dense']],
    sparse: 'openai-dense-only',
    colbert: 'openai-dense-only',
    similarity: noScore,
    tokenize: noTokens,
    health: [['GET https://api.siliconflow.cn/v1/models', null]],
  },
  dashscope: {
    dense: [
      [
        'POST https://dashscope.aliyuncs.com/compatible-mode/v1/embeddings',
        { ...openaiBody, model: 'text-embedding-v4' },
        'dense',
      ],
    ],
    sparse: [
      [
        'POST https://dashscope.aliyuncs.com/api/v1/services/embeddings/text-embedding/text-embedding',
        { model: 'text-embedding-v4', input: { texts: TEXTS }, parameters: { output_type: 'sparse' } },
        'sparse',
      ],
    ],
    colbert: 'dashscope-colbert',
    similarity: noScore,
    tokenize: noTokens,
    health: 'no-health',
  },
  fastapi: {
    dense: fastapiOf('dense'),
    sparse: fastapiOf('sparse'),
    colbert: fastapiOf('colbert'),
    similarity: noScore,
    tokenize: noTokens,
    health: [['GET http://localhost:1234/health', null]],
  },
  m3scope: {
    dense: encodeOf('dense'),
    sparse: encodeOf('sparse'),
    colbert: encodeOf('colbert'),
    similarity: [
      [
        'POST http://localhost:8093/v1/score',
        { a: '甲', b: 'b', max_length: 512, normalize: true },
        'dense,sparse,colbert',
      ],
    ],
    tokenize: [['POST http://localhost:8093/v1/tokenize', { texts: TEXTS, max_length: 512 }]],
    health: [['GET http://localhost:8093/health', null]],
  },
}

const cases = DIALECT_NAMES.flatMap((name) => REQUEST_KINDS.map((kind) => ({ name, kind })))

test.each(cases)('$name $kind', ({ name, kind }) => {
  const dialect = DIALECTS[name]
  const built = dialect.build(kind, given(TEXTS), defaultServer(dialect))
  const expected = EXPECTED[name][kind]
  if (typeof expected === 'string') return expect(built).toEqual({ cannot: expected })
  if ('cannot' in built) throw new Error(built.cannot)
  expect(
    built.map(({ method, url, body, gives }) => [
      `${method} ${url}`,
      body === null ? null : JSON.parse(body),
      gives.join(','),
    ]),
  ).toEqual(expected.map(([line, body, gives = '']) => [line, body, gives]))
  for (const { headers, body } of built) {
    expect(headers.filter(([header]) => header === 'Content-Type')).toEqual(
      body === null ? [] : [['Content-Type', 'application/json']],
    )
    // Only services that always want a key have one by themselves.
    expect(headers.some(([header]) => header === 'Authorization')).toBe(dialect.keyAlways)
  }
})

const bodyOf = (name: DialectName, kind: RequestKind, more: Parameters<typeof given>[1]) => {
  const dialect = DIALECTS[name]
  const built = dialect.build(kind, given(TEXTS, more), defaultServer(dialect))
  if ('cannot' in built) throw new Error(built.cannot)
  return { path: new URL(built[0]!.url).pathname, ...(JSON.parse(built[0]!.body!) as object) }
}

describe('settings', () => {
  test.each([
    ['openai', { dimensions: 256 }],
    ['tei', { dimensions: 256 }],
    ['infinity', { dimensions: 256 }],
    ['ollama', { dimensions: 256 }],
    ['dashscope', { dimensions: 256 }],
    ['m3scope', { truncate_dim: 256 }],
  ] as const)('truncate_dim of %s', (name, field) => {
    expect(bodyOf(name, 'dense', { truncateDim: 256 })).toMatchObject(field)
  })

  test.each([
    ['tei', { path: '/embed', normalize: false }],
    ['vllm', { path: '/v1/embeddings', use_activation: false }],
    ['llamacpp', { path: '/embedding', content: TEXTS, embd_normalize: -1 }],
    ['m3scope', { path: '/v1/encode', normalize: false }],
  ] as const)('normalize of %s', (name, field) => {
    expect(bodyOf(name, 'dense', { normalize: false })).toMatchObject(field)
  })

  test.each(DIALECT_NAMES)('%s: without a max_length there is no field for one', (name) => {
    expect(JSON.stringify(bodyOf(name, 'dense', { maxLength: null }))).not.toMatch(
      /max_length|truncat\w+_(?:prompt|side)|num_ctx|null/,
    )
    expect(notSent(DIALECTS[name], given(TEXTS, { maxLength: null }))).toEqual([])
  })

  test.each(DIALECT_NAMES)('%s: what it sends stands in the body, and nothing else is claimed', (name) => {
    const dialect = DIALECTS[name]
    const body = (more: Parameters<typeof given>[1]) => JSON.stringify(bodyOf(name, 'dense', more))
    const plain = body({})
    const sends = {
      maxLength: body({ maxLength: 77 }) !== plain,
      truncateDim: body({ truncateDim: 256 }) !== plain,
      normalize: body({ normalize: false }) !== plain,
    }
    for (const [setting, sent] of Object.entries(sends))
      expect([setting, dialect.sends.includes(setting as 'normalize')]).toEqual([setting, sent])
    expect(notSent(dialect, given(TEXTS, { truncateDim: 256, normalize: false }))).toEqual(
      Object.keys(sends).filter((setting) => !sends[setting as 'normalize']),
    )
    expect(notSent(dialect, given(TEXTS))).toEqual(sends.maxLength ? [] : ['maxLength'])
  })
})

describe('heads together', () => {
  const all: readonly HeadName[] = ['dense', 'sparse', 'colbert']
  const found = (name: DialectName, heads = all) => {
    const dialect = DIALECTS[name]
    const { requests, cannot } = requestsFor(dialect, heads, given(TEXTS), defaultServer(dialect))
    return {
      gives: requests.map(({ gives }) => gives.join('+')),
      bodies: requests.map(({ body }) => JSON.parse(body!) as Record<string, unknown>),
      cannot: cannot.map(({ head, reason }) => `${head}: ${reason}`),
    }
  }

  test('one request where the server gives several', () => {
    const fastapi = found('fastapi')
    expect(fastapi.gives).toEqual(['dense+sparse+colbert', 'dense+sparse+colbert'])
    expect(fastapi.bodies[0]).toMatchObject({
      return_dense: true,
      return_sparse: true,
      return_colbert_vecs: true,
    })
    expect(found('m3scope', ['sparse', 'dense']).bodies).toMatchObject([
      { return_dense: true, return_sparse: true, return_colbert_vecs: false },
    ])
    expect(found('dashscope')).toMatchObject({
      gives: ['dense+sparse'],
      bodies: [{ parameters: { output_type: 'dense&sparse' } }],
      cannot: ['colbert: dashscope-colbert'],
    })
  })

  test('several requests where it does not; the rest where a head cannot be had', () => {
    expect(found('xinference')).toMatchObject({
      gives: ['dense', 'sparse'],
      cannot: ['colbert: xinference-colbert'],
    })
    expect(found('vllm')).toMatchObject({ gives: ['dense', 'sparse', '', '', 'colbert'], cannot: [] })
    expect(found('tei')).toMatchObject({
      gives: ['dense'],
      cannot: ['sparse: tei-sparse', 'colbert: tei-colbert'],
    })
  })

  test('a bad address is said once', () => {
    const { openai } = DIALECTS
    const server = { ...defaultServer(openai), baseUrl: 'http://u:p@h' }
    expect(requestsFor(DIALECTS.fastapi, all, given(TEXTS), server)).toEqual({
      requests: [],
      cannot: [{ head: null, reason: 'url-credentials' }],
    })
  })
})

test('a score needs two texts', () => {
  for (const name of ['tei', 'm3scope'] as const)
    expect(DIALECTS[name].build('similarity', given(['a']), defaultServer(DIALECTS[name]))).toEqual({
      cannot: 'one-text',
    })
})

describe('base URLs', () => {
  const urlOf = (name: DialectName, kind: RequestKind, baseUrl: string) => {
    const built = DIALECTS[name].build(kind, given(TEXTS), { ...defaultServer(DIALECTS[name]), baseUrl })
    return 'cannot' in built ? built.cannot : built[0]!.url
  }
  test.each([
    ['openai', 'dense', 'http://h:1', 'http://h:1/v1/embeddings'],
    ['openai', 'dense', 'http://h:1/v1', 'http://h:1/v1/embeddings'],
    ['openai', 'dense', ' http://h:1/v1// ', 'http://h:1/v1/embeddings'],
    ['openai', 'dense', 'http://h:1/v1/embeddings', 'http://h:1/v1/embeddings'],
    ['openai', 'dense', 'https://h/team/a/v1/', 'https://h/team/a/v1/embeddings'],
    ['openai', 'dense', 'https://h/team', 'https://h/team/v1/embeddings'],
    [
      'openai',
      'dense',
      'https://api.deepinfra.com/v1/openai',
      'https://api.deepinfra.com/v1/openai/embeddings',
    ],
    ['openai', 'dense', 'https://h/api/paas/v4', 'https://h/api/paas/v4/embeddings'],
    ['openai', 'dense', 'h:1', 'http://h:1/v1/embeddings'],
    ['openai', 'dense', 'localhost:1', 'http://localhost:1/v1/embeddings'],
    ['openai', 'dense', 'http://[::1]:1/', 'http://[::1]:1/v1/embeddings'],
    ['openai', 'health', 'http://h/v1/embeddings', 'http://h/v1/models'],
    ['tei', 'dense', 'http://h/v1', 'http://h/embed'],
    ['tei', 'tokenize', 'http://h/p/embed', 'http://h/p/tokenize'],
    ['vllm', 'sparse', 'http://h/v1', 'http://h/pooling'],
    ['vllm', 'health', 'http://h/v1/', 'http://h/health'],
    ['infinity', 'dense', 'http://h:7997/v1', 'http://h:7997/v1/embeddings'],
    ['infinity', 'dense', 'http://h:7997/v1/embeddings', 'http://h:7997/v1/embeddings'],
    ['infinity', 'health', 'http://h:7997/v1', 'http://h:7997/health'],
    ['ollama', 'dense', 'http://h/v1', 'http://h/api/embed'],
    ['siliconflow', 'dense', 'https://api.siliconflow.cn', 'https://api.siliconflow.cn/v1/embeddings'],
    ['dashscope', 'dense', 'https://d/compatible-mode/v1', 'https://d/compatible-mode/v1/embeddings'],
    [
      'dashscope',
      'sparse',
      'https://d/compatible-mode/v1/',
      'https://d/api/v1/services/embeddings/text-embedding/text-embedding',
    ],
    ['m3scope', 'dense', 'http://h/v1/', 'http://h/v1/encode'],
    ['fastapi', 'dense', 'http://h/embed', 'http://h/embed'],
    ['tei', 'dense', '', 'url-empty'],
    ['tei', 'dense', 'ftp://h', 'url-invalid'],
    ['tei', 'dense', 'http://', 'url-invalid'],
    ['tei', 'dense', 'http://a b', 'url-invalid'],
    ['tei', 'dense', 'not a url', 'url-invalid'],
    ['tei', 'dense', 'http://name:word@h', 'url-credentials'],
    ['tei', 'dense', 'name@h', 'url-credentials'],
    ['tei', 'dense', 'http://h?api-key=x', 'url-query'],
  ] as const)('%s %s %s', (name, kind, base, expected) => {
    expect(urlOf(name, kind, base)).toBe(expected)
  })
})

test('a body is the exact text in JSON; what nobody sees is written as its number', () => {
  const text = 'a\u00a0\u200b\u202e\u2028\ufeff\u007f\u0085\u200d好😀\n\\'
  const built = DIALECTS.tei.build('tokenize', given([text]), defaultServer(DIALECTS.tei))
  if ('cannot' in built) throw new Error(built.cannot)
  expect(JSON.parse(built[0]!.body!)).toEqual({ inputs: [text], add_special_tokens: true })
  expect(built[0]!.body).toContain('"a\\u00a0\\u200b\\u202e\\u2028\\ufeff\\u007f\\u0085\u200d好😀\\n\\\\"')
})

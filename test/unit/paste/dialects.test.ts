/** Bodies as facts of the servers have them. */
import { expect, test } from 'vitest'
import { parsePaste } from './parse'

const curl = (url: string, body: object) =>
  `curl '${url}' -H 'content-type: application/json' -d '${JSON.stringify(body)}'`

const TABLE: readonly (readonly [url: string, body: object, expected: object])[] = [
  [
    'https://api.openai.com/v1/embeddings',
    { model: 'm', input: ['a', 'b'], encoding_format: 'base64', dimensions: 768, user: 'u' },
    {
      dialect: 'openai',
      kind: 'dense',
      texts: ['a', 'b'],
      model: 'm',
      truncateDim: 768,
      encodingFormat: 'base64',
      baseUrl: 'https://api.openai.com',
    },
  ],
  [
    'http://h:3000/embed',
    {
      inputs: 'a',
      truncate: true,
      truncation_direction: 'left',
      prompt_name: 'query',
      normalize: true,
      dimensions: null,
    },
    {
      dialect: 'tei',
      texts: ['a'],
      truncation: { maxLength: null, truncate: true, direction: 'left' },
      promptName: 'query',
      normalize: true,
      truncateDim: null,
    },
  ],
  ['http://h/embed_sparse', { inputs: ['a'] }, { dialect: 'tei', kind: 'sparse' }],
  [
    'http://h/similarity',
    { inputs: { source_sentence: 'q', sentences: ['p1', 'p2'] }, parameters: { truncate: false } },
    {
      dialect: 'tei',
      kind: 'similarity',
      texts: ['q', 'p1', 'p2'],
      truncation: { maxLength: null, truncate: false, direction: null },
    },
  ],
  ['http://h/tokenize', { inputs: ['a'], add_special_tokens: true }, { dialect: 'tei', kind: 'tokenize' }],
  [
    'http://h:7997/embeddings',
    { model: 'm', input: 'a', dimensions: 0, modality: 'text' },
    { dialect: 'infinity', truncateDim: null },
  ],
  [
    'http://h:8000/v1/embeddings',
    { model: 'm', input: 'a', truncate_prompt_tokens: 512, truncation_side: 'right' },
    { dialect: 'vllm', truncation: { maxLength: 512, truncate: null, direction: 'right' } },
  ],
  [
    'http://h:8000/pooling',
    { model: 'm', task: 'token_embed', input: ['a', 'b'] },
    { dialect: 'vllm', kind: 'colbert', texts: ['a', 'b'] },
  ],
  [
    'http://h:8000/pooling',
    { model: 'm', task: 'token_classify', input: 'a' },
    { dialect: 'vllm', kind: 'sparse' },
  ],
  [
    'http://h:8000/pooling',
    { model: 'm', task: 'plugin', data: { input: ['a'], embed_task: 'sparse', return_tokens: true } },
    { dialect: 'vllm', kind: 'sparse', texts: ['a'] },
  ],
  ['http://h:8000/tokenize', { model: 'm', prompt: 'a' }, { dialect: 'vllm', kind: 'tokenize' }],
  [
    'http://h:11434/api/embed',
    { model: 'bge-m3', input: ['a', 'b'], truncate: true, options: { num_ctx: 8192 }, keep_alive: '5m' },
    {
      dialect: 'ollama',
      texts: ['a', 'b'],
      truncation: { maxLength: null, truncate: true, direction: null },
      notes: [{ code: 'num-ctx', values: { count: 8192 } }],
    },
  ],
  [
    'http://h:11434/api/embeddings',
    { model: 'bge-m3', prompt: 'a' },
    { dialect: 'ollama', texts: ['a'], baseUrl: 'http://h:11434' },
  ],
  [
    'http://h:9997/v1/embeddings',
    { model: 'm', input: 'a', return_sparse: true },
    { dialect: 'xinference', kind: 'sparse' },
  ],
  ['http://h:8080/embedding', { content: 'a', embd_normalize: 2 }, { dialect: 'llamacpp', normalize: true }],
  ['http://h:8080/embedding', { input: 'a', embd_normalize: -1 }, { dialect: 'llamacpp', normalize: false }],
  ['http://h:8080/tokenize', { content: 'a' }, { dialect: 'llamacpp', kind: 'tokenize' }],
  [
    'https://api.siliconflow.cn/v1/embeddings',
    { model: 'BAAI/bge-m3', input: 'a', encoding_format: 'float' },
    { dialect: 'siliconflow' },
  ],
  [
    'https://dashscope.aliyuncs.com/compatible-mode/v1/embeddings',
    { model: 'text-embedding-v4', input: 'a', dimensions: 1024 },
    { dialect: 'dashscope', baseUrl: 'https://dashscope.aliyuncs.com' },
  ],
  [
    'https://dashscope.aliyuncs.com/api/v1/services/embeddings/text-embedding/text-embedding',
    {
      model: 'text-embedding-v3',
      input: { texts: ['a', 'b'] },
      parameters: { dimension: 1024, text_type: 'query', output_type: 'dense&sparse' },
    },
    {
      dialect: 'dashscope',
      texts: ['a', 'b'],
      truncateDim: 1024,
      notes: [{ code: 'instruction', values: { name: 'query' } }],
    },
  ],
  [
    'http://h:1234/embed',
    { content: 'a', model: 'bge-m3', return_dense: true, return_sparse: true, return_colbert_vecs: true },
    { dialect: 'fastapi', kind: 'dense', texts: ['a'] },
  ],
  ['http://h:1234/embed/simple', { content: 'a' }, { dialect: 'fastapi' }],
  [
    'http://h:7700/v1/encode',
    { texts: ['a', 'b'], max_length: 512, truncate_dim: 256, normalize: false },
    {
      dialect: 'm3scope',
      texts: ['a', 'b'],
      truncation: { maxLength: 512, truncate: null, direction: null },
      truncateDim: 256,
      normalize: false,
    },
  ],
  [
    'http://h:7700/v1/score',
    { a: 'q', b: 'p' },
    { dialect: 'm3scope', kind: 'similarity', texts: ['q', 'p'] },
  ],
  [
    'http://h/encode/hybrid',
    { texts: ['a'], max_length: 8192 },
    { dialect: 'unknown', texts: ['a'], truncation: { maxLength: 8192, truncate: null, direction: null } },
  ],
  ['http://h:8081/v1/sparse-embeddings', { input: ['a'] }, { dialect: 'openai', kind: 'sparse' }],
  [
    'http://h/v1/rerank',
    { model: 'm', query: 'q', documents: ['a', 'b'], top_n: 2 },
    {
      dialect: 'unknown',
      kind: 'similarity',
      texts: ['q', 'a', 'b'],
      notes: [{ code: 'unknown-fields', values: { fields: 'top_n' } }],
    },
  ],
]

test.each(TABLE)('%s %o', (url, body, expected) => {
  const paste = parsePaste(curl(url, body))
  expect(paste).toMatchObject({
    source: 'curl-bash',
    url,
    method: 'POST',
    secretsDropped: [],
    reply: null,
    ...expected,
  })
})

test('without an address the keys decide, where they can', () => {
  const dialect = (body: object) => parsePaste(JSON.stringify(body)).dialect
  expect(dialect({ inputs: 'a' })).toBe('tei')
  expect(dialect({ prompt: 'a' })).toBe('ollama')
  expect(dialect({ content: 'a', return_dense: true })).toBe('fastapi')
  expect(dialect({ content: 'a' })).toBe('unknown')
  expect(dialect({ input: { texts: ['a'] } })).toBe('dashscope')
})

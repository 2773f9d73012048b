/** Vectors as programs print them that were misread, or not read, in public reports. */
import { describe, expect, test } from 'vitest'
import type { EngineError } from '../../../src/engine/errors'
import { parseReply } from '../../../src/formats/reply'

const VECTOR = [0.021, -0.034, 0.055, -0.01, 0.08, -0.02, 0.03, 0.04]
const FLOATS = [0.021, -0.034, 0.055, -0.01, 0.08, -0.02, 0.03, 0.04].map(Math.fround)
const BYTES = Buffer.from(new Float32Array(VECTOR).buffer)
const HEX = BYTES.toString('hex')
const TYPED = Object.fromEntries(VECTOR.entries())
const json = (value: unknown) => JSON.stringify(value)
const COMMAS = VECTOR.map((value) => String(value).replace('.', ','))

/** As redis-cli prints bytes (sdscatrepr). */
const redis = `"${[...BYTES]
  .map((byte) => {
    const named = { 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 13: '\\r', 34: '\\"', 92: '\\\\' }[byte]
    return (
      named ??
      (byte > 31 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`)
    )
  })
  .join('')}"`
const python = `b'${redis.slice(1, -1).replaceAll('\\a', '\\x07').replaceAll('\\b', '\\x08').replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

const denseOf = (text: string) => parseReply(text).items.map(({ dense }) => dense && [...dense])
const codeOf = (text: string) => {
  try {
    return parseReply(text).form
  } catch (error) {
    return (error as EngineError).code
  }
}

describe('one dense vector', () => {
  const psql = (value: string) => ` id | embedding\n----+-----------\n  1 | ${value}\n(1 row)`
  test.each([
    ['typed array', json(TYPED)],
    ['typed array in a reply', json({ data: [{ index: 0, embedding: TYPED }] })],
    ['typed array alone in an object', json({ embedding: TYPED })],
    ['tensor', json({ dims: [1, 8], type: 'float32', data: TYPED, size: 8 })],
    [
      'tensor of transformers.js 3',
      json({ ort_tensor: { cpuData: TYPED, dataLocation: 'cpu', dims: [1, 8], size: 8 } }),
    ],
    ['tensor with a name', json({ sentence_embedding: { dims: [1, 8], data: VECTOR } })],
    [
      'tensor as Node.js prints it',
      `Tensor {\n  dims: [ 1, 8 ],\n  type: 'float32',\n  data: Float32Array(8) [\n    ${VECTOR.join(', ')}\n  ],\n  size: 8\n}`,
    ],
    [
      'inference server',
      json({ outputs: [{ name: 'output_0', datatype: 'FP32', shape: [1, 8], data: VECTOR }] }),
    ],
    ['decimal commas and semicolons', COMMAS.join(';')],
    ['decimal commas and spaces', COMMAS.join(' ')],
    ['decimal commas and lines', COMMAS.join('\n')],
    ['decimal commas in brackets', `[${COMMAS.join(', ')}]`],
    ['decimal commas alone', COMMAS.join(',')],
    ['Chroma, query', json({ ids: [['1']], embeddings: [[VECTOR]], distances: [[0.7]] })],
    [
      'Chroma, Python',
      `{'ids': [['1']], 'embeddings': [array([[${VECTOR.join(', ')}]])], 'documents': [['hi']]}`,
    ],
    ['Chroma, get', json({ ids: ['a'], embeddings: [VECTOR], documents: ['x'] })],
    [
      'Weaviate',
      json({ data: { Get: { Docs: [{ _additional: { id: 'u', vector: VECTOR, certainty: 0.81 } }] } } }),
    ],
    ['Weaviate, named', json({ data: { Get: { Docs: [{ _additional: { vectors: { title: VECTOR } } }] } } })],
    ['Vespa, values', json({ fields: { e: { type: 'tensor<float>(x[8])', values: VECTOR } } })],
    [
      'Vespa, cells',
      json({ fields: { e: { cells: VECTOR.map((value, x) => ({ address: { x: String(x) }, value })) } } }),
    ],
    [
      'Vespa, query',
      json({
        root: { children: [{ id: '1', fields: { e: { type: 'tensor<float>(x[8])', values: VECTOR } } }] },
      }),
    ],
    ['Vespa, literal', `tensor<float>(x[8]):[${VECTOR.join(', ')}]`],
    ['real[]', `{${VECTOR.join()}}`],
    ['real[] with its type', `'{${VECTOR.join()}}'::real[]`],
    ['real[] in a row', json({ id: 1, embedding: `{${VECTOR.join()}}` })],
    ['real[] of psql', psql(`{${VECTOR.join()}}`)],
    ['real[] in CSV', `id,embedding\n1,"{${VECTOR.join()}}"\n`],
  ])('%s', (_, text) => {
    expect(denseOf(text)).toEqual([VECTOR])
  })

  const send = Buffer.alloc(36)
  send.writeUInt16BE(8, 0)
  VECTOR.forEach((value, at) => send.writeFloatBE(value, 4 + at * 4))
  test.each([
    ['bytea', `\\x${HEX}`],
    ['bytea in quotes', `'\\x${HEX}'`],
    ['bytea in JSON', json({ id: 1, embedding: `\\x${HEX}` })],
    ['bytea of psql', psql(`\\x${HEX}`)],
    ['bytea in CSV', `id,embedding\n1,\\x${HEX}\n`],
    ['binary form of pgvector', `\\x${send.toString('hex')}`],
    ['hexadecimal', `0x${HEX.toUpperCase()}`],
    ['redis-cli', redis],
    ['redis-cli, HGETALL', `1) "vector"\n2) ${redis}\n3) "text"\n4) "hello"`],
    ['redis-cli, FT.SEARCH', `1) (integer) 1\n2) "doc:1"\n3) 1) "vector"\n   2) ${redis}\n`],
    ['bytes of Python', python],
    ['bytes of Python in a dictionary', `{'id': 1, 'vector': ${python}, 'text': 'x'}`],
    ['bytes as characters', json({ vector: BYTES.toString('latin1') })],
    ['Buffer in JSON', json({ type: 'Buffer', data: [...BYTES] })],
    [
      'Buffer of Node.js',
      `<Buffer ${[...BYTES].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}>`,
    ],
  ])('%s', (_, text) => {
    expect(denseOf(text)).toEqual([FLOATS])
  })
})

test('several vectors, with their names', () => {
  const given = json({
    ids: [['1', '2'], ['3']],
    embeddings: [[VECTOR, VECTOR], [VECTOR]],
    documents: [['a', null], ['b']],
  })
  expect(parseReply(given).items.map(({ label, text }) => [label, text])).toEqual([
    ['1', 'a'],
    ['2', null],
    ['3', 'b'],
  ])
})

test('a typed array without negative values may be weights: both readings', () => {
  const { items, otherwise } = parseReply('{"0":0.1,"1":0.2,"2":0.3}')
  expect([...items[0]!.dense!]).toEqual([0.1, 0.2, 0.3])
  expect([...otherwise!.items[0]!.sparse!]).toEqual([
    [0, 0.1],
    [1, 0.2],
    [2, 0.3],
  ])
  expect(parseReply('{"6":0.1,"7":0.2}').form).toBe('lexical-weights')
  expect(parseReply('{"lexical_weights":{"0":0.1,"1":0.2}}').items[0]!.sparse!.size).toBe(2)
})

test('tensors of rows, in each form of Vespa', () => {
  const [one, two] = [VECTOR.slice(0, 4), VECTOR.slice(4)]
  const type = 'tensor<float>(t{},x[4])'
  const cells = VECTOR.map((value, at) => ({ address: { t: String(at >> 2), x: String(at & 3) }, value }))
  for (const tensor of [
    { type, blocks: { 0: one, 1: two } },
    {
      type,
      blocks: [
        { address: { t: '0' }, values: one },
        { address: { t: '1' }, values: two },
      ],
    },
    { type, cells },
    { type: 'tensor<float>(t[2],x[4])', values: VECTOR },
  ]) {
    const { colbert } = parseReply(json({ fields: { tensor } })).items[0]!
    expect([colbert!.rows, [...colbert!.data]]).toEqual([2, VECTOR])
  }
  const mapped = { type: 'tensor<float>(t{})', cells: { 0: 0.1, 1: 0.2 } }
  expect(parseReply(json({ fields: { mapped } })).items[0]!.sparse!.size).toBe(2)
  expect(
    denseOf(json({ fields: { e: { type: 'tensor<float>(x[2])', values: '3E800000BF000000' } } })),
  ).toEqual([[0.25, -0.5]])
  expect(denseOf(json({ fields: { e: { type: 'tensor<bfloat16>(x[2])', values: '3E80BF00' } } }))).toEqual([
    [0.25, -0.5],
  ])
  expect(denseOf(json({ fields: { e: { type: 'tensor<int8>(x[3])', values: 'FF007F' } } }))).toEqual([
    [-1, 0, 127],
  ])
})

test('float16 as its bits', () => {
  expect(denseOf(json({ dims: [3], type: 'float16', data: [0x3c00, 0xb800, 0x0001] }))).toEqual([
    [1, -0.5, 2 ** -24],
  ])
})

test('weights by token', () => {
  const named = (text: string) =>
    parseReply(text).items.map(({ byToken }) => byToken && Object.fromEntries(byToken))
  const weights = { '▁退款': 0.21, 申请: 0.24 }
  expect(named(json({ lexical_weights: weights }))).toEqual([weights])
  expect(named(json(weights))).toEqual([weights])
  const readme = [{ What: 0.08, is: 0.08, 3: 0.27, '?': 0.04 }, { B: 0.1 }]
  expect(named(json(readme))).toEqual(readme)
  expect(named(`{'dense_vecs': None, 'lexical_weights': [{'What': 0.08, '3': 0.27}]}`)).toEqual([
    { What: 0.08, 3: 0.27 },
  ])
  expect(codeOf(json({ recall: 0.9, f1: 0.8 }))).toBe('vector/unreadable')
})

test.each([
  ['a shape that does not fit', json({ dims: [1, 9], data: VECTOR }), 'vector/ragged'],
  [
    'a tensor that was shortened',
    'Tensor {\n  dims: [ 1, 1024 ],\n  data: Float32Array(1024) [\n    0.1, 0.2,\n    ... 1022 more items\n  ]\n}',
    'vector/shortened',
  ],
  ['a buffer that was shortened', '<Buffer cd cc 4c 3d ... 4092 more bytes>', 'vector/shortened'],
  ['big-endian bytes', `\\x${Buffer.from(BYTES).swap32().toString('hex')}`, 'vector/base64-values'],
  ['bytes that were cut', `\\x${HEX.slice(0, 20)}`, 'vector/base64-length'],
  [
    'hexadecimal cells without a type',
    json({ fields: { e: { values: '3E800000BF000000' } } }),
    'vector/unreadable',
  ],
  ['NULL in an array', '{0.1,NULL,0.3}', 'vector/not-finite'],
  [
    'an error of GraphQL',
    json({ data: { Get: { Docs: null } }, errors: [{ message: 'no class' }] }),
    'reply/refused',
  ],
  ['Chroma without vectors', json({ ids: [['1']], embeddings: null }), 'vector/unreadable'],
  ['whole numbers', '1,2,3,4', 'numbers'],
  ['points and semicolons', '0.1;0.2;0.3', 'numbers'],
])('%s', (_, text, code) => {
  expect(codeOf(text)).toBe(code)
})

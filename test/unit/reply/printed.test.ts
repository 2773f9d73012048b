/** Vectors as databases, numpy, torch and scipy print them. */
import { describe, expect, test } from 'vitest'
import { parseReply } from '../../../src/formats/reply'

const denseOf = (text: string) => parseReply(text).items.map(({ dense }) => dense && [...dense])
const sparseOf = (text: string) =>
  parseReply(text).items.map(({ sparse }) => sparse && Object.fromEntries(sparse))

describe('tables', () => {
  test('each row is read, with its id and its text', () => {
    const text =
      ' id | text  | embedding\n----+-------+------------\n  1 | hello | [0.1,-0.2]\n  2 | world | {0.3,0.4}\n(2 rows)'
    expect(denseOf(text)).toEqual([
      [0.1, -0.2],
      [0.3, 0.4],
    ])
    expect(parseReply(text).items.map(({ label, text: own }) => [label, own])).toEqual([
      ['1', 'hello'],
      ['2', 'world'],
    ])
  })
  test('mysql and Markdown', () => {
    expect(
      denseOf(
        '+----+------------+\n| id | emb        |\n+----+------------+\n| 1  | [0.1,-0.2] |\n+----+------------+\n',
      ),
    ).toEqual([[0.1, -0.2]])
    expect(sparseOf('| id | emb |\n|---|---|\n| 7 | {4866:0.08,78:0.2}/250002 |')).toEqual([
      { 4865: 0.08, 77: 0.2 },
    ])
  })
})

test('the indices of a sparsevec begin with 1 wherever it stands', () => {
  expect(sparseOf("SELECT emb <#> '{4866:0.08,78:0.2}/250002' FROM t")).toEqual([{ 4865: 0.08, 77: 0.2 }])
})

test.each([
  '  (0, 77)\t0.2\n  (0, 4865)\t0.08',
  "<1x250002 sparse matrix of type '<class 'numpy.float32'>'\n\twith 2 stored elements in Compressed Sparse Row format>\n  (0, 77)\t0.2\n  (0, 4865)\t0.08",
  'tensor(indices=tensor([[77, 4865]]),\n       values=tensor([0.2, 0.08]),\n       size=(250002,), nnz=2, layout=torch.sparse_coo)',
  'tensor(indices=tensor([[0, 0], [77, 4865]]), values=tensor([0.2, 0.08]), size=(1, 250002), nnz=2)',
])('a sparse matrix: %s', (text) => expect(sparseOf(text)).toEqual([{ 77: 0.2, 4865: 0.08 }]))

test.each([
  ['{"embedding":{"type":"Float32Array","data":[0.1,-0.2]}}', [[0.1, -0.2]]],
  ['{"embeddings":{"float":[[0.1,-0.2]],"int8":[[12,-33]]},"id":"x"}', [[0.1, -0.2]]],
  ['{"embeddings":{"int8":[[12,-33]]}}', [[12, -33]]],
  ['{"embedding":"0,1;-0,2"}', [[0.1, -0.2]]],
  [
    '{"embedding":["0.5","-0.5","0.5","-0.5","0.5","-0.5","0.5","-0.5"]}',
    [[0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5]],
  ],
  [
    '{"0":{"0":0.1,"1":-0.2},"1":{"0":0.3,"1":0.4}}',
    [
      [0.1, -0.2],
      [0.3, 0.4],
    ],
  ],
  ['Float32Array(2) [ 0.5, -0.25, buffer: ArrayBuffer(8), byteLength: 8, length: 2 ]', [[0.5, -0.25]]],
  [String.raw`bytearray(b'\x00\x00\x00\x3f\x00\x00\x80\xbe')`, [[0.5, -0.25]]],
  [String.raw`v = np.frombuffer(b'\x00\x00\x00\x3f\x00\x00\x80\xbe', dtype=np.float32)`, [[0.5, -0.25]]],
  ['{"embedding":"AAAAPwAAgL4AAAA/AACAvg=="}', [[0.5, -0.25, 0.5, -0.25]]],
  ['dense: 0,1; -0,2; 0,3', [[0.1, -0.2, 0.3]]],
  [
    '{"root":{"children":[{"fields":{"matchfeatures":{"q":{"type":"tensor<float>(x[2])","values":[0.1,-0.2]}}}}]}}',
    [[0.1, -0.2]],
  ],
  ['\u22120.1, 0.2', [[-0.1, 0.2]]],
  [
    'array([[0.1, -0.2], [0.3, 0.4]], dtype=float32)',
    [
      [0.1, -0.2],
      [0.3, 0.4],
    ],
  ],
])('%s', (text, expected) => expect(denseOf(text)).toEqual(expected))

test.each([
  '[["▁refund", 0.2], ["now", 0.1]]',
  '[{"token":"▁refund","weight":0.2},{"token":"now","weight":0.1}]',
])('weights by token as pairs: %s', (text) =>
  expect(parseReply(text).items[0]!.byToken).toEqual(
    new Map([
      ['▁refund', 0.2],
      ['now', 0.1],
    ]),
  ),
)

test('weights of a batch as tuples are no hidden states', () => {
  expect(sparseOf('[[(4865, 0.08), (77, 0.2)], [(9, 0.1)]]')).toEqual([{ 4865: 0.08, 77: 0.2 }, { 9: 0.1 }])
})

test('a comma that may separate thousands is not taken for a separator', () => {
  expect(() => parseReply('1.234,5; 0,2')).toThrow('neither a vector')
})

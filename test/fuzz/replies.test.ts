/** Replies of any content: nearly JSON, cut, nested, changed. */
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { parseReply } from '../../src/formats/reply'
import { changed, fuzz, textOf, unlessRefused } from './fuzz'

const PARTS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    '<',
    '>',
    ',',
    ';',
    ':',
    '|',
    '=',
    '"',
    "'",
    '\\',
    '\\"',
    '\\x',
    '\\xcd',
    '\\ud800',
    '\ud800',
  ],
  ...[
    '0.1',
    '-0.25',
    '1',
    '0',
    '-',
    '--',
    '+',
    '.',
    'e',
    'E5',
    '1234567890123456',
    'NaN',
    '-Infinity',
    'null',
    'NULL',
    'None',
    '...',
  ],
  ...[
    ' ',
    '\n',
    '\r\n',
    '\t',
    'a',
    '▁a',
    'constructor',
    '__proto__',
    'emb',
    'dense',
    'vector',
    'x:0',
    '::real[]',
    '/250002',
    'QUFB',
    '=',
  ],
  ...[
    '"embedding":',
    '"data":[',
    '"values":',
    '"indices":',
    '"dims":[1000000000,0],',
    '"shape":',
    '"cells":',
    '"type":"tensor<float>(x[2])"',
  ],
  ...[
    'array(',
    'tensor([',
    'Float32Array(2) ',
    'dtype=float32',
    'defaultdict(',
    '<Buffer ',
    '<html>',
    '<title>',
    '(0, 1)\t0.5\n',
    '| --- |',
    ' rows)',
  ],
]

const VALID: readonly string[] = [
  '{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,-0.2,0.3]}],"model":"m","usage":{"prompt_tokens":3}}',
  '{"data":[{"index":0,"embedding":"zczMPc3MTD6amZk+zczMPg=="}]}',
  '[[0.1,0.2],[0.3,0.4]]',
  '[[[0.6,0.8],[0.8,0.6]]]',
  '{"dense_vecs":[[0.1,0.2]],"lexical_weights":[{"4865":0.08,"▁a":0.1}],"colbert_vecs":[[[0.6,0.8]]]}',
  '[[{"index":4865,"value":0.08}]]',
  "{'dense_vecs': array([0.1, 0.2], dtype=float32), 'lexical_weights': defaultdict(<class 'int'>, {4865: np.float32(0.08)})}",
  'Float32Array(3) [0.1, 0.2, 0.3, buffer: ArrayBuffer { byteLength: 12 }]',
  '{"type":"tensor<float>(x[3])","values":[0.1,0.2,0.3]}',
  '{"cells":[{"address":{"d":"0","x":"1"},"value":0.5},{"address":{"d":"0","x":"0"},"value":0.25}]}',
  'tensor<float>(x[2]):[0.1,0.2]',
  '{4866:0.08,7:0.5}/250002',
  '{{0.1,NULL},{-0.3,0.4}}',
  '{"outputs":[{"name":"e","shape":[1,2],"datatype":"FP32","data":[0.1,0.2]}]}',
  'id,vector\r\n1,"[0.1,0.2]"\r\n2,"[0.3,0.4]"\r\n',
  ' id |  v\n----+------\n  1 | [0.1,0.2]\n(1 row)\n',
  '{"id":1,"vector":[0.1,0.2]}\n{"id":2,"vector":[0.3,0.4]}\n',
  '2024-01-01 INFO vector: [0.1, 0.2, 0.3] took 3 ms',
  '0,021; -0,034; 0,1',
]

const KINDS = [null, 'dense', 'sparse', 'colbert', 'similarity', 'tokenize'] as const

/** Every number is one of the reply's, or the vector is refused. */
function expectNumbers(text: string, kind: (typeof KINDS)[number]): void {
  const found = unlessRefused(() => parseReply(text, kind))
  for (const { dense, sparse, colbert, hidden, byToken } of found?.items ?? []) {
    for (const list of [dense, colbert?.data, hidden?.data])
      expect(list?.every(Number.isFinite) ?? true).toBe(true)
    for (const weights of [sparse, byToken])
      expect([...(weights?.values() ?? [])].every(Number.isFinite)).toBe(true)
    for (const rows of [colbert, hidden]) if (rows) expect(rows.data).toHaveLength(rows.rows * rows.dimension)
  }
}

describe('a reply', () => {
  fuzz(
    'of any text is read, or refused with a code',
    fc.property(textOf(PARTS, 10_000), fc.constantFrom(...KINDS), expectNumbers),
    120,
  )
  fuzz('that was changed', fc.property(changed(VALID, PARTS), fc.constantFrom(...KINDS), expectNumbers), 600)
  fuzz('of any JSON', fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(...KINDS), expectNumbers), 200)
  fuzz(
    'nested too deep is refused, whatever it is nested in',
    fc.property(
      fc.array(fc.constantFrom('[', '{"a":', '{"data":[', '[[', '{"embedding":'), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.integer({ min: 65, max: 20_000 }),
      (units, times) => {
        const text = units.join('').repeat(times)
        expect(unlessRefused(() => parseReply(text))).toBeNull()
      },
    ),
    50,
  )
})

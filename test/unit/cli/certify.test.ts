/** `certify` as an administrator's script calls it: a reference out of a model or out of FlagEmbedding's output. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseReference } from '../../../src/engine/certify/reference'
import type { Certificate, Reference } from '../../../src/engine/certify/types'
import { MODEL_FOLDERS } from '../../engine'
import { readGolden } from '../../parity'
import { cli, jsonl } from './run'

const golden = readGolden('tiny')
const tiny = ['--model', MODEL_FOLDERS.tiny]
const hidden = ['--model', join(MODEL_FOLDERS.tiny, 'onnx/model_hidden.onnx')]
const from = ['--origin', 'FlagEmbedding 1.4.2', '--precision', 'fp32']

const certify = (args: readonly string[], input: readonly object[] = []) =>
  cli(['certify', ...args], jsonl(input))

function save(json: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'm3scope-')), 'reference.json')
  writeFileSync(file, json)
  return file
}

const texts = golden.texts.filter((text) => text.input_ids.length < 100)
const pairs = golden.pairs.filter((pair) => pair.passage.length < 1000)

/** As FlagEmbedding's output looks when it is dumped line by line. */
const published = [
  ...texts.map(({ id, text, input_ids, dense, lexical_weights, colbert }) => ({
    id,
    text,
    input_ids,
    dense_vecs: dense,
    lexical_weights,
    colbert_vecs: colbert ?? null,
  })),
  ...pairs.map(({ id, query, passage, scores }) => ({ id, a: query, b: passage, scores: scores.default! })),
]

const reading = (stdout: string): Reference => parseReference(stdout, 'stdout')

describe('from FlagEmbedding’s output', () => {
  let written: Awaited<ReturnType<typeof certify>>
  beforeAll(async () => {
    written = await certify(['--name', 'ours', ...from], published)
  })

  it('takes the values as they are', () => {
    expect(written.stderr).toBe('')
    expect(written.status).toBe(0)
    const reference = reading(written.stdout)
    expect(reference).toMatchObject({ name: 'ours', origin: 'FlagEmbedding 1.4.2', precision: 'fp32' })
    expect(reference.graph_sha256).toBeUndefined()
    expect(reference.texts.map((text) => text.dense_vecs)).toEqual(texts.map((text) => text.dense))
    expect(reference.pairs.map((pair) => pair.scores)).toEqual(pairs.map((pair) => pair.scores.default))
  })

  it('the model that equals FlagEmbedding passes: exit code 0 and a certificate', async () => {
    const { status, stdout, stderr } = await certify(['--against', save(written.stdout), ...tiny])
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const certificate = JSON.parse(stdout) as Certificate
    expect(certificate).toMatchObject({ verdict: 'pass', reference: 'ours', tolerance: 'fp32 against fp32' })
    expect(certificate.checks.every((check) => check.verdict === 'pass')).toBe(true)
    expect(certificate.identity).toMatchObject({ model: 'tiny', threads: 1, provider: 'wasm' })
  })

  it('another tokenizer mode fails: exit code 1, the certificate, and the check by name', async () => {
    const { status, stdout, stderr } = await certify([
      '--against',
      save(written.stdout),
      ...tiny,
      '--tokenizer',
      'hf5',
    ])
    expect(status).toBe(1)
    expect((JSON.parse(stdout) as Certificate).verdict).toBe('fail')
    expect(stderr).toMatch(/input_ids: 0\.\d+, expected ≥ 1 \(worst: spec-01\)/)
  })
})

describe('from a running model', () => {
  const asked = [
    { id: 1, text: '如何申请退款？' },
    { id: 2, text: 'Hello world!', max_length: 4 },
    { id: 'p', a: '如何申请退款？', b: 'How do I get a refund?' },
  ]
  let written: Awaited<ReturnType<typeof certify>>
  beforeAll(async () => {
    written = await certify(['--weights', '0.4,0.2,0.4', ...tiny], asked)
  })

  it('says what made the values', () => {
    expect(written.stderr).toBe('')
    const reference = reading(written.stdout)
    expect(reference).toMatchObject({ name: 'tiny', precision: 'fp32' })
    expect(reference.origin).toMatch(
      /^m3scope with onnxruntime-web .*onnx\/model\.onnx.*hf4.*model hash [0-9a-f]{64}$/,
    )
    expect(reference.graph_sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(reference.texts.map((text) => [text.id, text.max_length, text.input_ids!.length])).toEqual([
      ['1', undefined, texts.find((text) => text.id === 'zh-01')!.input_ids.length],
      ['2', 4, 4],
    ])
    expect(reference.texts[1]!.colbert_vecs).toHaveLength(3)
    expect(reference.pairs[0]!.weights).toEqual([0.4, 0.2, 0.4])
    expect(Object.keys(reference.pairs[0]!.scores)).toHaveLength(5)
  })

  it('that model passes as the same graph; its other export as fp32', async () => {
    const file = save(written.stdout)
    const same = await certify(['--against', file, ...tiny])
    expect([same.status, same.stderr]).toEqual([0, ''])
    const certificate = JSON.parse(same.stdout) as Certificate
    expect(certificate.tolerance).toBe('fp32 against fp32, same graph')
    expect(certificate.checks.find((check) => check.name === 'scores')!.value).toBe(0)
    const other = await certify(['--against', file, ...hidden])
    expect([other.status, other.stderr]).toEqual([0, ''])
    expect((JSON.parse(other.stdout) as Certificate).tolerance).toBe('fp32 against fp32')
  })

  it('--heads leaves the others out', async () => {
    const { stdout } = await certify(['--heads', 'dense', ...tiny], [{ id: 'x', text: 'abc' }])
    expect(Object.keys(reading(stdout).texts[0]!)).toEqual(['id', 'text', 'input_ids', 'dense_vecs'])
  })
})

describe('bad input: exit code 2 and a message that names what is wrong', () => {
  const values = { id: 1, text: 'a', dense_vecs: [1, 0] }
  it.each([
    ['values without an origin', ['--precision', 'fp32'], [values], /--origin/],
    ['values without a precision', ['--origin', 'x'], [values], /--precision/],
    ['values on some lines only', from, [values, { id: 2, text: 'b' }], /line 2 has no values/],
    ['values after lines without', tiny, [{ id: 2, text: 'b' }, values], /line 2 has values/],
    [
      'a value of the wrong kind',
      from,
      [values, { ...values, dense_vecs: [1, 'x'] }],
      /line 2: dense_vecs\.1/,
    ],
    ['a line that is neither', from, [{ ...values, text: undefined }], /line 1: field "text" is missing/],
    ['half a pair', tiny, [{ id: 1, a: 'x' }], /line 1: field "b" is missing/],
    ['no lines', tiny, [], /no lines/],
    ['too many', from, Array.from({ length: 501 }, () => values), /line 501/],
    ['--truncate-dim', [...tiny, '--truncate-dim', '8'], [{ id: 1, text: 'a' }], /whole vectors/],
    ['no such reference', [...tiny, '--against', 'nowhere.json'], [], /nowhere\.json/],
    ['a reference that is none', [...tiny, '--against', 'package.json'], [], /package\.json: format/],
    ['lines beside --against', [...tiny, '--against', 'package.json', 'in.jsonl'], [], /in\.jsonl/],
  ])('%s', async (_, args, input, message) => {
    const { status, stdout, stderr } = await certify(args, input)
    expect(stderr).toMatch(message)
    expect(status).toBe(2)
    expect(stdout).toBe('')
  })
})

/** `compare --engine transformers.js`: the library itself, on the tiny model. */
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MODEL_FOLDERS } from '../../engine'
import { cli, jsonl } from './run'

const HIDDEN = join(MODEL_FOLDERS.tiny, 'onnx/model_hidden.onnx')
const PAIR = { id: 1, a: '如何申请退款？', b: '点击申请售后，三天内到账，逾期请联系客服。' }

interface Text {
  readonly ids: { equal: boolean; ours: number[]; theirs: number[]; first_difference: number | null }
  readonly cls: { cosine: number; largest_difference: number } | null
  readonly mean: { cosine: number } | null
  readonly norm_without_normalize: number | null
  readonly padded: { padding: number; cosine: number; largest_difference: number } | null
  readonly differences: readonly { code: string; says: string }[]
}

async function compare(args: readonly string[], ...rows: readonly object[]) {
  const { status, lines, stderr } = await cli(
    ['compare', '--engine', 'transformers.js', ...args],
    jsonl(rows),
  )
  expect([status, stderr]).toEqual([0, expect.any(String)])
  return lines as unknown as readonly (Text & {
    a: Text
    b: Text
    engine: string
    output: string | null
    vectors_unavailable?: { reason: string; says: string }
    without_dtype: object
  })[]
}
const codes = ({ differences }: Text) => differences.map(({ code }) => code)

/** The tiny tokenizer with another graph. */
function folderWith(graph: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-peer-'))
  mkdirSync(join(folder, 'onnx'))
  for (const name of ['tokenizer.json', 'tokenizer_config.json', 'config.json'])
    cpSync(join(MODEL_FOLDERS.tiny, name), join(folder, name))
  cpSync(graph, join(folder, 'onnx/model.onnx'))
  return folder
}

describe('a graph of hidden states', () => {
  it('the same ids, and with pooling cls the same vector; mean and the missing length are named', async () => {
    const [line] = await compare(['--model', HIDDEN], PAIR)
    expect(line).toMatchObject({ id: 1, engine: expect.stringMatching(/^@huggingface\/transformers \d/) })
    expect(line!.output).toBe('last_hidden_state')
    for (const text of [line!.a, line!.b]) {
      expect(text.ids.equal).toBe(true)
      expect(text.ids.theirs).toEqual(text.ids.ours)
      expect(text.cls!.cosine).toBeGreaterThan(0.999999)
      expect(text.cls!.largest_difference).toBeLessThan(1e-6)
      expect(text.mean!.cosine).toBeLessThan(0.99)
      expect(text.norm_without_normalize).toBeGreaterThan(2)
      expect(codes(text)).toEqual(['mean-pooling', 'not-normalised'])
    }
    // fp32: padding is seen in the batch, and changes nothing.
    expect(line!.a.padded!.padding).toBe(line!.b.ids.ours.length - line!.a.ids.ours.length)
    expect(line!.a.padded!.padding).toBeGreaterThan(0)
    expect(line!.a.padded!.largest_difference).toBeLessThan(1e-5)
  })
  it('one text has no batch; several lines keep the loaded model', async () => {
    const lines = await compare(['--model', HIDDEN], { id: 't', text: '退款' }, { id: 'u', text: '售后' })
    expect(lines.map(({ padded }) => padded)).toEqual([null, null])
    expect(lines.map(({ cls }) => cls!.cosine > 0.999999)).toEqual([true, true])
  })
  it('a normaliser that only approximates the charsmap is named', async () => {
    const [line] = await compare(['--model', HIDDEN], { id: 1, text: 'ｶﾞ ™\u0301\u0301' })
    expect(line!.ids.equal).toBe(false)
    expect(codes(line!)).toContain('charsmap')
    expect(codes(line!)).not.toContain('vector')
  })
  it('a cut of ours that theirs does not make is named', async () => {
    const [line] = await compare(['--model', HIDDEN, '--max-length', '6'], { id: 1, text: PAIR.b })
    expect(line!.ids).toMatchObject({ equal: false, first_difference: 5 })
    expect(codes(line!)).toContain('max-length')
  })
})

it('dynamic int8: padding changes the vector of the shorter text', async () => {
  const folder = folderWith('test/models/layouts/int8.onnx')
  const [line] = await compare(['--model', folder], PAIR)
  expect(codes(line!.a)).toContain('padding')
  expect(codes(line!.b)).not.toContain('padding')
})

it('a graph with three heads gives ids, and says why there is no vector', async () => {
  const [line] = await compare(['--model', MODEL_FOLDERS.tiny], { id: 1, text: PAIR.a })
  expect(line!.ids.equal).toBe(true)
  expect(line).toMatchObject({ output: null, cls: null, mean: null, padded: null, differences: [] })
  expect(line!.vectors_unavailable).toMatchObject({ reason: 'no-hidden-states' })
  expect(line!.vectors_unavailable!.says).toContain('dense_vecs')
})

describe('arguments', () => {
  it.each([
    [['--engine', 'fastembed'], 'there is no engine "fastembed"; known are transformers.js'],
    [['--engine', 'transformers.js', '--endpoint', 'http://localhost:1'], '--engine goes without --endpoint'],
    [['--engine', 'transformers.js', '--sweep'], '--engine goes without --endpoint and --sweep'],
    [[], 'or --engine transformers.js'],
  ])('%j', async (args, says) => {
    const { status, stderr } = await cli(['compare', ...args], '')
    expect(status).toBe(2)
    expect(stderr).toContain(says)
  })
})

/** `attention`, and the options that say how a graph runs, as other people's scripts call them. */
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Certificate } from '../../../src/engine/certify/types'
import { MODEL_FOLDERS } from '../../engine'
import { readGolden } from '../../parity'
import { cli, jsonl } from './run'

const tiny = ['--model', MODEL_FOLDERS.tiny]
const { items } = readGolden('tiny').attention
const [first] = items

type Nested = readonly (readonly (readonly (readonly number[])[])[])[]
interface Line {
  readonly id: string
  readonly input_ids: readonly number[]
  readonly tokens: readonly string[]
  readonly attentions: Nested
}

const attention = (args: readonly string[], rows: readonly object[] = [{ id: 'x', text: first!.text }]) =>
  cli(['attention', ...tiny, ...args], jsonl(rows))

const shapeOf = (nested: Nested) => nested.map((heads) => heads.map((rows) => rows.map((row) => row.length)))
const flat = (nested: Nested): number[] => nested.flat(3) as number[]

describe('attention', () => {
  it('equals transformers’ on the tiny goldens', async () => {
    const { status, lines, stderr } = await attention(
      [],
      items.map(({ text }, id) => ({ id, text })),
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    let largest = 0
    for (const [index, golden] of items.entries()) {
      const line = lines[index] as object as Line
      expect(Object.keys(line)).toEqual(['id', 'input_ids', 'tokens', 'attentions'])
      expect(line).toMatchObject({ id: index, input_ids: golden.input_ids })
      expect(line.tokens).toHaveLength(golden.input_ids.length)
      expect(shapeOf(line.attentions)).toEqual(shapeOf(golden.attentions))
      const found = flat(line.attentions)
      const expected = flat(golden.attentions)
      expect(found).toHaveLength(expected.length)
      found.forEach((value, i) => (largest = Math.max(largest, Math.abs(value - expected[i]!))))
    }
    console.log(`cli attention: max abs difference ${largest.toExponential(1)}`)
    expect(largest).toBeLessThanOrEqual(1e-4)
  })

  it('--layer, --head, --row select; the lists stay nested, and say what they hold', async () => {
    const all = ((await attention([])).lines[0] as object as Line).attentions
    const { status, lines } = await attention(['--layer', '1', '--head', '3,0-1', '--row', '0,4-5,7'])
    expect(status).toBe(0)
    const rows = [0, 4, 5, 7]
    const heads = [0, 1, 3]
    expect(Object.keys(lines[0]!)).toEqual(['id', 'input_ids', 'tokens', 'layers', 'heads', 'rows', 'attentions']) // oxfmt-ignore
    expect(lines[0]).toMatchObject({ layers: [1], heads, rows })
    const selected = (lines[0] as object as Line).attentions
    expect([selected.length, selected[0]!.length]).toEqual([1, 3])
    heads.forEach((head, i) =>
      rows.forEach((row, j) =>
        selected[0]![i]![j]!.forEach((value, k) => expect(value).toBeCloseTo(all[1]![head]![row]![k]!, 5)),
      ),
    )
  })

  it('one row of a text of another length: the row is all that is asked for', async () => {
    const { lines } = await attention(
      ['--row', '0'],
      [
        { id: 1, text: 'a' },
        { id: 2, text: '如何申请退款？' },
      ],
    )
    for (const line of lines as object[] as Line[]) {
      expect(line.attentions.map((layer) => layer.map((head) => head.length))).toEqual([
        [1, 1, 1, 1],
        [1, 1, 1, 1],
      ])
      const row = line.attentions[0]![0]![0]!
      expect(row).toHaveLength(line.input_ids.length)
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
    }
  })

  it.each([
    [
      'a layer that does not exist',
      ['--layer', '0,2'],
      /--layer 2 does not exist: tiny has 2 layers.*0 to 1/,
    ],
    ['a head that does not exist', ['--head', '4'], /--head 4 does not exist: tiny has 4 heads.*0 to 3/],
    ['a row that does not exist', ['--row', '0-9'], /--row 9 does not exist: .*line 1 has 9 tokens.*0 to 8/],
    ['a layer that is no number', ['--layer', 'last'], /--layer takes numbers.*"last"/],
    ['a range that goes down', ['--row', '5-2'], /--row takes numbers.*"5-2"/],
    ['a graph that runs whole', ['--whole'], /tiny gives no attention weights \(attention-whole\)/],
    [
      '--arithmetic avx2 without int8 weights',
      ['--arithmetic', 'avx2'],
      /--arithmetic avx2 does not go with tiny: no sum of its products \(fp32\) differs/,
    ],
    ['--faithful without int8 activations', ['--faithful'], /--faithful does not go with tiny/],
  ])('%s: exit code 2', async (_, args, message) => {
    const { status, stderr, stdout } = await attention(args)
    expect(stderr).toMatch(message)
    expect(status).toBe(2)
    expect(stdout).toBe('')
  })
})

/** The tiny model's files around its int8 export. */
function int8Folder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-int8-'))
  for (const name of ['onnx', '1_Pooling']) mkdirSync(join(folder, name))
  for (const name of ['config.json', 'tokenizer.json', 'tokenizer_config.json', '1_Pooling/config.json'])
    copyFileSync(join(MODEL_FOLDERS.tiny, name), join(folder, name))
  copyFileSync(
    fileURLToPath(new URL('../../models/layouts/int8.onnx', import.meta.url)),
    join(folder, 'onnx/model_int8.onnx'),
  )
  return folder
}

describe('how the graph runs', () => {
  const text = [{ id: 1, text: '如何申请退款？' }]

  it('--progress tells on standard error how the graph runs, the load, text and layer', async () => {
    const { status, stderr, lines } = await cli(['encode', ...tiny, '--progress'], jsonl([...text, ...text]))
    expect(status).toBe(0)
    expect(lines).toHaveLength(2)
    const said = stderr.trim().split('\n')
    expect(said.every((line) => line.startsWith('m3scope: '))).toBe(true)
    expect(stderr).toMatch(
      /^m3scope: runs layer by layer \(2 layers, m3scope \S+\+abi\d+ (?:relaxed|plain)\)$/m,
    )
    expect(said.filter((line) => /^m3scope: reading .*onnx/.test(line)).length).toBeGreaterThan(0)
    for (const place of ['line 1, layer 2 of 2', 'line 2, layer 2 of 2'])
      expect(said).toContain(`m3scope: ${place}`)
    expect(said.indexOf('m3scope: line 2, layer 2 of 2')).toBeGreaterThan(
      said.indexOf('m3scope: line 1, layer 2 of 2'),
    )
  })

  it('--progress of a pair names its side', async () => {
    const { stderr } = await cli(['score', ...tiny, '--progress'], jsonl([{ id: 1, a: 'x', b: 'y' }]))
    expect(stderr).toContain('m3scope: line 1, a, layer 2 of 2\n')
    expect(stderr).toContain('m3scope: line 1, b, layer 2 of 2\n')
  })

  it('without it nothing is said', async () => {
    expect((await cli(['encode', ...tiny], jsonl(text))).stderr).toBe('')
  })

  it('--whole gives the same numbers, and says why it runs so', async () => {
    const cut = await cli(['encode', ...tiny, '--heads', 'dense'], jsonl(text))
    const whole = await cli(['encode', ...tiny, '--heads', 'dense', '--whole', '--progress'], jsonl(text))
    expect(whole.stderr).toContain('m3scope: runs whole: chosen')
    const [one, other] = [cut, whole].map(({ lines }) => lines[0]!.dense_vecs as number[])
    one!.forEach((value, i) => expect(Math.abs(value - other![i]!)).toBeLessThanOrEqual(1e-6))
  })

  it('--faithful changes the numbers of an int8 graph, and its certificate has both forms', async () => {
    const int8 = ['--model', int8Folder()]
    const vectorWith = async (...more: string[]) => {
      const { lines } = await cli(['encode', ...int8, '--heads', 'dense', ...more], jsonl(text))
      return lines[0]!.dense_vecs as number[]
    }
    const published = await vectorWith()
    const faithful = await vectorWith('--faithful')
    const cosine = published.reduce((sum, value, i) => sum + value * faithful[i]!, 0)
    expect(cosine).toBeGreaterThan(0.9)
    expect(faithful).not.toEqual(published)

    const reference = {
      format: 'm3scope/reference',
      version: 1,
      name: 'ours',
      origin: 'x',
      precision: 'int8',
    }
    const file = join(mkdtempSync(join(tmpdir(), 'm3scope-')), 'reference.json')
    const texts = [{ ...text[0], id: 'one', dense_vecs: faithful }]
    writeFileSync(file, JSON.stringify({ ...reference, texts, pairs: [] }))
    const { stdout, stderr } = await cli(['certify', ...int8, '--against', file, '--faithful', '--progress'])
    const certificate = JSON.parse(stdout) as Certificate
    expect(certificate.identity.activations).toBe('faithful')
    expect(certificate.other?.identity.activations).toBe('published')
    const closest = ({ checks }: Certificate) => checks.find(({ name }) => name === 'dense_cosine')!.value!
    expect(closest(certificate)).toBeCloseTo(1, 6)
    expect(closest(certificate.other!)).toBeLessThan(closest(certificate))
    expect(stderr).toContain('m3scope: text 2 of 2, layer')
  })
})

/** The terminal as other people's scripts call it. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MODEL_FOLDERS } from '../../engine'
import { Parity, readGolden, weightsOf, type GoldenText } from '../../parity'
import { cli, jsonl } from './run'

const tiny = ['--model', MODEL_FOLDERS.tiny]

describe('score', () => {
  it.each(['tiny', 'demo'] as const)(
    'equals compute_score on the %s goldens',
    { timeout: 180_000 },
    async (name) => {
      const golden = readGolden(name)
      const parity = new Parity()
      for (const key of ['default', '[0.4,0.2,0.4]', '[1,0.3,1]']) {
        const { dense, sparse, colbert } = weightsOf(key)
        const input = jsonl(golden.pairs.map(({ id, query, passage }) => ({ id, a: query, b: passage })))
        const args = name === 'tiny' ? tiny : []
        const { status, lines } = await cli(
          ['score', ...args, '--weights', `${dense},${sparse},${colbert}`],
          input,
        )
        expect(status).toBe(0)
        expect(lines.map((line) => line.id)).toEqual(golden.pairs.map((pair) => pair.id))
        golden.pairs.forEach((pair, i) =>
          parity.addScores(pair.scores[key]!, lines[i] as Record<string, number>),
        )
      }
      console.log(
        `cli score, ${name}: max abs difference ${parity.scores.toExponential(1)} (${parity.pairs} score sets)`,
      )
      expect(parity.scores).toBeLessThanOrEqual(1e-5)
    },
  )
})

describe('encode', () => {
  const golden = readGolden('tiny')
  it('equals encode on the tiny goldens, the empty text included', async () => {
    const { status, lines } = await cli(
      ['encode', ...tiny],
      jsonl(golden.texts.map(({ id, text }) => ({ id, text }))),
    )
    expect(status).toBe(0)
    const parity = new Parity()
    golden.texts.forEach((text: GoldenText, i) => {
      const line = lines[i] as {
        input_ids: number[]
        dense_vecs: number[]
        lexical_weights: Record<string, number>
        colbert_vecs: number[][]
      }
      parity.addText(text, {
        ids: line.input_ids,
        dense: line.dense_vecs,
        lexical: Object.entries(line.lexical_weights).map(([id, weight]) => [Number(id), weight]),
        colbert: {
          rows: line.colbert_vecs.length,
          dimension: line.colbert_vecs[0]!.length,
          data: line.colbert_vecs.flat(),
        },
      })
    })
    expect(parity.unequal).toEqual([])
    expect(parity.largest).toBeLessThanOrEqual(1e-5)
  })
  it('--truncate-dim cuts, normalises, and keeps the whole vector beside it', async () => {
    const { status, lines } = await cli(
      ['encode', ...tiny, '--truncate-dim', '48'],
      jsonl([golden.texts[0]!]),
    )
    expect(status).toBe(0)
    const line = lines[0] as { dense_vecs: number[]; dense_vecs_full: number[] }
    const { dense } = golden.texts[0]!
    const length = Math.hypot(...dense.slice(0, 48))
    expect(line.dense_vecs).toHaveLength(48)
    line.dense_vecs.forEach((value, i) => expect(value).toBeCloseTo(dense[i]! / length, 5))
    expect(line.dense_vecs_full).toHaveLength(64)
    line.dense_vecs_full.forEach((value, i) => expect(value).toBeCloseTo(dense[i]!, 5))
  })
  it('without it there is one vector', async () => {
    const { lines } = await cli(['encode', ...tiny, '--heads', 'dense'], jsonl([{ text: 'a' }]))
    expect(Object.keys(lines[0]!)).toEqual(['input_ids', 'dense_vecs'])
  })
  it('--heads selects', async () => {
    const { lines } = await cli(['encode', ...tiny, '--heads', 'sparse'], jsonl([{ id: 1, text: '退款' }]))
    expect(Object.keys(lines[0]!)).toEqual(['id', 'input_ids', 'lexical_weights'])
  })
  it('a model’s graph can be named', async () => {
    const hidden = join(MODEL_FOLDERS.tiny, 'onnx/model_hidden.onnx')
    const { status, lines } = await cli(['encode', '--model', hidden], jsonl([{ id: 1, text: '退款' }]))
    expect(status).toBe(0)
    expect(Object.keys(lines[0]!)).toContain('colbert_vecs')
  })
})

describe('tokenize', () => {
  it('gives ids, pieces, UTF-16 offsets; says on standard error where it cuts', async () => {
    const { status, lines, stderr } = await cli(
      ['tokenize', '--max-length', '5'],
      jsonl([{ id: 'x', text: 'Hello world! 😀' }]),
    )
    expect(status).toBe(0)
    expect(lines).toEqual([
      {
        id: 'x',
        input_ids: [0, 35378, 8999, 38, 2],
        tokens: ['<s>', '▁Hello', '▁world', '!', '</s>'],
        offsets: [[0, 0], [0, 5], [5, 11], [11, 12], [0, 0]],
        truncated: true,
      },
    ]) // oxfmt-ignore
    expect(stderr).toContain('line 1: "text" has 6 tokens and was cut to max_length 5')
  })
  it('hf5 differs where transformers 5 does', async () => {
    const ids = async (mode: string) =>
      (await cli(['tokenize', '--tokenizer', mode], jsonl([{ text: 'trailing\n' }]))).lines[0]!
        .input_ids as number[]
    const hf4 = await ids('hf4')
    expect(hf4.at(-2)).toBe(6)
    expect(await ids('hf5')).toEqual(hf4.filter((id) => id !== 6))
  })
  it('reads a file; keeps the order; skips blank lines', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'm3scope-')), 'in.jsonl')
    writeFileSync(file, '\ufeff' + jsonl([{ id: 1, text: 'a' }]) + '\n' + jsonl([{ id: 2, text: '' }]))
    const { lines } = await cli(['tokenize', file])
    expect(lines.map((line) => [line.id, line.input_ids])).toEqual([[1, [0, 10, 2]], [2, [0, 2]]]) // oxfmt-ignore
  })
})

describe('bad input: exit code 2 and a message that names what is wrong', () => {
  it.each([
    ['no command', [], '', /command is missing/],
    ['an unknown command', ['explode'], '', /no command "explode"/],
    ['an unknown option', ['tokenize', '--frobnicate'], '', /frobnicate/],
    ['a bad tokenizer', ['tokenize', '--tokenizer', 'hf6'], '', /hf4 or hf5/],
    ['a max_length above the model’s', ['tokenize', '--max-length', '513'], '', /513.*512/],
    ['a max_length that is no number', ['tokenize', '--max-length', 'many'], '', /--max-length/],
    [
      'a truncate_dim above the model’s',
      ['score', ...tiny, '--truncate-dim', '65'],
      '',
      /--truncate-dim 65 is above the 64 dimensions of tiny/,
    ],
    ['a truncate_dim of none', ['score', '--truncate-dim', '0'], '', /--truncate-dim/],
    ['two weights', ['score', '--weights', '1,2'], '', /three numbers/],
    ['a negative weight', ['score', '--weights', '1,-1,1'], '', /sparse/],
    ['a head that does not exist', ['encode', '--heads', 'dense,lexical'], '', /lexical/],
    ['a missing file', ['tokenize', 'nowhere.jsonl'], '', /nowhere\.jsonl/],
    ['a missing model', ['encode', '--model', 'nowhere'], '', /nowhere/],
    ['a line that is not JSON', ['tokenize'], '{"text":"a"}\n{oops\n', /line 2 is not JSON/],
    ['a line that is no object', ['tokenize'], '["a"]\n', /line 1 is not a JSON object/],
    ['a missing field', ['tokenize'], '{"txt":"a"}\n', /line 1: field "text" is missing/],
    ['a field of another type', ['tokenize'], '{"text":5}\n', /line 1: field "text" is 5, not a string/],
    ['a lone surrogate', ['tokenize'], '{"text":"ab\\ud83d"}\n', /line 1, field "text".*2/],
  ])('%s', async (_, args, input, message) => {
    const { status, stderr } = await cli(args, input)
    expect(stderr).toMatch(message)
    expect(status).toBe(2)
  })
  it('what came before the bad line is out', async () => {
    const { lines, status } = await cli(['tokenize'], '{"id":1,"text":"a"}\n{oops\n')
    expect(status).toBe(2)
    expect(lines).toHaveLength(1)
  })
})

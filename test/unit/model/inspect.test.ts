/** What names and sizes alone tell of a model's folder. */
import { describe, expect, it } from 'vitest'
import { estimateLoad } from '../../../src/engine/model/estimate'
import { chooseFiles } from '../../../src/engine/model/files'
import { inspectFiles } from '../../../src/engine/model/inspect'
import type { FileEntry } from '../../../src/engine/model/ports'
import { bytes } from '../../../src/engine/units'

const file = (name: string, size: number | null = 1, stored?: boolean): FileEntry => ({
  name,
  bytes: size === null ? null : bytes(size),
  ...(stored !== undefined && { stored }),
})
const inspect = (...files: FileEntry[]) => inspectFiles('x', 'test x', files)
const named = (...names: string[]) => inspect(...names.map((name) => file(name)))

describe('BAAI/bge-m3', () => {
  const files = [
    file('config.json', 687),
    file('tokenizer.json', 17_098_108),
    file('sparse_linear.pt', 3_516),
    file('colbert_linear.pt', 2_100_674),
    file('onnx/model.onnx', 724_923, true),
    file('onnx/model.onnx_data', 2_266_820_608),
    file('onnx/Constant_7_attr__value', 65_552),
    file('onnx/tokenizer.json', 17_082_821),
    file('pytorch_model.bin', 2_271_145_830),
  ]
  it('one graph with its data, what of it is to fetch, and what loading takes', () => {
    const found = inspect(...files)
    expect(found).toMatchObject({ id: 'x', origin: 'test x', tokenizer: 'tokenizer.json' })
    expect(found.graphs).toEqual([
      {
        file: 'onnx/model.onnx',
        dtype: 'fp32',
        files: ['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/Constant_7_attr__value'],
        bytes: 724_923 + 2_266_820_608 + 65_552,
        toFetch: 2_266_820_608 + 65_552,
        structure: null,
        estimate: estimateLoad({ graphBytes: 724_923, externalBytes: 2_266_820_608 + 65_552 }),
      },
    ])
    expect(found.headFiles).toEqual(['sparse_linear.pt', 'colbert_linear.pt'])
    expect(found.files).toContainEqual({ name: 'onnx/model.onnx', bytes: 724_923, stored: true })
    expect(found.files).toContainEqual({ name: 'config.json', bytes: 687, stored: false })
  })
  it('a size that nobody knows leaves sums unknown', () => {
    const [graph] = inspect(file('onnx/model.onnx', 5), file('onnx/model.onnx_data', null)).graphs
    expect(graph).toMatchObject({ bytes: null, toFetch: null, estimate: null })
  })
  it('a size that nobody knows is nothing to fetch where the file is stored', () => {
    const [graph] = inspect(file('model.onnx', null, true)).graphs
    expect(graph).toMatchObject({ bytes: null, toFetch: 0, estimate: null })
  })
})

describe('dtypes as publishers write them', () => {
  it.each([
    ['onnx/model.onnx', 'fp32'],
    ['onnx/model_fp16.onnx', 'fp16'],
    ['onnx/model_int8.onnx', 'int8'],
    ['onnx/model_uint8.onnx', 'uint8'],
    ['onnx/model_quantized.onnx', 'int8'],
    ['onnx/model_q4.onnx', 'q4'],
    ['onnx/model_q4f16.onnx', 'q4f16'],
    ['onnx/model_bnb4.onnx', 'bnb4'],
    ['onnx/model_O2.onnx', 'fp32'],
    ['onnx/model_O4.onnx', 'fp16'],
    ['onnx/model_qint8_avx512_vnni.onnx', 'int8'],
    ['onnx/model_quint8_avx2.onnx', 'uint8'],
    ['onnx/sentence_transformers.onnx', 'fp32'],
    ['onnx/sentence_transformers_int8.onnx', 'int8'],
    ['BAAI-bge-m3_fp16.onnx', 'fp16'],
    ['bge_m3_model.onnx', null],
    ['model_fused.onnx', null],
  ])('%s: %s', (name, dtype) => expect(named(name).graphs[0]!.dtype).toBe(dtype))
})

describe('external data', () => {
  it.each([
    ['model.onnx', ['model.onnx_data', 'model.onnx_data_1', 'model.onnx_data_12']],
    ['model.onnx', ['model.onnx.data']],
    ['onnx/model_fp16.onnx', ['onnx/model_fp16.onnx_data']],
    ['bge_m3_model.onnx', ['bge_m3_model.data']],
  ])('of %s: %j', (graph, data) =>
    expect(named('model.onnx_data_old', ...data, graph).graphs[0]!.files).toEqual([graph, ...data]),
  )
  it('of another graph, or of the same name elsewhere, is not its own', () => {
    const { graphs } = named(
      'onnx/model.onnx',
      'onnx/model_fp16.onnx',
      'onnx/model_fp16.onnx_data',
      'model.onnx_data',
      'other/model.onnx_data',
    )
    expect(graphs.map(({ files }) => files)).toEqual([
      ['onnx/model.onnx'],
      ['onnx/model_fp16.onnx', 'onnx/model_fp16.onnx_data'],
    ])
  })
})

describe('which graph', () => {
  const choice = (...names: string[]) => {
    const files = ['tokenizer.json', ...names].map((name) => file(name))
    const first = inspectFiles('x', 'x', files).graphs[0]!.file
    const chosen = chooseFiles(files, null, 'x').graph.name
    expect(first).toBe(chosen)
    return chosen
  }
  it.each([
    ['onnx/model.onnx', ['onnx/model_fp16.onnx', 'onnx/model.onnx', 'model.onnx']],
    ['model.onnx', ['a.onnx', 'model.onnx']],
    ['model_quantized.onnx', ['model_quantized.onnx']],
    ['bge_m3_model.onnx', ['bge_m3_model.onnx', 'bge_m3_tokenizer.onnx']],
    ['bge_m3_model.onnx', ['bge_m3_model_int8.onnx', 'bge_m3_model.onnx', 'bge_m3_model_q4.onnx']],
  ])('%s of %j', (expected, names) => expect(choice(...names)).toBe(expected))

  it.each([[['BAAI-bge-m3_fp16.onnx', 'BAAI-bge-m3_quantized.onnx']], [['a.onnx', 'b.onnx']]])(
    'nobody can tell: %j',
    (names) => expect(() => choice(...names)).toThrow(expect.objectContaining({ code: 'model/ambiguous' })),
  )
  it('a graph that is asked for by name is taken whatever its name', () => {
    const files = ['tokenizer.json', 'model.onnx', 'tokenizer_model.onnx'].map((name) => file(name))
    expect(chooseFiles(files, 'tokenizer_model.onnx', 'x').graph.name).toBe('tokenizer_model.onnx')
  })
  it('no graph at all', () => {
    expect(named('model.safetensors').graphs).toEqual([])
    expect(() => chooseFiles([file('tokenizer.json')], null, 'x')).toThrow(
      expect.objectContaining({ code: 'model/file-missing' }),
    )
  })
})

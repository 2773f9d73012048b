/** Public exports of bge-m3: their files, and what m3scope must find in them. */
import type { ModelInfo } from '../../../src/engine/model/types'

/** Largest differences from the fp32 goldens: of dense values, token weights, ColBERT values, dense cosine. */
export type Tolerance = readonly [dense: number, sparse: number, colbert: number, cosine: number]

export interface Layout {
  readonly repo: string
  /** Name in the repository → file of test/models/layouts. */
  readonly files: Readonly<Record<string, string>>
  /** Asked for by name; null: the usual one. */
  readonly graph: string | null
  /** The .pt files and 1_Pooling, where the repository (or the user) brings them. */
  readonly with: readonly ('heads' | 'pooling')[]
  readonly layout: ModelInfo['layout']
  readonly dtype: string
  /** HeadInfo.source, or why there is none. */
  readonly dense: string
  readonly sparse: string
  readonly colbert: string
  /** Whether the graph's own dense and ColBERT vectors come with length 1. */
  readonly normalised: readonly [dense: boolean, colbert: boolean]
  readonly tolerance: Tolerance
}

export const EXACT: Tolerance = [1e-5, 1e-5, 1e-5, 1e-5]
const HALF: Tolerance = [2e-3, 2e-3, 4e-3, 1e-4]
const BYTES: Tolerance = [0.05, 0.05, 0.12, 0.02]
const FOUR_BITS: Tolerance = [0.25, 0.2, 0.35, 0.2]

const PT = { sparse: 'sparse_linear.pt', colbert: 'colbert_linear.pt' } as const
const NONE = { sparse: 'no-output-no-head-file', colbert: 'no-output-no-head-file' } as const
const VECS = { dense: 'dense_vecs', sparse: 'sparse_vecs', colbert: 'colbert_vecs' } as const
const CLS = 'last_hidden_state, cls'

/** Hidden states of one dtype, in transformers.js's folder; heads and pooling laid over by the user. */
const xenova = (graph: string, files: Layout['files'], dtype: string, tolerance: Tolerance): Layout => ({
  repo: `Xenova/bge-m3 ${graph}`,
  files,
  graph: `onnx/${graph}`,
  with: ['heads', 'pooling'],
  layout: 'hidden-states-with-head-files',
  dtype,
  dense: CLS,
  ...PT,
  normalised: [false, false],
  tolerance,
})

const single = (graph: string, file: string, dtype: string, tolerance: Tolerance) =>
  xenova(graph, { [`onnx/${graph}`]: file }, dtype, tolerance)

export const LAYOUTS: readonly Layout[] = [
  {
    repo: 'BAAI/bge-m3',
    files: {
      'onnx/model.onnx': 'baai.onnx',
      'onnx/model.onnx_data': 'fp32.data',
      'onnx/Constant_7_attr__value': 'Constant_7_attr__value',
    },
    graph: null,
    with: ['heads', 'pooling'],
    layout: 'hidden-states-with-head-files',
    dtype: 'fp32',
    dense: 'sentence_embedding',
    ...PT,
    normalised: [true, false],
    tolerance: EXACT,
  },
  xenova(
    'model.onnx',
    { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' },
    'fp32',
    EXACT,
  ),
  single('model_fp16.onnx', 'fp16.onnx', 'fp16', HALF),
  single('model_int8.onnx', 'int8.onnx', 'int8', BYTES),
  single('model_quantized.onnx', 'int8.onnx', 'int8', BYTES),
  single('model_uint8.onnx', 'uint8.onnx', 'uint8', BYTES),
  xenova(
    'model_q4.onnx',
    { 'onnx/model_q4.onnx': 'q4.onnx', 'onnx/model_q4.onnx_data': 'fp32.data' },
    'q4',
    FOUR_BITS,
  ),
  single('model_q4f16.onnx', 'q4f16.onnx', 'q4f16', FOUR_BITS),
  xenova(
    'model_bnb4.onnx',
    { 'onnx/model_bnb4.onnx': 'bnb4.onnx', 'onnx/model_bnb4.onnx_data': 'fp32.data' },
    'bnb4',
    FOUR_BITS,
  ),
  {
    ...single('model_q4.onnx', 'q4-table.onnx', 'q4', FOUR_BITS),
    repo: 'onnx-community/bge-m3-ONNX q4, table too',
  },
  {
    ...xenova(
      'model.onnx',
      { 'onnx/model.onnx': 'older-inputs.onnx', 'onnx/model.onnx_data': 'fp32.data' },
      'fp32',
      EXACT,
    ),
    repo: 'int32 inputs, token_type_ids and position_ids among them',
  },
  {
    repo: 'onnx-community/bge-m3-ONNX as it is',
    files: { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' },
    graph: null,
    with: [],
    layout: 'hidden-states',
    dtype: 'fp32',
    dense: 'no-pooling',
    ...NONE,
    normalised: [false, false],
    tolerance: EXACT,
  },
  ...(
    [
      ['sentence_transformers.onnx', 'sentence-transformers.onnx', 'fp32', EXACT],
      ['sentence_transformers_fp16.onnx', 'sentence-transformers-fp16.onnx', 'fp16', HALF],
      ['sentence_transformers_int8.onnx', 'sentence-transformers-int8.onnx', 'int8', BYTES],
    ] as const
  ).map(([name, file, dtype, tolerance]): Layout => ({
    repo: `Xenova/bge-m3 ${name}`,
    files: {
      [`onnx/${name}`]: file,
      ...(dtype === 'fp32' && { 'onnx/sentence_transformers.onnx_data': 'fp32.data' }),
    },
    graph: `onnx/${name}`,
    with: ['heads'],
    layout: 'hidden-states-with-head-files',
    dtype,
    dense: 'sentence_embedding',
    ...PT,
    normalised: [true, false],
    tolerance,
  })),
  ...(
    [
      ['aapot/bge-m3-onnx', { 'model.onnx': 'aapot.onnx', 'model.onnx.data': 'fp32.data' }, VECS],
      ['philipchung/bge-m3-onnx', { 'model.onnx': 'philipchung.onnx', 'model.onnx_data': 'fp32.data' }, VECS],
      [
        'yuniko-software/bge-m3-onnx',
        {
          'bge_m3_model.onnx': 'yuniko.onnx',
          'bge_m3_model.onnx_data': 'fp32.data',
          'bge_m3_tokenizer.onnx': 'refused-invalid.onnx',
        },
        { dense: 'dense_embeddings', sparse: 'sparse_weights', colbert: 'colbert_vectors' },
      ],
    ] as const
  ).map(([repo, files, heads]): Layout => ({
    repo,
    files,
    graph: null,
    with: [],
    layout: 'three-heads',
    dtype: 'fp32',
    ...heads,
    normalised: [true, true],
    tolerance: EXACT,
  })),
  {
    repo: 'gpahal/bge-m3-onnx-int8',
    files: { 'model_quantized.onnx': 'gpahal.onnx' },
    graph: null,
    with: [],
    layout: 'three-heads',
    dtype: 'int8',
    ...VECS,
    normalised: [true, true],
    tolerance: BYTES,
  },
  {
    repo: 'newtechstudio/bge-m3-3head',
    files: { 'model.onnx': 'newtechstudio.onnx', 'model.onnx.data': 'fp32.data' },
    graph: null,
    with: [],
    layout: 'three-heads',
    dtype: 'fp32',
    dense: 'dense',
    sparse: 'sparse',
    colbert: 'colbert',
    normalised: [false, false],
    tolerance: EXACT,
  },
  {
    repo: 'newtechstudio/bge-m3-onnx',
    files: { 'model.onnx': 'newtechstudio-dense.onnx', 'model.onnx_data': 'fp32.data' },
    graph: null,
    with: ['heads'],
    layout: 'dense-only',
    dtype: 'fp32',
    dense: 'sentence_embedding',
    sparse: 'dense-only',
    colbert: 'dense-only',
    normalised: [true, false],
    tolerance: EXACT,
  },
  {
    repo: 'ddmitov/bge_m3_dense_colbert_onnx',
    files: { 'model.onnx': 'unnamed-dense-colbert.onnx', 'model.onnx_data': 'fp32.data' },
    graph: null,
    with: [],
    layout: 'partial-heads',
    dtype: 'fp32',
    dense: 'output_0 (by its shape)',
    sparse: 'no-output-no-head-file',
    colbert: 'output_1 (by its shape)',
    normalised: [true, true],
    tolerance: EXACT,
  },
  {
    repo: 'unnamed hidden states with the sentence vector that was pooled from them',
    files: { 'model.onnx': 'unnamed-dense-hidden.onnx', 'model.onnx_data': 'fp32.data' },
    graph: null,
    with: ['heads'],
    layout: 'hidden-states-with-head-files',
    dtype: 'fp32',
    dense: '1235 (by its shape)',
    ...PT,
    normalised: [true, false],
    tolerance: EXACT,
  },
  {
    repo: 'hotchpotch/vespa-onnx-BAAI-bge-m3-only-dense',
    files: { 'BAAI-bge-m3_fp16.onnx': 'fp16.onnx', 'BAAI-bge-m3_quantized.onnx': 'int8.onnx' },
    graph: 'BAAI-bge-m3_quantized.onnx',
    with: ['pooling'],
    layout: 'hidden-states',
    dtype: 'int8',
    dense: CLS,
    ...NONE,
    normalised: [false, false],
    tolerance: BYTES,
  },
]

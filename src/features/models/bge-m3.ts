/**
 * The public files of bge-m3 that the dialog recommends, and where to take them from. Names and sizes are those of the repositories at
 * the revision that is named; how exact they are is said by the bounds of the certificate.
 */
interface RepoFile {
  readonly name: string
  readonly bytes: number
}

export interface BgeM3File {
  readonly id: 'int8' | 'fp16' | 'fp32'
  readonly repo: string
  /** The first digits of the commit that has these sizes; null: sizes of the newest one that was looked at. */
  readonly revision: string | null
  readonly dtype: string
  /** What must lie in the folder: graph, external data, tokenizer, heads. */
  readonly files: readonly RepoFile[]
  /** Files of the same folder that are read if they are there, besides config.json. */
  readonly also: readonly string[]
  /** Where sparse and ColBERT come from: the graph, files beside it, or files of BAAI/bge-m3 that the dialog offers to fetch. */
  readonly heads: 'graph' | 'files' | 'baai'
  /** WASM heap after loading, layer by layer, in bytes: measured on a graph of bge-m3's shape; null: not measured. */
  readonly heap: number | null
}

export const BGE_M3: readonly BgeM3File[] = [
  {
    id: 'int8',
    repo: 'gpahal/bge-m3-onnx-int8',
    revision: '2b34e84d',
    dtype: 'int8',
    files: [
      { name: 'model_quantized.onnx', bytes: 569_958_496 },
      { name: 'tokenizer.json', bytes: 17_082_799 },
    ],
    also: [],
    heads: 'graph',
    heap: 394_000_000,
  },
  {
    id: 'fp16',
    repo: 'Xenova/bge-m3',
    revision: null,
    dtype: 'fp16',
    files: [
      { name: 'onnx/sentence_transformers_fp16.onnx', bytes: 1_134_137_521 },
      { name: 'tokenizer.json', bytes: 17_082_799 },
    ],
    also: [],
    heads: 'baai',
    heap: null,
  },
  {
    id: 'fp32',
    repo: 'BAAI/bge-m3',
    revision: '5617a9f6',
    dtype: 'fp32',
    files: [
      { name: 'onnx/model.onnx', bytes: 724_923 },
      { name: 'onnx/model.onnx_data', bytes: 2_266_820_608 },
      { name: 'onnx/Constant_7_attr__value', bytes: 65_552 },
      { name: 'tokenizer.json', bytes: 17_082_821 },
      { name: 'sparse_linear.pt', bytes: 3_516 },
      { name: 'colbert_linear.pt', bytes: 2_100_674 },
    ],
    also: ['1_Pooling/config.json'],
    heads: 'files',
    heap: 1_710_000_000,
  },
]

export const bytesOf = ({ files }: BgeM3File): number => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** The command that fetches the files into a folder, on a machine that reaches the hub. */
export function fetchCommand({ repo, files, also }: BgeM3File): string {
  const names = [...files.map(({ name }) => name), 'config.json', ...also]
  return `hf download ${repo} ${names.join(' ')} --local-dir ${repo.replace('/', '-')}`
}

/** The names that a model's files usually have. They are tried one by one where a server has no listing. */
import type { RemoteFile } from '../http/types'
import { encodePath } from './request'

/** What one request showed about a file that exists. */
export interface ProbedFile {
  /** Null where the server does not tell the length. */
  readonly bytes: number | null
}

/** Null: the file does not exist. */
export type ProbeUrl = (url: string) => Promise<ProbedFile | null>

const TEXT_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json']
/** One suffix for each dtype, as transformers.js and its conversion script name them. */
const DTYPE_SUFFIXES = ['', '_quantized', '_int8', '_uint8', '_fp16', '_q4', '_q4f16', '_bnb4']

/**
 * The names in the repositories of BAAI, Xenova, onnx-community, aapot, philipchung, gpahal, yuniko, newtechstudio,
 * ddmitov and hotchpotch.
 */
export const USUAL_FILES: readonly string[] = [
  ...TEXT_FILES,
  '1_Pooling/config.json',
  // A layer after the pooling, where sentence-transformers keeps one.
  'modules.json',
  ...['config.json', 'model.safetensors', 'pytorch_model.bin'].map((name) => `2_Dense/${name}`),
  ...['sparse_linear', 'colbert_linear'].flatMap((head) => [`${head}.pt`, `${head}.safetensors`]),
  'heads.safetensors',
  ...DTYPE_SUFFIXES.flatMap((suffix) => [
    `onnx/model${suffix}.onnx`,
    `model${suffix}.onnx`,
    `onnx/sentence_transformers${suffix}.onnx`,
  ]),
  'model_fused.onnx',
  'bge_m3_model.onnx',
  'BAAI-bge-m3_fp16.onnx',
  'BAAI-bge-m3_quantized.onnx',
  ...TEXT_FILES.map((name) => `onnx/${name}`),
]

/** In bytes. A graph file below this size probably keeps its weights in files of their own. */
const GRAPH_WITH_WEIGHTS = 100_000_000
const REQUESTS_AT_A_TIME = 6

/**
 * @param wanted more names to try
 * @param baseUrl of the folder, with a slash at the end
 * @throws what `probe` throws
 */
export async function findUsualFiles(
  probe: ProbeUrl,
  wanted: readonly string[],
  baseUrl: string,
): Promise<RemoteFile[]> {
  const files = await findAll(probe, [...wanted, ...USUAL_FILES], baseUrl)
  const graphs = files.filter(
    ({ name, bytes }) => name.endsWith('.onnx') && (bytes === null || bytes < GRAPH_WITH_WEIGHTS),
  )
  const weights = graphs.flatMap(({ name }) => weightFilesOf(name))
  return [...files, ...(await findAll(probe, weights, baseUrl))]
}

/** @returns the files that exist, in the order of `names` */
async function findAll(probe: ProbeUrl, names: readonly string[], baseUrl: string): Promise<RemoteFile[]> {
  const found: (RemoteFile | null)[] = []
  const queue = [...new Set(names)].entries()
  const work = async () => {
    for (const [at, name] of queue) {
      const url = baseUrl + encodePath(name)
      const file = await probe(url)
      found[at] = file && { name, url, bytes: file.bytes, sha256: null }
    }
  }
  await Promise.all(Array.from({ length: REQUESTS_AT_A_TIME }, work))
  return found.filter((file) => file !== null)
}

/** Names that exporters give to the external data of a graph; Constant_7_attr__value is that of BAAI's own export. */
const weightFilesOf = (graph: string): string[] => [
  `${graph}_data`,
  `${graph}.data`,
  graph.replace(/\.onnx$/, '.data'),
  `${graph.slice(0, graph.lastIndexOf('/') + 1)}Constant_7_attr__value`,
]

/** A model's files by trying names, where a server lists nothing. */
import type { RemoteFile } from '../http/types'

export interface Tried {
  readonly bytes: number | null
}

/** Null: it is not there. */
export type Try = (name: string) => Promise<Tried | null>

const TEXT_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json']
const SUFFIXES = ['', '_quantized', '_int8', '_uint8', '_fp16', '_q4', '_q4f16', '_bnb4']

/** Of BAAI, Xenova, onnx-community, aapot, philipchung, gpahal, yuniko, newtechstudio, ddmitov, hotchpotch. */
export const USUAL_FILES: readonly string[] = [
  ...TEXT_FILES,
  '1_Pooling/config.json',
  ...['sparse_linear', 'colbert_linear'].flatMap((head) => [`${head}.pt`, `${head}.safetensors`]),
  'heads.safetensors',
  ...SUFFIXES.flatMap((suffix) => [`onnx/model${suffix}.onnx`, `model${suffix}.onnx`]),
  ...['', '_fp16', '_int8'].map((suffix) => `onnx/sentence_transformers${suffix}.onnx`),
  'model_fused.onnx',
  'bge_m3_model.onnx',
  'BAAI-bge-m3_fp16.onnx',
  'BAAI-bge-m3_quantized.onnx',
  ...TEXT_FILES.map((name) => `onnx/${name}`),
]

/** A graph without external data is larger than this, one with them smaller. */
const GRAPH_ALONE = 100_000_000
const AT_A_TIME = 6

/**
 * @param wanted names besides the usual ones
 * @param baseUrl with a slash at the end
 */
export async function findUsualFiles(
  tryName: Try,
  wanted: readonly string[],
  baseUrl: string,
): Promise<RemoteFile[]> {
  const files = await tryAll([...new Set([...wanted, ...USUAL_FILES])])
  const graphs = files.filter(
    ({ name, bytes }) => name.endsWith('.onnx') && (bytes === null || bytes < GRAPH_ALONE),
  )
  return [...files, ...(await tryAll([...new Set(graphs.flatMap(({ name }) => companionsOf(name)))]))]

  async function tryAll(names: readonly string[]): Promise<RemoteFile[]> {
    const found: (RemoteFile | null)[] = []
    const queue = names.entries()
    const work = async () => {
      for (const [at, name] of queue) {
        const tried = await tryName(name)
        const url = baseUrl + name.split('/').map(encodeURIComponent).join('/')
        found[at] = tried && { name, url, bytes: tried.bytes, sha256: null }
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
    return found.filter((file) => file !== null)
  }
}

/** Constant_7_attr__value belongs to BAAI's own export. */
const companionsOf = (graph: string): string[] => [
  `${graph}_data`,
  `${graph}.data`,
  graph.replace(/\.onnx$/, '.data'),
  `${graph.slice(0, graph.lastIndexOf('/') + 1)}Constant_7_attr__value`,
]

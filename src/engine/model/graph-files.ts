/** Finds the graphs of the encoder in a list of files, and the files that belong to each, by their names alone. */
import type { FileEntry } from './ports'

export interface GraphFiles {
  readonly graph: FileEntry
  /** From the publisher's file name; null: the name does not say it. */
  readonly dtype: string | null
  /** Files that usually hold the graph's weights; the graph itself decides. */
  readonly external: readonly FileEntry[]
}

interface FoundGraphs {
  /** The default first, the rest by name. */
  readonly graphs: readonly GraphFiles[]
  /** The graph to take if the user chooses none; null: the names do not tell. */
  readonly usual: GraphFiles | null
}

/** ONNX files of a release that are not the encoder. */
const NO_ENCODER = /token[iy][sz]er|sparse_linear|colbert_linear/i

/** Suffixes that Optimum, transformers.js and sentence-transformers give for the type of the weights. */
const SUFFIXES: readonly (readonly [RegExp, string])[] = [
  [/[._-](fp32|fp16|bf16|int8|uint8|q4f16|q4|q8|bnb4)$/i, '$1'],
  [/[._-]quantized$/i, 'int8'],
  [/[._-]q?(u?int8)_(avx2|avx512|avx512_vnni|arm64)$/i, '$1'],
  [/[._-](O[1-3])$/i, 'fp32'],
  [/[._-]O4$/i, 'fp16'],
]
/** Names without a suffix whose publishers store fp32. */
const PLAIN_FP32 = /^(model|sentence_transformers)$/

const USUAL = ['onnx/model.onnx', 'model.onnx']

export const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1)

/**
 * The name in the model's folder of a file that a graph names: "onnx/" and "../weights.bin" → "weights.bin". What leads out of the
 * folder keeps its dots, so that no file has the name.
 * @param folder of the graph, with a slash at the end, or ''
 */
export function externalName(folder: string, location: string): string {
  const parts: string[] = []
  for (const part of (folder + location.replaceAll('\\', '/')).split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

const stemOf = (name: string): string => name.slice(folderOf(name).length).replace(/\.onnx$/, '')

/** "model_fp16" → ["model", "fp16"] */
function splitStem(stem: string): readonly [base: string, dtype: string | null] {
  for (const [pattern, dtype] of SUFFIXES) {
    const found = pattern.exec(stem)
    if (found) return [stem.slice(0, found.index), dtype.replace('$1', found[1] ?? '').toLowerCase()]
  }
  return [stem, PLAIN_FP32.test(stem) ? 'fp32' : null]
}

/** @param wanted a graph that the user names: taken even if its name looks like no encoder */
export function findGraphs(files: readonly FileEntry[], wanted: string | null = null): FoundGraphs {
  const graphs = files
    .filter(({ name }) => name.endsWith('.onnx') && (name === wanted || !NO_ENCODER.test(stemOf(name))))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((graph) => ({ graph, dtype: splitStem(stemOf(graph.name))[1], external: externalOf(graph, files) }))
  const usual = usualOf(graphs)
  return { graphs: usual ? [usual, ...graphs.filter((found) => found !== usual)] : graphs, usual }
}

/**
 * onnx/model.onnx, model.onnx, the only graph, or the one of which all others are variants
 * ("bge_m3_model.onnx" beside "bge_m3_model_int8.onnx").
 */
function usualOf(graphs: readonly GraphFiles[]): GraphFiles | null {
  const named = USUAL.map((name) => graphs.find(({ graph }) => graph.name === name)).find((found) => found)
  if (named) return named
  const plain = graphs.filter(({ graph }) => splitStem(stemOf(graph.name))[0] === stemOf(graph.name))
  const [only] = graphs.length === 1 ? graphs : plain.length === 1 ? plain : []
  if (!only) return null
  const base = stemOf(only.graph.name)
  return graphs.every((found) => found === only || splitStem(stemOf(found.graph.name))[0] === base)
    ? only
    : null
}

/**
 * "model.onnx_data", "model.onnx_data_1", "model.onnx.data", "model.data"; with them the constants that torch.onnx
 * writes into files of their own ("Constant_7_attr__value" in BAAI's export).
 */
function externalOf(graph: FileEntry, files: readonly FileEntry[]): FileEntry[] {
  const folder = folderOf(graph.name)
  const beside = files.filter(({ name }) => folderOf(name) === folder)
  const rest = (name: string, start: string) => (name.startsWith(start) ? name.slice(start.length) : '')
  const data = beside.filter(({ name }) =>
    [graph.name, graph.name.replace(/\.onnx$/, '')].some((start) =>
      /^[._]data(_\d+)?$/.test(rest(name, start)),
    ),
  )
  const constants = beside.filter(({ name }) => /^Constant_\d+_attr__value$/.test(rest(name, folder)))
  return data.length > 0 ? [...data, ...constants] : []
}

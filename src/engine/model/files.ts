import { EngineError } from '../errors'
import { findGraphs, folderOf, type GraphFiles } from './graph-files'
import type { FileEntry } from './ports'

/** The files that define how a model tokenizes text. Paths are relative to the model's folder. */
export interface TextFiles {
  readonly config: string | null
  readonly tokenizer: string
  readonly tokenizerConfig: string | null
  readonly specialTokensMap: string | null
}

/** Reference values that a model's folder may bring with it. */
export const REFERENCE_FILE = 'm3scope-reference.json'

/** The files of a model's folder by their role. */
export interface ChosenFiles extends TextFiles {
  readonly graph: FileEntry
  /** Folder of the graph, with a slash at the end, or ''. */
  readonly graphFolder: string
  /** Files that usually hold the graph's external data; the graph itself decides. */
  readonly likelyExternal: readonly string[]
  readonly pooling: string | null
  /** modules.json of sentence-transformers, where it says more than that the hidden states are pooled; else null. */
  readonly modules: string | null
  /** Files that may hold the sparse and the ColBERT layer, best first. */
  readonly headFiles: readonly string[]
  /** Files with all weights of the model, which may hold these layers too. */
  readonly weightFiles: readonly string[]
}

const HEAD_FILES = [
  'sparse_linear.pt',
  'colbert_linear.pt',
  'sparse_linear.safetensors',
  'colbert_linear.safetensors',
  'heads.safetensors',
]

const WEIGHT_FILES = ['model.safetensors', 'pytorch_model.bin']

/**
 * @param graphFile the graph to take where a folder holds several; null takes the usual one (graph-files.ts)
 * @throws EngineError model/file-missing, model/ambiguous, tokenizer/missing
 */
export function chooseFiles(
  files: readonly FileEntry[],
  graphFile: string | null,
  model: string,
): ChosenFiles {
  const { graph, external } = chooseGraph(files, graphFile, model)
  const graphFolder = folderOf(graph.name)
  return {
    ...chooseTextFiles(files, graphFolder, model),
    graph,
    graphFolder,
    likelyExternal: external.map(({ name }) => name),
    pooling: finder(files, graphFolder)('1_Pooling/config.json'),
    modules: findModules(files),
    headFiles: findHeadFiles(files, graphFolder),
    weightFiles: WEIGHT_FILES.filter((name) => files.some((file) => file.name === name)),
  }
}

export const findTokenizer = (files: readonly FileEntry[], graphFolder: string): string | null =>
  finder(files, graphFolder)('tokenizer.json')

export const findHeadFiles = (files: readonly FileEntry[], graphFolder: string): string[] =>
  HEAD_FILES.map(finder(files, graphFolder)).filter((name) => name !== null)

/** Null without a folder of another module than 1_Pooling and a Normalize, whose file says nothing. */
function findModules(files: readonly FileEntry[]): string | null {
  const hasMore = files.some(
    ({ name }) => /^\d+_(?!Normalize\/)\w+\//.test(name) && !name.startsWith('1_Pooling/'),
  )
  return hasMore && files.some(({ name }) => name === 'modules.json') ? 'modules.json' : null
}

/** All text files that are read before the graph. */
export const textFilesOf = (chosen: ChosenFiles): string[] =>
  [
    chosen.modules,
    chosen.pooling,
    chosen.config,
    chosen.tokenizer,
    chosen.tokenizerConfig,
    chosen.specialTokensMap,
  ].filter((name) => name !== null)

/**
 * @param graphFolder where the graph lies, with a slash at the end, or ''
 * @throws EngineError tokenizer/missing
 */
export function chooseTextFiles(files: readonly FileEntry[], graphFolder: string, model: string): TextFiles {
  const near = finder(files, graphFolder)
  const tokenizer = findTokenizer(files, graphFolder)
  if (!tokenizer)
    throw new EngineError(
      'tokenizer/missing',
      `${model} has no tokenizer.json; it is needed beside the model.`,
      {
        file: 'tokenizer.json',
        model,
      },
    )
  return {
    config: near('config.json'),
    tokenizer,
    tokenizerConfig: near('tokenizer_config.json'),
    specialTokensMap: near('special_tokens_map.json'),
  }
}

/** Looks in the model's folder first, then in the graph's: BAAI's repository keeps a second tokenizer in onnx/. */
function finder(files: readonly FileEntry[], graphFolder: string): (name: string) => string | null {
  const names = new Set(files.map((file) => file.name))
  return (name) => [name, graphFolder + name].find((candidate) => names.has(candidate)) ?? null
}

function chooseGraph(files: readonly FileEntry[], wanted: string | null, model: string): GraphFiles {
  const { graphs, usual } = findGraphs(files, wanted)
  const names = graphs.map(({ graph }) => graph.name).join(', ')
  const chosen = wanted === null ? usual : graphs.find(({ graph }) => graph.name === wanted)
  if (chosen) return chosen
  const ort = files.find(({ name }) => name.endsWith('.ort'))
  if (graphs.length === 0 && ort)
    throw new EngineError(
      'model/ort-format',
      `${model} has a graph in ORT format only (${ort.name}); m3scope reads the .onnx that it was made from.`,
      { file: ort.name, model },
    )
  if (wanted !== null || graphs.length === 0)
    throw new EngineError(
      'model/file-missing',
      `${model} has no ${wanted ?? 'graph'}. It has: ${names || 'no .onnx file'}.`,
      { file: wanted ?? '*.onnx', model },
    )
  throw new EngineError('model/ambiguous', `${model} has several graphs: name one of ${names}.`, {
    model,
    files: names,
  })
}

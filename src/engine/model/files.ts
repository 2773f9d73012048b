import { EngineError } from '../errors'
import type { FileEntry, ModelSource } from './ports'

/** The files that say how a model reads text. Paths are relative to the model's folder. */
export interface TextFiles {
  readonly config: string | null
  readonly tokenizer: string
  readonly tokenizerConfig: string | null
  readonly specialTokensMap: string | null
}

/** Which files of a model's folder are what. */
export interface ChosenFiles extends TextFiles {
  readonly graph: FileEntry
  /** Of the graph, with a slash at the end, or ''. */
  readonly graphFolder: string
  /** What the graph's external data is usually called; the graph itself decides. */
  readonly likelyExternal: readonly string[]
  readonly pooling: string | null
  /** May hold the sparse and the ColBERT layer, best first. */
  readonly headFiles: readonly string[]
}

const HEAD_FILES = [
  'sparse_linear.pt',
  'colbert_linear.pt',
  'sparse_linear.safetensors',
  'colbert_linear.safetensors',
  'heads.safetensors',
]

/**
 * @param graphFile the graph to take where a folder holds several; null takes onnx/model.onnx, model.onnx or the
 *   only one
 * @throws EngineError model/file-missing, model/ambiguous, tokenizer/missing
 */
export async function chooseFiles(source: ModelSource, graphFile: string | null): Promise<ChosenFiles> {
  const files = await source.list()
  const graph = chooseGraph(files, graphFile, source.id)
  const graphFolder = graph.name.slice(0, graph.name.lastIndexOf('/') + 1)
  const near = finder(files, graphFolder)
  return {
    ...chooseTextFiles(files, graphFolder, source.id),
    graph,
    graphFolder,
    likelyExternal: files
      .map(({ name }) => name)
      .filter((name) => /^[._]data$/.test(name.replace(graph.name, ''))),
    pooling: near('1_Pooling/config.json'),
    headFiles: HEAD_FILES.map(near).filter((name) => name !== null),
  }
}

/** All that is read as text before the graph. */
export const textFilesOf = (chosen: ChosenFiles): string[] =>
  [chosen.pooling, chosen.config, chosen.tokenizer, chosen.tokenizerConfig, chosen.specialTokensMap].filter(
    (name) => name !== null,
  )

/**
 * @param graphFolder where the graph lies, with a slash at the end, or ''
 * @throws EngineError tokenizer/missing
 */
export function chooseTextFiles(files: readonly FileEntry[], graphFolder: string, model: string): TextFiles {
  const near = finder(files, graphFolder)
  const tokenizer = near('tokenizer.json')
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

/** The model's folder first, then the graph's: BAAI's repository keeps a second tokenizer in onnx/. */
function finder(files: readonly FileEntry[], graphFolder: string): (name: string) => string | null {
  const names = new Set(files.map((file) => file.name))
  return (name) => [name, graphFolder + name].find((candidate) => names.has(candidate)) ?? null
}

function chooseGraph(files: readonly FileEntry[], wanted: string | null, model: string): FileEntry {
  const graphs = files.filter((file) => file.name.endsWith('.onnx'))
  const names = graphs.map((file) => file.name).join(', ')
  if (wanted !== null) {
    const found = graphs.find((file) => file.name === wanted)
    if (found) return found
    throw new EngineError(
      'model/file-missing',
      `${model} has no ${wanted}. It has: ${names || 'no .onnx file'}.`,
      {
        file: wanted,
        model,
      },
    )
  }
  const usual = ['onnx/model.onnx', 'model.onnx'].map((name) => graphs.find((file) => file.name === name))
  const chosen = usual.find((file) => file) ?? (graphs.length === 1 ? graphs[0] : undefined)
  if (chosen) return chosen
  if (graphs.length === 0)
    throw new EngineError('model/file-missing', `${model} has no .onnx file.`, { file: '*.onnx', model })
  throw new EngineError('model/ambiguous', `${model} has several graphs: name one of ${names}.`, {
    model,
    files: names,
  })
}

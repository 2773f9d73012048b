/** What a model's folder offers, from its list of files alone: nothing large is read. */
import { bytes, type Bytes } from '../units'
import { estimateLoad, type LoadEstimate } from './estimate'
import { findHeadFiles, findTokenizer } from './files'
import { findGraphs, folderOf, type GraphFiles } from './graph-files'
import type { FileEntry } from './ports'

export interface GraphChoice {
  readonly file: string
  /** By the file's name, as its publisher means it; the graph itself is asked when it is loaded. Null: not said. */
  readonly dtype: string | null
  /** The graph and the external data that usually belongs to it. */
  readonly files: readonly string[]
  /** Of these files; null when a size is unknown. */
  readonly bytes: Bytes | null
  /** Not yet in the browser's store; null when a size is unknown. */
  readonly toFetch: Bytes | null
  /** What loading it takes; null when a size is unknown. */
  readonly estimate: LoadEstimate | null
}

export interface Inspection {
  /** ModelSource.id and origin. */
  readonly id: string
  readonly origin: string
  /** Best first: the one that would be taken without a choice stands first. */
  readonly graphs: readonly GraphChoice[]
  readonly tokenizer: string | null
  readonly headFiles: readonly string[]
  readonly files: readonly { readonly name: string; readonly bytes: Bytes | null; readonly stored: boolean }[]
}

/** @param files the whole list of the model's folder */
export function inspectFiles(id: string, origin: string, files: readonly FileEntry[]): Inspection {
  const { graphs } = findGraphs(files)
  const graphFolder = graphs[0] ? folderOf(graphs[0].graph.name) : 'onnx/'
  return {
    id,
    origin,
    graphs: graphs.map(choiceOf),
    tokenizer: findTokenizer(files, graphFolder),
    headFiles: findHeadFiles(files, graphFolder),
    files: files.map(({ name, bytes, stored }) => ({ name, bytes, stored: stored ?? false })),
  }
}

function choiceOf({ graph, dtype, external }: GraphFiles): GraphChoice {
  const graphBytes = total([graph])
  const externalBytes = total(external)
  return {
    file: graph.name,
    dtype,
    files: [graph, ...external].map(({ name }) => name),
    bytes: total([graph, ...external]),
    toFetch: total([graph, ...external].filter(({ stored }) => !stored)),
    estimate:
      graphBytes !== null && externalBytes !== null
        ? estimateLoad({ graphBytes, externalBytes, dtype })
        : null,
  }
}

/** Null when a size is unknown. */
const total = (files: readonly FileEntry[]): Bytes | null =>
  files.reduce<Bytes | null>(
    (sum, file) => (sum === null || file.bytes === null ? null : bytes(sum + file.bytes)),
    bytes(0),
  )

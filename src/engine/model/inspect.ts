/** What a model's folder offers. Only its list of files is used, and nothing large is read. */
import { bytes, type Bytes } from '../units'
import { estimateLoad, type LoadEstimate } from './estimate'
import { findHeadFiles, findTokenizer } from './files'
import { findGraphs, folderOf, type GraphFiles } from './graph-files'
import type { CancelSignal } from '../errors'
import type { FileEntry, ModelSource } from './ports'
import { structureOf, type Structure } from './structure'

export interface GraphChoice {
  readonly file: string
  /** From the file's name; when the graph is loaded, the graph itself decides. Null: the name does not say it. */
  readonly dtype: string | null
  /** The graph and the external data that usually belongs to it. */
  readonly files: readonly string[]
  /** Total size of these files; null: a size is unknown. */
  readonly bytes: Bytes | null
  /** Bytes that are not yet in the browser's store; null: a size is unknown. */
  readonly toFetch: Bytes | null
  /** What loading takes; null: a size is unknown. */
  readonly estimate: LoadEstimate | null
  /** How the graph would run; `estimate` is then for this. Null: the graph was not read yet. */
  readonly structure: Structure | null
}

export interface Inspection {
  /** ModelSource.id and origin. */
  readonly id: string
  readonly origin: string
  /** Best first: the first one is taken if the user chooses none. */
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

/** The same, with the structure of the first graph. */
export async function inspectSource(source: ModelSource, signal: CancelSignal): Promise<Inspection> {
  const inspection = inspectFiles(source.id, source.origin, await source.list({ signal }))
  const [first, ...others] = inspection.graphs
  const structure = first ? await structureOf(source, first.file, signal) : null
  if (!first || !structure) return inspection
  const estimate = structure.kind === 'layers' ? structure.estimate : first.estimate
  return { ...inspection, graphs: [{ ...first, structure, estimate }, ...others] }
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
    structure: null,
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

/** Derives the dialog's offers and warnings from a found model. Pure. */
import type { GraphChoice, Inspection } from '../../engine/model/inspect'
import { OUTPUT_NAMES } from '../../engine/model/layout'
import type { FoundRef, Heads, HubHost } from './types'

/** The repository whose head files fit every graph of unchanged bge-m3 weights. */
export const BGE_M3 = 'BAAI/bge-m3'
/** Bytes of colbert_linear.pt and sparse_linear.pt of BAAI/bge-m3. */
export const BGE_M3_HEADS_BYTES = 2_100_674 + 3_516

export type Blocked = 'no-graph' | 'no-choice' | 'no-tokenizer'

export const graphOf = (inspection: Inspection, file: string | null): GraphChoice | null =>
  inspection.graphs.find((graph) => graph.file === file) ?? null

/** The reason why the found model cannot be loaded; null: it can. */
export function blockedBy(inspection: Inspection, graphFile: string | null): Blocked | null {
  if (inspection.graphs.length === 0) return 'no-graph'
  if (inspection.tokenizer === null) return 'no-tokenizer'
  return graphOf(inspection, graphFile) === null ? 'no-choice' : null
}

/**
 * Whether the dialog offers the choice of the pooling, because no file states it: neither a file of
 * sentence-transformers (1_Pooling), nor a graph exported by sentence-transformers, which does the pooling itself.
 */
export const asksPooling = (inspection: Inspection, graphFile: string | null): boolean =>
  !inspection.files.some(({ name }) => name.includes('1_Pooling/')) &&
  !(graphFile ?? '').includes('sentence_transformers')

/** The outputs of the chosen graph, which the user may name; none where its structure has not been read. */
export const outputsOf = (inspection: Inspection, graphFile: string | null): readonly string[] =>
  graphOf(inspection, graphFile)?.structure?.outputs ?? []

/** False where a name says what it is: then the choice is folded away. Such a name may still be wrong. */
export const areUnknown = (outputs: readonly string[]): boolean =>
  !outputs.some((name) => KNOWN.includes(name))

const KNOWN: readonly string[] = Object.values(OUTPUT_NAMES).flat()

/** The dtypes that need less memory, best first. 4 bit runs slower than 8 bit in WASM. */
const SMALLER = ['int8', 'uint8', 'q8', 'q4', 'q4f16', 'bnb4', 'fp16']

/** A graph of the same model that needs less memory; null: the chosen one fits, or no other is smaller. */
export function smallerGraph(graphs: readonly GraphChoice[], chosen: GraphChoice): GraphChoice | null {
  const peak = chosen.estimate?.peak
  if (peak === undefined || chosen.estimate?.verdict === 'fits') return null
  const candidates = graphs.filter(({ dtype, estimate }) => {
    return SMALLER.includes(dtype ?? '') && estimate !== null && estimate.peak < peak
  })
  const order = (graph: GraphChoice) =>
    (graph.estimate?.verdict === 'fits' ? 0 : SMALLER.length) + SMALLER.indexOf(graph.dtype ?? '')
  return candidates.sort((one, other) => order(one) - order(other))[0] ?? null
}

/** Number of bytes that the load downloads; null: a size is unknown. */
export function bytesToFetch(
  ref: FoundRef,
  inspection: Inspection,
  graphFile: string | null,
  heads: Heads | null,
): number | null {
  const graph = graphOf(inspection, graphFile)
  const foreign = heads?.kind === 'hub' ? BGE_M3_HEADS_BYTES : 0
  if (graph === null || isOnDisk(ref)) return foreign
  const own = heads === null ? inspection.headFiles : []
  const wanted = new Set([...graph.files, inspection.tokenizer, ...own])
  let sum: number | null = foreign
  for (const { name, bytes, stored } of inspection.files)
    if (wanted.has(name) && !stored) sum = sum === null || bytes === null ? null : sum + bytes
  return sum
}

export const isOnDisk = ({ kind }: FoundRef): boolean => kind === 'local' || kind === 'folder'

/** The host from which the model's files come; null: they are on the disk. */
export function hostOf(ref: FoundRef): string | null {
  if (ref.kind === 'hub') return hostName(ref.host)
  return ref.kind === 'site' || ref.kind === 'url' ? new URL(ref.baseUrl).host : null
}

export const hostName = ({ url }: HubHost): string => url.replace(/^https?:\/\//, '')

/** True as long as no request was sent to the host of the found model. */
export const isStoredOnly = (ref: FoundRef): boolean =>
  (ref.kind === 'hub' || ref.kind === 'url') && ref.storedOnly === true

/**
 * Estimates the memory and time that loading a graph takes, before it is tried. The ratios are those of bench/RESULTS.md
 * ("Memory": int8 in one file, fp16 in one file, fp32 with external data; bge-m3's shape).
 */
import { bytes, type Bytes } from '../units'

export interface LoadEstimate {
  /** WASM heap once the model is loaded. */
  readonly heap: Bytes
  /** The most memory that the tab uses while loading: heap, the files' copy in JavaScript, and the page itself. */
  readonly peak: Bytes
  /** Fits; close to what a tab can hold; above it. */
  readonly verdict: 'fits' | 'tight' | 'too-large'
}

interface GraphSize {
  /** Bytes of the graph's own file. */
  readonly graphBytes: number
  /** Bytes of its external data. */
  readonly externalBytes: number
  /** From the graph's file name; null: the name does not say it. */
  readonly dtype?: string | null
}

const MB = 1e6
const GIB = 2 ** 30

const HEAP_BASE = 20 * MB
/** The file, the parser's copy, and the tensors. A heap never shrinks, so all three count. */
const HEAP_PER_GRAPH_BYTE = 2.6
/** Copied into the tensors directly. Matrices that are packed again take a quarter more. */
const HEAP_PER_EXTERNAL_BYTE = 1.25
/** Of parts with their weights beside them: int8 1.06, fp32 1.15 with matrices packed anew. */
const HEAP_PER_PART_BYTE = 1.15
/** Pieces of a file that JavaScript holds at one time. */
const PIECES = 64 * MB
/** How much more fp16 weights took than int8 weights: ONNX Runtime computes them in fp32. */
const HEAP_PER_HALF_BYTE = 0.8
/** The tab without model and heap: interface, tokenizer, buffers of the download. */
const PAGE = 300 * MB

/** The limit of 32-bit addresses. */
const HEAP_LIMIT = 4 * GIB
/** Leaves less than 1 GiB for texts; one of 4096 tokens takes 2 GB. */
const HEAP_TIGHT = 3 * GIB
/** Half of a machine with 8 GiB, where other programs run too. */
const PEAK_TIGHT = 4 * GIB

export function estimateLoad({ graphBytes, externalBytes, dtype = null }: GraphSize): LoadEstimate {
  const files = graphBytes + externalBytes
  const heap =
    HEAP_BASE +
    HEAP_PER_GRAPH_BYTE * graphBytes +
    HEAP_PER_EXTERNAL_BYTE * externalBytes +
    (dtype === 'fp16' ? HEAP_PER_HALF_BYTE * files : 0)
  const peak = heap + files + PAGE
  return {
    heap: bytes(Math.round(heap)),
    peak: bytes(Math.round(peak)),
    verdict: verdictOf(heap, peak),
  }
}

const verdictOf = (heap: number, peak: number): LoadEstimate['verdict'] =>
  heap > HEAP_LIMIT ? 'too-large' : heap > HEAP_TIGHT || peak > PEAK_TIGHT ? 'tight' : 'fits'

/**
 * For a graph that runs layer by layer.
 * @param weightBytes of all parts, without the table of word embeddings, which stays outside the heap
 * @param largestPart the one whose bytes are in JavaScript while its session is made
 */
export function estimateLayers({
  weightBytes,
  largestPart,
}: {
  readonly weightBytes: number
  readonly largestPart: number
}): LoadEstimate {
  const heap = HEAP_BASE + HEAP_PER_PART_BYTE * weightBytes
  return {
    heap: bytes(Math.round(heap)),
    peak: bytes(Math.round(heap + largestPart + PIECES + PAGE)),
    verdict: verdictOf(heap, heap + largestPart + PIECES + PAGE),
  }
}

/** The value that several browsers report for any machine with 8 GiB or more. */
const DEVICE_MEMORY_CAP = 8

/**
 * Whether the load fits in half of the machine's memory.
 * @param deviceMemory GiB, as navigator.deviceMemory says it (rounded, and capped at 8 in several browsers); null in
 *   browsers and on pages that have none
 */
export function fitsMachine(
  { peak }: Pick<LoadEstimate, 'peak'>,
  deviceMemory: number | null,
): 'fits' | 'tight' | 'unknown' {
  if (deviceMemory === null) return 'unknown'
  if (peak <= (deviceMemory * GIB) / 2) return 'fits'
  return deviceMemory === DEVICE_MEMORY_CAP ? 'unknown' : 'tight'
}

/** Speed of making a session on 2 cores. A busy machine is slower. */
const SESSION_BYTES_PER_SECOND = 300 * MB

interface LoadSeconds {
  /** Reading the files; null until a rate has been measured. */
  readonly files: number | null
  /** Making the session from them. */
  readonly session: number
}

/** @param rate bytes a second at which the files arrive, or null */
export function estimateSeconds({
  bytes: size,
  rate,
}: {
  readonly bytes: number
  readonly rate: number | null
}): LoadSeconds {
  return { files: rate === null ? null : size / rate, session: size / SESSION_BYTES_PER_SECOND }
}

/** What loading a graph takes of memory, before it is tried. */
import { bytes, type Bytes } from '../units'

export interface LoadEstimate {
  /** WASM heap once the model is loaded. */
  readonly heap: Bytes
  /** The most that the tab holds while loading: heap and the file's copy in JavaScript. */
  readonly peak: Bytes
  /** Fits; close to what a tab can hold; above it. */
  readonly verdict: 'fits' | 'tight' | 'too-large'
}

export function estimateLoad(input: { graphBytes: number; externalBytes: number }): LoadEstimate {
  const heap = 40e6 + 2.6 * input.graphBytes + 1.1 * input.externalBytes
  const peak = heap + input.graphBytes + input.externalBytes
  const GIB = 2 ** 30
  return {
    heap: bytes(heap),
    peak: bytes(peak),
    verdict: heap > 4 * GIB ? 'too-large' : heap > 3 * GIB || peak > 5 * GIB ? 'tight' : 'fits',
  }
}

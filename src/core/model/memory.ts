/** Estimates whether memory can hold two models at the same time. */
import { estimateLoad } from '../../engine/model/estimate'

/**
 * Bytes that one tab can use on a machine with 8 GiB: the WASM heaps of both models, and the copy of the second
 * model's files while it loads.
 */
const MEMORY_LIMIT = 4 * 2 ** 30

/**
 * Estimates with the files as one graph file. A model with external data needs less, so the estimate is never too
 * low.
 * @param loaded bytes of the files of the loaded model; null: unknown
 * @param next bytes of the files of the model to load; null: unknown. If either size is unknown the result is true,
 *   because after a failed load the page returns to the previous model anyway
 */
export function canHoldBoth(loaded: number | null, next: number | null): boolean {
  if (loaded === null || next === null) return true
  const heap = (bytes: number) => estimateLoad({ graphBytes: bytes, externalBytes: 0 }).heap
  return heap(loaded) + heap(next) + next <= MEMORY_LIMIT
}

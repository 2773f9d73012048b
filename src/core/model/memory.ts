/** Whether two models fit beside each other. */
import { estimateLoad } from '../../engine/model/estimate'

/** Heaps of both, and the second's copy while it loads: what a tab on a machine with 8 GiB can be asked to hold. */
const TOGETHER = 4 * 2 ** 30

/**
 * @param loaded @param next bytes of the files; null: unknown, which is taken for small, as a failed load comes back
 *   to the model before. External data takes less than a graph of that size: the estimate errs on the safe side.
 */
export function canHoldBoth(loaded: number | null, next: number | null): boolean {
  if (loaded === null || next === null) return true
  const heap = (bytes: number) => estimateLoad({ graphBytes: bytes, externalBytes: 0 }).heap
  return heap(loaded) + heap(next) + next <= TOGETHER
}

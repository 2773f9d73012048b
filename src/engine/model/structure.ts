import { cutGraph } from '../chain/cut'
import { sizesOf } from '../chain/sizes'
import type { WholeReason } from '../chain/types'
import type { CancelSignal } from '../errors'
import { readOnnx } from '../onnx/read'
import { estimateLayers, type LoadEstimate } from './estimate'
import type { ModelSource } from './ports'

/** How a graph would run. */
export type Structure =
  | { readonly kind: 'layers'; readonly layers: number; readonly estimate: LoadEstimate }
  | { readonly kind: 'whole'; readonly reason: WholeReason; readonly detail: string }

/**
 * A look at a graph where it lies, without its weights: some hundred kilobytes of it are read.
 * @returns null where it cannot be read in parts, or is not what it should be: loading it says why
 */
export async function structureOf(
  source: ModelSource,
  file: string,
  signal?: CancelSignal,
): Promise<Structure | null> {
  try {
    const ranges = await source.peek(file, signal && { signal })
    if (!ranges) return null
    const cut = cutGraph(await readOnnx(ranges))
    if (cut.state === 'whole') return { kind: 'whole', reason: cut.reason, detail: cut.detail }
    return { kind: 'layers', layers: cut.plan.layers.length, estimate: estimateLayers(sizesOf(cut.plan)) }
  } catch {
    return null
  }
}

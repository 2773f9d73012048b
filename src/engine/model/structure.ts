import { cutGraph } from '../chain/cut'
import { sizesOf } from '../chain/sizes'
import type { WholeReason } from '../chain/types'
import type { CancelSignal } from '../errors'
import { readOnnx } from '../onnx/read'
import { estimateLayers, type LoadEstimate } from './estimate'
import type { ModelSource } from './ports'

/** How a graph would run, and the names of its outputs. */
export type Structure = { readonly outputs: readonly string[] } & (
  | { readonly kind: 'layers'; readonly layers: number; readonly estimate: LoadEstimate }
  | { readonly kind: 'whole'; readonly reason: WholeReason; readonly detail: string }
)

/**
 * Reads the structure of a graph without its weights: some hundred kilobytes.
 * @returns null: the graph cannot be read in parts, or is invalid; loading it then gives the reason
 */
export async function structureOf(
  source: ModelSource,
  file: string,
  signal?: CancelSignal,
): Promise<Structure | null> {
  try {
    const ranges = await source.peek(file, signal && { signal })
    if (!ranges) return null
    const model = await readOnnx(ranges)
    const outputs = model.graph.outputs.map(({ name }) => name)
    const cut = cutGraph(model)
    if (cut.state === 'whole') return { outputs, kind: 'whole', reason: cut.reason, detail: cut.detail }
    return {
      outputs,
      kind: 'layers',
      layers: cut.plan.layers.length,
      estimate: estimateLayers(sizesOf(cut.plan)),
    }
  } catch {
    return null
  }
}

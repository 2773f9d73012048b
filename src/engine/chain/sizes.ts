import { ELEMENT_BYTES, elementsIn, type OnnxGraph } from '../onnx/types'
import type { CutPlan } from './types'

const bytesOf = ({ initializers }: OnnxGraph): number =>
  [...initializers.values()].reduce(
    (sum, { type, dims }) => sum + elementsIn(dims) * (ELEMENT_BYTES[type] ?? 0),
    0,
  )

/** Bytes of weights that the sessions of a chain hold. */
export function sizesOf({ embeddings, layers, heads }: CutPlan): {
  readonly weightBytes: number
  readonly largestPart: number
  readonly outsideLayers: number
  readonly largestLayer: number
} {
  const ofLayers = layers.map(({ graph }) => bytesOf(graph))
  const ofOthers = [embeddings, ...(heads ? [heads] : [])].map(({ graph }) => bytesOf(graph))
  const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0)
  return {
    weightBytes: sum(ofLayers) + sum(ofOthers),
    largestPart: Math.max(...ofLayers, ...ofOthers),
    outsideLayers: sum(ofOthers),
    largestLayer: Math.max(...ofLayers),
  }
}

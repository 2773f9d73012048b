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
} {
  const sizes = [embeddings, ...layers, ...(heads ? [heads] : [])].map(({ graph }) => bytesOf(graph))
  return { weightBytes: sizes.reduce((a, b) => a + b, 0), largestPart: Math.max(...sizes) }
}

import type { GraphOutputs, HeadPlans } from './layout'
import type { TensorMeta } from './ports'
import type { ProbeFacts } from './probe'
import { available, type Available, type HeadInfo, type HeadName, type ModelInfo } from './types'

export function describeLayout(plans: HeadPlans): ModelInfo['layout'] {
  const kinds = [plans.dense, plans.sparse, plans.colbert].map((plan) =>
    plan.state === 'available' ? plan.value.kind : null,
  )
  const fromGraph = kinds.filter((kind) => kind === 'output').length
  if (fromGraph === 3) return 'three-heads'
  if (kinds.includes('linear')) return 'hidden-states-with-head-files'
  if (kinds[0] === 'output' && fromGraph === 1) return 'dense-only'
  if (fromGraph > 0) return 'partial-heads'
  return 'hidden-states'
}

export function describeHeads(
  plans: HeadPlans,
  facts: ProbeFacts,
  outputs: GraphOutputs,
): Readonly<Record<HeadName, Available<HeadInfo>>> {
  const shapeOf = (meta: TensorMeta | null) => meta?.shape ?? []
  const { dense, sparse, colbert } = plans
  return {
    dense:
      dense.state === 'unavailable'
        ? dense
        : dense.value.kind === 'output'
          ? available({
              source: dense.value.output,
              shape: shapeOf(outputs.dense),
              normalisedInGraph: facts.denseNormalised,
              dimension: facts.denseDimension ?? 0,
            })
          : available({
              source: `${dense.value.output}, ${dense.value.pooling}`,
              shape: shapeOf(outputs.tokens),
              normalisedInGraph: false,
              dimension: facts.tokensDimension ?? 0,
            }),
    sparse:
      sparse.state === 'unavailable'
        ? sparse
        : sparse.value.kind === 'output'
          ? available({
              source: sparse.value.output,
              shape: shapeOf(outputs.sparse),
              normalisedInGraph: null,
              dimension: 1,
            })
          : available({
              source: sparse.value.linear.file,
              shape: [1, sparse.value.linear.inputs],
              normalisedInGraph: null,
              dimension: 1,
            }),
    colbert:
      colbert.state === 'unavailable'
        ? colbert
        : colbert.value.kind === 'output'
          ? available({
              source: colbert.value.output,
              shape: shapeOf(outputs.colbert),
              normalisedInGraph: facts.colbertNormalised,
              dimension: facts.colbertDimension ?? 0,
            })
          : available({
              source: colbert.value.linear.file,
              shape: [colbert.value.linear.outputs, colbert.value.linear.inputs],
              normalisedInGraph: false,
              dimension: colbert.value.linear.outputs,
            }),
  }
}

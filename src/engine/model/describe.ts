import { modesOf } from '../heads/dense'
import type { GraphOutputs, HeadPlans } from './layout'
import type { TensorMeta } from './ports'
import type { ProbeFacts } from './probe'
import {
  mapAvailable,
  type Available,
  type HeadInfo,
  type HeadName,
  type ModelInfo,
  type Pooling,
} from './types'

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
  const sourceOf = (output: string, pooling?: Pooling): Pick<HeadInfo, 'source' | 'words'> => {
    const pooled = pooling === undefined ? '' : `, ${pooling}`
    if (outputs.toldBy === 'name') return { source: output + pooled }
    const code = outputs.toldBy === 'shape' ? 'by-shape' : 'by-user'
    return {
      source: `${output} (${code === 'by-shape' ? 'by its shape' : 'named by the user'})${pooled}`,
      words:
        pooling === undefined
          ? { code, values: { output } }
          : { code: `${code}-pooled`, values: { output, pooling } },
    }
  }
  return {
    dense: mapAvailable(plans.dense, (plan) =>
      plan.kind === 'output'
        ? {
            ...sourceOf(plan.output),
            shape: shapeOf(outputs.dense),
            normalisedInGraph: facts.denseNormalised,
            dimension: facts.denseDimension ?? 0,
          }
        : {
            ...sourceOf(plan.output, plan.pooling),
            shape: shapeOf(outputs.tokens),
            normalisedInGraph: false,
            dimension:
              plan.layers.at(-1)?.linear.outputs ??
              modesOf(plan.pooling).length * (facts.tokensDimension ?? 0),
          },
    ),
    sparse: mapAvailable(plans.sparse, (plan) => ({
      ...(plan.kind === 'output' ? sourceOf(plan.output) : { source: plan.linear.file }),
      shape: plan.kind === 'output' ? shapeOf(outputs.sparse) : [1, plan.linear.inputs],
      normalisedInGraph: null,
      dimension: 1,
    })),
    colbert: mapAvailable(plans.colbert, (plan) =>
      plan.kind === 'output'
        ? {
            ...sourceOf(plan.output),
            shape: shapeOf(outputs.colbert),
            normalisedInGraph: facts.colbertNormalised,
            dimension: facts.colbertDimension ?? 0,
          }
        : {
            source: plan.linear.file,
            shape: [plan.linear.outputs, plan.linear.inputs],
            normalisedInGraph: false,
            dimension: plan.linear.outputs,
          },
    ),
  }
}

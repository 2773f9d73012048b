import { LAYER_FINAL, LAYER_INTERMEDIATE, LAYER_OUTPUT, LAYER_QKV } from '../../kernels/abi'
import type { LayerPlan, Linear } from './types'

/** A matrix of the kernels: products with the same input lie side by side. */
export interface LayerMatrixPlan {
  /** LAYER_* where its address is. */
  readonly field: number
  readonly linears: readonly Linear[]
}

export const matricesOf = (plan: LayerPlan): readonly LayerMatrixPlan[] => [
  { field: LAYER_QKV, linears: [plan.query, plan.key, plan.value] },
  { field: LAYER_OUTPUT, linears: [plan.attentionOutput] },
  { field: LAYER_INTERMEDIATE, linears: [plan.intermediate] },
  { field: LAYER_FINAL, linears: [plan.output] },
]

/** The products of a layer with weights. */
export const linearsOf = (plan: LayerPlan): readonly Linear[] =>
  matricesOf(plan).flatMap(({ linears }) => linears)

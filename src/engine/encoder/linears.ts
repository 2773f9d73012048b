import type { LayerPlan, Linear } from './types'

/** The products of a layer with weights. */
export const linearsOf = ({
  query,
  key,
  value,
  attentionOutput,
  intermediate,
  output,
}: LayerPlan): readonly Linear[] => [query, key, value, attentionOutput, intermediate, output]

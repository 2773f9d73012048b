import { EngineError } from '../errors'
import type { GraphSession, TensorMeta } from './ports'
import type { Linear } from './headfiles/linear'
import { unavailable, type Available, type Pooling, type Sourced } from './types'

/** Output names that public exports of bge-m3 use (facts §3). A new export's names are one more word here. */
const NAMES = {
  dense: ['dense_vecs', 'dense_embeddings', 'dense', 'sentence_embedding'],
  sparse: ['sparse_vecs', 'sparse_weights', 'sparse'],
  colbert: ['colbert_vecs', 'colbert_vectors', 'colbert'],
  tokens: ['token_embeddings', 'last_hidden_state'],
} as const

export interface GraphOutputs {
  readonly dense: TensorMeta | null
  readonly sparse: TensorMeta | null
  readonly colbert: TensorMeta | null
  readonly tokens: TensorMeta | null
}

/** @throws EngineError model/layout-unknown when not one output is known */
export function findOutputs(session: GraphSession, file: string): GraphOutputs {
  const pick = (names: readonly string[]) =>
    names.map((name) => session.outputs.find((output) => output.name === name)).find((found) => found) ?? null
  const outputs = {
    dense: pick(NAMES.dense),
    sparse: pick(NAMES.sparse),
    colbert: pick(NAMES.colbert),
    tokens: pick(NAMES.tokens),
  }
  if (Object.values(outputs).some((output) => output !== null)) return outputs
  const found = session.outputs.map((output) => output.name).join(', ')
  throw new EngineError(
    'model/layout-unknown',
    `${file}: none of its outputs (${found}) is one that m3scope knows.`,
    { file, found, expected: Object.values(NAMES).flat().join(', ') },
  )
}

/** How each head is obtained from what the graph gives. */
export interface HeadPlans {
  readonly dense: Available<
    | { readonly kind: 'output'; readonly output: string }
    | { readonly kind: 'pool'; readonly output: string; readonly pooling: Pooling }
  >
  readonly sparse: Available<
    | { readonly kind: 'output'; readonly output: string }
    | { readonly kind: 'linear'; readonly output: string; readonly linear: Linear }
  >
  readonly colbert: Available<
    | { readonly kind: 'output'; readonly output: string }
    | { readonly kind: 'linear'; readonly output: string; readonly linear: Linear }
  >
}

/** A graph's own head wins over a head file: it is what a server that runs this file returns. */
export function planHeads(
  outputs: GraphOutputs,
  pooling: Sourced<Pooling> | null,
  linears: { readonly sparse: Linear | null; readonly colbert: Linear | null },
): HeadPlans {
  const missing = outputs.tokens ? unavailable('no-output-no-head-file') : unavailable('dense-only')
  const tokens = outputs.tokens?.name
  const head = (output: TensorMeta | null, linear: Linear | null) =>
    output
      ? ({ state: 'available', value: { kind: 'output', output: output.name } } as const)
      : tokens && linear
        ? ({ state: 'available', value: { kind: 'linear', output: tokens, linear } } as const)
        : missing
  return {
    dense: outputs.dense
      ? { state: 'available', value: { kind: 'output', output: outputs.dense.name } }
      : tokens && pooling
        ? { state: 'available', value: { kind: 'pool', output: tokens, pooling: pooling.value } }
        : unavailable('no-pooling'),
    sparse: head(outputs.sparse, linears.sparse),
    colbert: head(outputs.colbert, linears.colbert),
  }
}

import { EngineError } from '../errors'
import type { GraphSession, TensorMeta } from './ports'
import type { Linear } from './headfiles/linear'
import type { DenseLayer, SentenceSide } from './sentence'
import {
  mapAvailable,
  unavailable,
  type Available,
  type NamedOutputs,
  type OutputRole,
  type Pooling,
} from './types'

/** Output names that public exports of bge-m3 use. For a new export, add its names here. */
export const OUTPUT_NAMES = {
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
  /** How they were recognised: by OUTPUT_NAMES, by what a run returned (by-shape.ts), or by the user. */
  readonly toldBy: 'name' | 'shape' | 'user'
}

/** Whether a length (or a cosine) is 1 within the precision of float16. */
export const isUnit = (length: number): boolean => Math.abs(length - 1) <= 1e-3

/** @returns null: no output has a known name */
export function outputsByName(session: GraphSession): GraphOutputs | null {
  const pick = (names: readonly string[]) =>
    names.map((name) => session.outputs.find((output) => output.name === name)).find((found) => found) ?? null
  const outputs = {
    dense: pick(OUTPUT_NAMES.dense),
    sparse: pick(OUTPUT_NAMES.sparse),
    colbert: pick(OUTPUT_NAMES.colbert),
    tokens: pick(OUTPUT_NAMES.tokens),
  }
  return Object.values(outputs).some((output) => output !== null) ? { ...outputs, toldBy: 'name' } : null
}

/**
 * The outputs that the user names; those that are not named are not used.
 * @throws EngineError model/outputs-unknown for a name that the graph does not have, or that is named twice
 */
export function outputsAsNamed(session: GraphSession, named: NamedOutputs, file: string): GraphOutputs {
  const found = session.outputs.map(({ name }) => name).join(', ')
  const used = new Set<string>()
  const of = (role: OutputRole) => {
    const name = named[role]
    if (name === undefined) return null
    const output = session.outputs.find((each) => each.name === name)
    if (!output || used.has(name))
      throw new EngineError(
        'model/outputs-unknown',
        output
          ? `${name} is named for two outputs of ${file}; each is one of dense, sparse, colbert and tokens.`
          : `${file} has no output ${name}. It has: ${found}.`,
        { file, output: name, found },
      )
    used.add(name)
    return output
  }
  return {
    dense: of('dense'),
    sparse: of('sparse'),
    colbert: of('colbert'),
    tokens: of('tokens'),
    toldBy: 'user',
  }
}

/** Hidden states pooled to one vector, then through layers. */
export interface PoolPlan {
  readonly kind: 'pool'
  readonly output: string
  readonly pooling: Pooling
  /** Applied to the pooled vector, in this order. */
  readonly layers: readonly DenseLayer[]
}

/** How each head is obtained from what the graph gives. */
export interface HeadPlans {
  readonly dense: Available<{ readonly kind: 'output'; readonly output: string } | PoolPlan>
  readonly sparse: Available<
    | { readonly kind: 'output'; readonly output: string }
    | { readonly kind: 'linear'; readonly output: string; readonly linear: Linear }
  >
  readonly colbert: Available<
    | { readonly kind: 'output'; readonly output: string }
    | { readonly kind: 'linear'; readonly output: string; readonly linear: Linear }
  >
}

/** A head inside the graph is preferred to a head file: a server that runs this graph returns it. */
export function planHeads(
  outputs: GraphOutputs,
  { pooling, dense }: SentenceSide,
  linears: { readonly sparse: Linear | null; readonly colbert: Linear | null },
): HeadPlans {
  const denseOnly = !outputs.tokens && !outputs.sparse && !outputs.colbert
  const missing = unavailable(denseOnly ? 'dense-only' : 'no-output-no-head-file')
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
      : !tokens
        ? unavailable('no-output-no-head-file')
        : mapAvailable(
            pooling,
            ({ value }) => ({ kind: 'pool', output: tokens, pooling: value, layers: dense }) as const,
          ),
    sparse: head(outputs.sparse, linears.sparse),
    colbert: head(outputs.colbert, linears.colbert),
  }
}

/** One run of the model, and all vectors that its hidden states give without another. */
import { LRUCache } from 'lru-cache'
import type { Matrix } from '../encode/types'
import type { RunHooks } from '../encode/encode'
import { pool } from '../heads/dense'
import { relu } from '../heads/sparse'
import { cosine } from '../matrix'
import { checkFinite, runGraph } from '../model/graph'
import { applyLinear } from '../model/headfiles/linear'
import type { LoadedModel } from '../model/load'
import type { FloatTensor } from '../model/ports'
import { checkRunMemory } from '../model/run-memory'
import { available, unavailable, type Available, type HeadName } from '../model/types'
import type { EncodeSettings } from '../encode/types'
import type { HypothesisName } from './names'

/** A vector of the text, of any length (norm). */
export interface Pooled {
  /** Null: as the model pools. */
  readonly pooling: HypothesisName | null
  /** [dimension] */
  readonly vector: Float32Array
  /** False: the graph has normalised it, and nothing says how long it was. */
  readonly isRaw: boolean
}

export interface Pass {
  readonly ids: Int32Array
  /** The model's own way first; others only where they differ. */
  readonly dense: readonly Pooled[]
  /** Whether there are hidden states, for other ways of pooling. */
  readonly hidden: Available<true>
  /** [n] after ReLU */
  readonly tokenWeights: Float32Array | null
  /** Rows from token `first` on, as the graph gives them. */
  readonly colbert: { readonly first: 0 | 1; readonly isRaw: boolean; readonly rows: Matrix } | null
  /** [n, hidden size]; kept for ColBERT only, which a server may confuse with them. */
  readonly hiddenRows: Matrix | null
}

/** Floats kept: 64 MB. */
const MAX_FLOATS = 16_000_000

/** Of each model: a second vector of the same text needs no run. */
const passes = new WeakMap<LoadedModel, LRUCache<string, Pass>>()

/**
 * @param ids [n], special tokens included
 * @throws EngineError run/too-large, run/out-of-memory, model/run-failed, model/not-finite
 */
export async function passOf(
  model: LoadedModel,
  head: HeadName,
  ids: Int32Array,
  { activations = 'published' }: EncodeSettings,
  hooks: Pick<RunHooks, 'onLayer' | 'checkpoint'>,
): Promise<{ readonly pass: Pass; readonly cached: boolean }> {
  const kept = keptFor(model)
  const key = `${head} ${activations} ${ids.join(' ')}`
  const known = kept.get(key)
  if (known) return { pass: known, cached: true }
  checkRunMemory(model.info, ids.length)
  const plan = model.plans[head]
  const hiddenName = hiddenNameOf(model)
  const outputs = await runGraph(model.session, ids, model.padId, {
    ...hooks,
    activations,
    outputs: [
      ...new Set([
        ...(plan.state === 'available' ? [plan.value.output] : []),
        ...(hiddenName !== null && head !== 'sparse' ? [hiddenName] : []),
      ]),
    ],
  })
  const take = (name: string) => checkFinite(outputs[name]!, name, model.info.graphFile)
  const tensor = hiddenName !== null && head !== 'sparse' ? take(hiddenName) : null
  const hidden = tensor && asMatrix(tensor)
  const pass: Pass = {
    ids,
    dense: head === 'dense' ? poolings(model, ids.length, take, hidden) : [],
    hidden: hidden ? available(true) : unavailable('hidden-states-inside'),
    tokenWeights: head === 'sparse' ? weightsOf(model, ids.length, take) : null,
    colbert: head === 'colbert' ? rowsOf(model, ids.length, take) : null,
    hiddenRows: head === 'colbert' ? hidden : null,
  }
  kept.set(key, pass)
  return { pass, cached: false }
}

function keptFor(model: LoadedModel): LRUCache<string, Pass> {
  const known = passes.get(model)
  if (known) return known
  const made = new LRUCache<string, Pass>({
    maxSize: MAX_FLOATS,
    sizeCalculation: ({ ids, dense, tokenWeights, colbert, hiddenRows }, key) =>
      1 +
      ids.length +
      Math.ceil(key.length / 2) +
      dense.reduce((sum, { vector }) => sum + vector.length, 0) +
      (tokenWeights?.length ?? 0) +
      (colbert?.rows.data.length ?? 0) +
      (hiddenRows?.data.length ?? 0),
  })
  passes.set(model, made)
  return made
}

/** Of a chain, what crosses from its last layer to its heads; of a whole graph, what a head reads. */
function hiddenNameOf({ chain, plans }: LoadedModel): string | null {
  if (chain) return chain.chain.parts.plan.hidden.at(-1)!.name
  for (const plan of Object.values(plans))
    if (plan.state === 'available' && plan.value.kind !== 'output') return plan.value.output
  return null
}

const asMatrix = ({ dims, data }: FloatTensor): Matrix => ({
  rows: dims.at(-2)!,
  dimension: dims.at(-1)!,
  data,
})

type Take = (name: string) => FloatTensor

function poolings(model: LoadedModel, n: number, take: Take, hidden: Matrix | null): Pooled[] {
  const plan = model.plans.dense
  if (plan.state === 'unavailable') return []
  const tensor = take(plan.value.output)
  const own =
    plan.value.kind === 'pool'
      ? pool(tensor.data, n, tensor.dims.at(-1)!, plan.value.pooling)
      : tensor.data.slice()
  const others = hidden?.dimension === own.length ? pooledWays(hidden) : []
  const isOwn = ({ vector }: Pooled) => 1 - cosine(vector, own) < 1e-7
  const isRaw = plan.value.kind === 'pool' || !model.facts.denseNormalised
  // The graph's own unit vector, made again with its length.
  const made = isRaw ? null : others.find(isOwn)
  return [
    { pooling: null, vector: made?.vector ?? own, isRaw: isRaw || made !== undefined },
    ...others.filter((each) => !isOwn(each)),
  ]
}

/** Other ways from token vectors to one. */
function pooledWays({ rows: n, dimension, data }: Matrix): Pooled[] {
  const way = (pooling: HypothesisName, vector: Float32Array): Pooled => ({ pooling, vector, isRaw: true })
  const ways = [
    way('mean-pooling', pool(data, n, dimension, 'mean')),
    way('cls-pooling', pool(data, n, dimension, 'cls')),
    way('last-token-pooling', data.slice((n - 1) * dimension, n * dimension)),
    way('max-pooling', largest(data, n, dimension)),
  ]
  if (n > 2)
    ways.push(way('mean-without-special-tokens', pool(data.subarray(dimension), n - 2, dimension, 'mean')))
  return ways
}

function largest(data: Float32Array, n: number, dimension: number): Float32Array {
  const most = data.slice(0, dimension)
  for (let at = dimension; at < n * dimension; at++)
    most[at % dimension] = Math.max(most[at % dimension]!, data[at]!)
  return most
}

function weightsOf(model: LoadedModel, n: number, take: Take): Float32Array | null {
  const plan = model.plans.sparse
  if (plan.state === 'unavailable') return null
  const { data } = take(plan.value.output)
  return relu(plan.value.kind === 'linear' ? applyLinear(plan.value.linear, data, 0, n) : data.slice())
}

function rowsOf(model: LoadedModel, n: number, take: Take): Pass['colbert'] {
  const plan = model.plans.colbert
  if (plan.state === 'unavailable') return null
  const { dims, data } = take(plan.value.output)
  if (plan.value.kind === 'linear') {
    const { linear } = plan.value
    const rows = { rows: n, dimension: linear.outputs, data: applyLinear(linear, data, 0, n) }
    return { first: 0, isRaw: true, rows }
  }
  const { colbertHasFirst, colbertNormalised } = model.facts
  const [first, dimension] = [colbertHasFirst ? 0 : 1, dims.at(-1)!] as const
  const rows = { rows: n - first, dimension, data: data.slice(0, (n - first) * dimension) }
  return { first, isRaw: !colbertNormalised, rows }
}

/**
 * The one reader of a run's output tensors: hidden states and what each head gives, before any of FlagEmbedding's settings
 * (normalize_embeddings, truncate_dim) is applied. Encoding, the heatmap in context and `why` all read a run here.
 */
import { pool } from '../heads/dense'
import { relu } from '../heads/sparse'
import { checkFinite, feedsOf, runGraph } from '../model/graph'
import { applyLinear } from '../model/headfiles/linear'
import type { PoolPlan } from '../model/layout'
import { activate } from '../model/sentence'
import type { LoadedModel } from '../model/load'
import type { FloatTensor, RunOptions } from '../model/ports'
import { available, HEAD_NAMES, unavailable, type Available, type HeadName } from '../model/types'
import type { Matrix } from '../matrix'
import type { EncodeSettings } from './types'

/** Called during a run: layers done, and a chance to cancel before each layer. */
export type RunHooks = Pick<RunOptions, 'onLayer' | 'checkpoint' | 'onHidden' | 'jitter'>

/** What of a run will be read. */
interface WantedParts {
  readonly heads: readonly HeadName[]
  /** True: the last hidden states too, where the graph gives them. */
  readonly hidden: boolean
}

export const ALL_HEADS: WantedParts = { heads: HEAD_NAMES, hidden: false }

/** The tensors that the wanted parts are read from. Empty where the model gives none of them. */
export function outputsFor({ plans, hiddenOutput }: LoadedModel, { heads, hidden }: WantedParts): string[] {
  const names = heads.flatMap((head) => {
    const plan = plans[head]
    return plan.state === 'available' ? [plan.value.output] : []
  })
  if (hidden && hiddenOutput !== null) names.push(hiddenOutput)
  return [...new Set(names)]
}

/**
 * One run of one token sequence.
 * @param ids [n], special tokens included
 * @throws EngineError run/out-of-memory, model/run-failed; whatever `hooks.checkpoint` throws
 */
export async function runPass(
  model: LoadedModel,
  ids: Int32Array,
  parts: WantedParts,
  { activations = 'published', arithmetic = 'exact' }: Pick<EncodeSettings, 'activations' | 'arithmetic'>,
  hooks: RunHooks,
): Promise<Pass> {
  const outputs = outputsFor(model, parts)
  // A model without any of these parts is not run: its tokens are all that it gives.
  const tensors =
    outputs.length === 0
      ? {}
      : await runGraph(model.session, ids, model.padId, { ...hooks, outputs, activations, arithmetic })
  return new Pass(model, ids.length, tensors)
}

/**
 * The same for several sequences at once, each with the bits that it has alone. Null: this model runs them one by one.
 * @throws EngineError as runPass
 */
export async function runPasses(
  model: LoadedModel,
  sequences: readonly Int32Array[],
  parts: WantedParts,
  { activations = 'published', arithmetic = 'exact' }: Pick<EncodeSettings, 'activations' | 'arithmetic'>,
  hooks: RunHooks,
): Promise<Pass[] | null> {
  const outputs = outputsFor(model, parts)
  const { session, padId } = model
  if (!session.runMany || outputs.length === 0) return null
  const feeds = sequences.map((ids) => feedsOf(session.inputs, ids, padId))
  const tensors = await session.runMany(feeds, { ...hooks, outputs, activations, arithmetic })
  return tensors.map((each, at) => new Pass(model, sequences[at]!.length, each))
}

/** A vector, or rows, as the heads give them. */
interface HeadOutput {
  /** False: the graph itself has normalised it, so the length before is not known. */
  readonly isRaw: boolean
}

export interface DenseOutput extends HeadOutput {
  /** [dimension] The caller's to change. */
  readonly vector: Float32Array
}

export interface ColbertOutput extends HeadOutput {
  /** The caller's to change. */
  readonly rows: Matrix
  /** Token of the first row: 0 is `<s>`. */
  readonly first: 0 | 1
}

/** @param hidden [n, dimension] */
function pooledBy(
  { pooling, layers }: PoolPlan,
  hidden: Float32Array,
  n: number,
  dimension: number,
): Float32Array {
  let vector = pool(hidden, n, dimension, pooling)
  for (const { linear, activation } of layers)
    vector = activate(activation, applyLinear(linear, vector, 0, 1))
  return vector
}

/** A finished run, to be read part by part. Each method throws EngineError model/not-finite for NaN or infinity. */
export class Pass {
  private readonly checked = new Set<string>()

  /** @param n tokens of the run @param tensors what it returned: at least the tensors of the parts that are read */
  constructor(
    private readonly model: LoadedModel,
    private readonly n: number,
    private readonly tensors: Readonly<Record<string, FloatTensor>>,
  ) {}

  /** [n, hidden size] after the last layer, `<s>` and `</s>` included. The tensor itself: copy it before you change it. */
  hidden(): Available<Matrix> {
    const name = this.model.hiddenOutput
    if (name === null) return unavailable('hidden-states-inside')
    const { dims, data } = this.take(name)
    return available({ rows: this.n, dimension: dims.at(-1)!, data })
  }

  dense(): Available<DenseOutput> {
    const plan = this.model.plans.dense
    if (plan.state === 'unavailable') return plan
    const { dims, data } = this.take(plan.value.output)
    return plan.value.kind === 'pool'
      ? available({ vector: pooledBy(plan.value, data, this.n, dims.at(-1)!), isRaw: true })
      : available({ vector: data.slice(), isRaw: !this.model.facts.denseNormalised })
  }

  /** [n] The weight of every token after ReLU. */
  tokenWeights(): Available<Float32Array> {
    const plan = this.model.plans.sparse
    if (plan.state === 'unavailable') return plan
    const { data } = this.take(plan.value.output)
    const weights =
      plan.value.kind === 'linear' ? applyLinear(plan.value.linear, data, 0, this.n) : data.slice()
    return available(relu(weights))
  }

  /** @param from 1: without the row of `<s>`, which FlagEmbedding drops. 0: with it, where the graph gives it */
  colbert(from: 0 | 1): Available<ColbertOutput> {
    const { plans, facts } = this.model
    const plan = plans.colbert
    if (plan.state === 'unavailable') return plan
    const { dims, data } = this.take(plan.value.output)
    if (plan.value.kind === 'linear') {
      const { linear } = plan.value
      const rows = {
        rows: this.n - from,
        dimension: linear.outputs,
        data: applyLinear(linear, data, from, this.n),
      }
      return available({ first: from, isRaw: true, rows })
    }
    const firstOfGraph = facts.colbertHasFirst ? 0 : 1
    const first = facts.colbertHasFirst ? from : 1
    const dimension = dims.at(-1)!
    const count = this.n - first
    const start = (first - firstOfGraph) * dimension
    const rows = { rows: count, dimension, data: data.slice(start, start + count * dimension) }
    return available({ first, isRaw: !facts.colbertNormalised, rows })
  }

  /** Several heads may read one tensor: its values are checked once. */
  private take(name: string): FloatTensor {
    const tensor = this.tensors[name]!
    if (!this.checked.has(name)) {
      checkFinite(tensor, name, this.model.info.graphFile)
      this.checked.add(name)
    }
    return tensor
  }
}

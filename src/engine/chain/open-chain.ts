/** From a cut to a chain that is ready to run. */
import { detail } from '../details'
import { EngineError, throwIfCancelled, type CancelSignal } from '../errors'
import { feedsOf } from '../model/graph'
import type { Activations, IntTensor, Runtime, Tensor, TensorMeta } from '../model/ports'
import { asInputs } from '../model/tensors'
import { ELEMENT, type OnnxGraph, type TensorRef, type ValueInfo } from '../onnx/types'
import { probeAttention } from './attend'
import { Chain } from './chain'
import { lookupRows, RowCache } from './embedding'
import { findMasks, MASK_PROBE, plainIds, withOutputs, type FeedsFor } from './masks'
import { BLOCK, createWorkshop, PartSession, PLAIN, type Workshop } from './part-sessions'
import { attentionInBlocks } from './rewrite/blocked'
import { scalesPerToken } from './rewrite/per-token'
import type { CutPlan, Part } from './types'
import type { ReadTensor } from './weights'

/** Below this number of tokens a score tensor takes at most 16 heads × 1,024² × 4 bytes = 67 MB and is faster than blocks. */
const BLOCKED_FROM = 1025

export interface OpenChainOptions {
  readonly plan: CutPlan
  /** The whole graph. */
  readonly graph: OnnxGraph
  readonly read: ReadTensor
  readonly runtime: Runtime
  /** Name of the graph's file, for errors. */
  readonly file: string
  readonly padId: number
  readonly onPart?: (done: number, total: number) => void
  readonly signal?: CancelSignal
}

export interface OpenedChain {
  readonly chain: Chain
  readonly workshop: Workshop
  readonly activations: readonly Activations[]
  /** Attention heads of a layer; null: attention weights cannot be read. */
  readonly heads: number | null
}

/**
 * Makes a session of each part as soon as its weights can be read.
 * @throws EngineError as Runtime.createSession and the files' reads do; run/cancelled
 */
export async function openChain(options: OpenChainOptions): Promise<OpenedChain> {
  const { plan, graph, read, runtime, file, padId, signal } = options
  const workshop = createWorkshop(plan.model, read, runtime, file)
  const layers = plan.layers.map((part) => new PartSession(part, workshop))
  const opened: { release(): Promise<void> }[] = []
  let made = 0
  const total = layers.length + (plan.heads ? 2 : 1)
  const open = async (session: PartSession) => {
    throwIfCancelled(signal)
    opened.push(session)
    await session.use(PLAIN)
    options.onPart?.(++made, total)
    return session
  }
  try {
    for (const layer of inOrderOfArrival(layers)) await open(layer)
    const inputs = graph.inputs.map(metaOf)
    const { table } = plan
    const rows = new RowCache()
    const lookup = table && ((ids: Int32Array) => lookupRows(table, ids, read, rows))
    const feedsFor: FeedsFor = async (ids) => {
      const feeds = asInputs(feedsOf(inputs, ids, padId), inputs)
      return table && lookup ? { ...feeds, [table.output.name]: await lookup(ids) } : feeds
    }
    const { small: masks, full, ofText } = await findMasks(plan, workshop, feedsFor, padId)
    if (ofText) opened.push(ofText)
    const embeddings = await open(new PartSession(withoutMasks(plan, masks), workshop))
    const heads = plan.heads && (await open(new PartSession(plan.heads, workshop)))
    const splits = canSplitRows(plan, masks)
    const chain = new Chain({
      plan,
      inputs,
      outputs: graph.outputs.map(metaOf),
      embeddings,
      layers,
      heads,
      masks,
      textMasks: ofText,
      lookup,
      blockedFrom: splits && fitsBlocks(plan, workshop.opset) ? BLOCKED_FROM : null,
    })
    const probe = feedsOf(inputs, plainIds(MASK_PROBE, padId), padId)
    await checkMasks(chain, full, probe)
    return {
      chain,
      workshop,
      activations: activationsOf(plan, workshop.opset),
      heads: splits ? await probeAttention(chain, workshop, probe) : null,
    }
  } catch (error) {
    for (const session of opened) await session.release()
    throw error
  }
}

/** The parts without what only computes masks: masks of one value are fed to the layers instead. */
function withoutMasks({ embeddings, heads }: CutPlan, masks: ReadonlyMap<string, Tensor>): Part {
  const kept = embeddings.graph.outputs
    .map(({ name }) => name)
    .filter((name) => !masks.has(name) || heads?.graph.inputs.some((input) => input.name === name))
  return { ...embeddings, graph: withOutputs(embeddings.graph, kept) }
}

/** The parts in the order in which their last weights arrive: bytes arrive in the file's order. */
function inOrderOfArrival(layers: readonly PartSession[]): PartSession[] {
  const last = ({ part }: PartSession) =>
    [...part.graph.initializers.values()].reduce((most, tensor) => Math.max(most, endOf(tensor)), 0)
  return [...layers].sort((a, b) => last(a) - last(b))
}

const endOf = ({ data }: TensorRef): number =>
  data.kind === 'inline' || data.kind === 'proto-range'
    ? data.end
    : data.kind === 'external'
      ? data.offset + data.length
      : 0

/** Blocks of query rows are possible if everything that the layers add to the scores broadcasts over the rows. */
const canSplitRows = ({ layers, hidden }: CutPlan, masks: ReadonlyMap<string, Tensor>): boolean =>
  layers.every(({ graph, index }) =>
    graph.inputs.every(
      ({ name, type }) => masks.has(name) || name === hidden[index]!.name || type === ELEMENT.int64,
    ),
  )

const fitsBlocks = ({ layers }: CutPlan, opset: number): boolean =>
  layers.every(({ graph }) => attentionInBlocks(graph, opset, BLOCK).state === 'rewritten')

/**
 * Checks that the first layer gives the same with the small masks as with the masks of the graph.
 * @throws EngineError model/run-failed if it does not: such a graph runs whole
 */
async function checkMasks(
  chain: Chain,
  full: ReadonlyMap<string, Tensor>,
  probe: Readonly<Record<string, IntTensor>>,
): Promise<void> {
  if (full.size === 0) return
  await chain.forward(probe, {}, async (index, inputs, variant) => {
    const session = await chain.parts.layers[index]!.use(variant)
    const name = chain.parts.plan.hidden[index + 1]!.name
    const small = (await session.run(inputs, [name]))[name]!
    const large = (await session.run({ ...inputs, ...Object.fromEntries(full) }, [name]))[name]!
    if ((small.data as Float32Array).every((value, i) => Object.is(value, large.data[i]))) return false
    const changed = detail('mask-changes', { tensor: name })
    throw new EngineError('model/run-failed', `Layer 0: ${changed.text}.`, { detail: changed })
  })
}

function activationsOf({ embeddings, layers, heads }: CutPlan, opset: number): Activations[] {
  const graphs = [embeddings, ...layers, ...(heads ? [heads] : [])].map(({ graph }) => graph)
  if (graphs.some((graph) => scalesPerToken(graph, opset).state === 'rewritten'))
    return ['published', 'faithful']
  const quantises = graphs.some(({ nodes }) => nodes.some(({ operator }) => QUANTISES.includes(operator)))
  return quantises ? ['published'] : []
}

export const QUANTISES: readonly string[] = ['DynamicQuantizeLinear', 'DynamicQuantizeMatMul']

const TYPE_NAMES: Readonly<Record<number, string>> = {
  [ELEMENT.float]: 'float32',
  [ELEMENT.float16]: 'float16',
  [ELEMENT.int64]: 'int64',
  [ELEMENT.int32]: 'int32',
  [ELEMENT.int8]: 'int8',
  [ELEMENT.uint8]: 'uint8',
  [ELEMENT.bool]: 'bool',
}

const metaOf = ({ name, type, dims }: ValueInfo): TensorMeta => ({
  name,
  type: TYPE_NAMES[type ?? 0] ?? 'unknown',
  shape: (dims ?? []).map((dim) => dim ?? '?'),
})

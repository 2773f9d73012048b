/** From a cut to a chain that is ready to run. */
import { detail } from '../details'
import type { Encoder } from '../encoder/encoder'
import type { EncoderState } from '../encoder/state'
import { EngineError, throwIfCancelled, type CancelSignal } from '../errors'
import { feedsOf } from '../model/graph'
import type { Activations, IntTensor, Runtime, Tensor, TensorMeta } from '../model/ports'
import { asInputs } from '../model/tensors'
import type { Arithmetic } from '../encoder/ports'
import { hasSignedProducts } from '../onnx/summary'
import { ELEMENT, type OnnxGraph, type TensorRef, type ValueInfo } from '../onnx/types'
import { probeAttention } from './attend'
import { Chain } from './chain'
import { lookupRows, RowCache } from './embedding'
import { findMasks, MASK_PROBE, plainIds, withOutputs, type FeedsFor } from './masks'
import { BLOCK, createWorkshop, PartSession, PLAIN, type Workshop } from './part-sessions'
import { attentionInBlocks } from './rewrite/blocked'
import { scalesPerToken } from './rewrite/per-token'
import {
  checkOwnLayers,
  onnxruntime,
  openOwnLayers,
  type LayersChoice,
  type OpenedLayers,
} from './open-layers'
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
  /** What may run the layers. Left out: onnxruntime-web. */
  readonly layers?: LayersChoice
  readonly onPart?: (done: number, total: number) => void
  readonly signal?: CancelSignal
}

export interface OpenedChain {
  readonly chain: Chain
  readonly workshop: Workshop
  readonly activations: readonly Activations[]
  /** ModelInfo.arithmetics */
  readonly arithmetics: readonly Arithmetic[]
  /** Attention heads of a layer; null: attention weights cannot be read. */
  readonly heads: number | null
  /** What runs the layers. */
  readonly encoder: EncoderState
}

/**
 * Makes a session of each part as soon as its weights can be read.
 * @throws EngineError as Runtime.createSession and the files' reads do; run/cancelled
 */
export async function openChain(options: OpenChainOptions): Promise<OpenedChain> {
  const { plan, graph, read, runtime, file, padId, signal } = options
  const workshop = createWorkshop(plan.model, read, runtime, file)
  const layers = plan.layers.map((part) => new PartSession(part, workshop))
  const arriving = inOrderOfArrival(layers)
  const opened: { release(): Promise<void> }[] = []
  const progress = new Progress(options)
  const open = async (session: PartSession) => {
    throwIfCancelled(signal)
    opened.push(session)
    await session.use(PLAIN)
    progress.add()
    return session
  }
  try {
    const order = arriving.map(({ part }) => part.index)
    let own: OpenedLayers =
      options.layers ?
        await openOwnLayers(options.layers, plan, order, read, () => progress.add(), signal)
      : onnxruntime('unavailable') // oxfmt-ignore
    const { encoder } = own
    if (encoder) opened.push({ release: async () => encoder.close() })
    else for (const layer of arriving) await open(layer)
    const inputs = graph.inputs.map(metaOf)
    const { table } = plan
    const rows = new RowCache()
    const lookup = table && ((ids: Int32Array) => lookupRows(table, ids, read, rows))
    const feedsFor: FeedsFor = async (ids) => {
      const feeds = asInputs(feedsOf(inputs, ids, padId), inputs)
      return table && lookup ? { ...feeds, [table.output.name]: await lookup(ids) } : feeds
    }
    const masks = await findMasks(plan, workshop, feedsFor, padId)
    const { small, full, ofText } = masks
    if (ofText) opened.push(ofText)
    const embeddings = await open(new PartSession(withoutMasks(plan, small), workshop))
    const heads = plan.heads && (await open(new PartSession(plan.heads, workshop)))
    const splits = canSplitRows(plan, small)
    const chainOf = (by: Encoder | null) =>
      new Chain({
        plan,
        inputs,
        outputs: graph.outputs.map(metaOf),
        embeddings,
        layers,
        heads,
        masks: small,
        textMasks: ofText,
        lookup,
        blockedFrom: splits && fitsBlocks(plan, workshop.opset) ? BLOCKED_FROM : null,
        encoder: by,
      })
    let chain = chainOf(encoder)
    if (encoder) {
      const check = { chain, encoder, workshop, inputs, padId, masks, signal, onLayer: () => progress.add() }
      const refused = await checkOwnLayers(check)
      if (refused) {
        encoder.close()
        own = refused
        chain = chainOf(null)
        for (const layer of arriving) await open(layer)
      }
    }
    const probe = feedsOf(inputs, plainIds(MASK_PROBE, padId), padId)
    if (!own.encoder) await checkMasks(chain, full, probe)
    return {
      chain,
      workshop,
      activations: activationsOf(plan, workshop.opset),
      arithmetics: own.encoder?.arithmetics ?? exactOnly(plan.layers.map((layer) => layer.graph)),
      heads:
        own.encoder ? own.encoder.plans[0]!.heads
        : splits ? await probeAttention(chain, workshop, probe)
        : null, // oxfmt-ignore
      encoder: own.encoder ? own.encoder.state : own.state,
    }
  } catch (error) {
    for (const session of opened) await session.release()
    throw error
  }
}

/** Parts that are ready, of how many. A layer of our own counts when it is packed, and when it is verified. */
class Progress {
  private done = 0
  private readonly total: number

  constructor(private readonly options: OpenChainOptions) {
    const { plan, layers } = options
    const isOwn = layers?.engine === 'own' && layers.port !== null
    this.total = plan.layers.length * (isOwn ? 2 : 1) + (plan.heads ? 2 : 1)
  }

  add(): void {
    this.done = Math.min(this.done + 1, this.total)
    this.options.onPart?.(this.done, this.total)
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

/** ModelInfo.arithmetics of graphs that run in onnxruntime-web, which has one arithmetic. */
export const exactOnly = (graphs: readonly OnnxGraph[]): readonly Arithmetic[] =>
  graphs.some(hasSignedProducts) ? ['exact'] : []

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

/** Whether our own encoder runs a chain's layers: it does where it knows every layer and gives what onnxruntime-web gives. */
import { detail } from '../details'
import type { Detail } from '../detail-words'
import type { Encoder } from '../encoder/encoder'
import { linearsOf } from '../encoder/linears'
import { openEncoder, type EncoderPort } from '../encoder/open'
import type { EncoderReason, EncoderState, Engine } from '../encoder/state'
import type { LayerPlan, RecognisedLayers } from '../encoder/types'
import { EngineError, type CancelSignal } from '../errors'
import { dependOnIds, isMaskType, type Masks } from './masks'
import { positional } from './positions'
import type { CutPlan } from './types'
import { verifyLayers, type LayersToVerify } from './verify-layers'
import type { ReadTensor } from './weights'

export interface LayersChoice {
  readonly engine: Engine
  /** Null: this host has no kernels. */
  readonly port: EncoderPort | null
  readonly recognise: (plan: CutPlan, read: ReadTensor) => Promise<RecognisedLayers>
}

export type OnnxRuntimeState = Extract<EncoderState, { readonly engine: 'onnxruntime' }>

export type OpenedLayers =
  | { readonly encoder: Encoder; readonly state: null }
  | { readonly encoder: null; readonly state: OnnxRuntimeState }

export const onnxruntime = (reason: EncoderReason, why?: Detail): OpenedLayers => ({
  encoder: null,
  state: { engine: 'onnxruntime', reason, detail: why?.text ?? '', ...(why && { words: why.words }) },
})

/**
 * Packs the layers that our encoder computes.
 * @param order numbers of the layers in the order in which their bytes arrive
 * @throws EngineError as the files' reads do; run/cancelled
 */
export async function openOwnLayers(
  { engine, port, recognise }: LayersChoice,
  plan: CutPlan,
  order: readonly number[],
  read: ReadTensor,
  onLayer: () => void,
  signal: CancelSignal | undefined,
): Promise<OpenedLayers> {
  if (engine === 'onnxruntime') return onnxruntime('chosen')
  if (!port) return onnxruntime('unavailable')
  const found = await recognise(plan, read)
  if (found.state === 'unrecognised')
    return onnxruntime('unrecognised', detail('encoder-found', { layer: found.layer, found: found.detail }))
  const expanded = expandedBytes(found.layers)
  if (expanded > MOST_EXPANDED)
    return onnxruntime('weights', detail('encoder-expanded', { size: Math.round(expanded / 1e6) }))
  const other = otherOutput(plan)
  if (other !== null) return onnxruntime('unrecognised', detail('encoder-output', { tensor: other }))
  try {
    const encoder = await openEncoder({ plans: found.layers, order, read, port, onLayer, signal })
    return { encoder, state: null }
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === null) throw error
    const { message, words, values } = error as EngineError
    const why = words?.detail ?? values.detail
    return onnxruntime(
      reason,
      why && typeof why === 'object'
        ? { text: message, words: why }
        : detail('encoder-said', { said: message }),
    )
  }
}

/** Failures of the encoder alone; null: the load fails too. */
function reasonOf(error: unknown): EncoderReason | null {
  if (!(error instanceof EngineError)) return null
  if (error.code === 'model/run-failed') return 'weights'
  return error.code.startsWith('encoder/') || error.code === 'run/out-of-memory' ? 'unavailable' : null
}

/**
 * Codes that are multiplied as floats take four bytes each: of bge-m3's size 1.2 GB, where onnxruntime-web keeps 4 bits in 0.2 GB.
 * Smaller models gain speed for memory that any machine has.
 */
const MOST_EXPANDED = 400e6

const expandedBytes = (plans: readonly LayerPlan[]): number =>
  plans.flatMap(linearsOf).reduce((sum, { weights, inputs, outputs }) => {
    const isExpanded = weights.kind !== 'float' && weights.kind !== 'integer'
    return sum + (isExpanded ? inputs * outputs * 4 : 0)
  }, 0)

/** A tensor inside of a layer that is an output of the graph or goes elsewhere: the encoder does not give it. */
function otherOutput({ layers, hidden }: CutPlan): string | null {
  for (const { graph, index } of layers)
    for (const { name } of graph.outputs) if (name !== hidden[index + 1]!.name) return name
  const inner = new Set(hidden.slice(1, -1).map(({ name }) => name))
  const outputs = layers.at(-1)!
  return outputs.graph.outputs.find(({ name }) => inner.has(name))?.name ?? null
}

/** Masks that the encoder would not see: they depend on the text's ids or on positions, but not in a form that findMasks knows. */
function unseenMask(plan: CutPlan, plans: readonly LayerPlan[], { small }: Masks): string | null {
  const { graph } = plan.embeddings
  const isPositional = positional(graph)
  const types = new Map(graph.outputs.map(({ name, type }) => [name, type]))
  const others = new Set(plans.flatMap(({ others: names }) => names))
  return (
    [...others].find(
      (name) =>
        !small.has(name) &&
        (dependOnIds(plan, [name]) || (isMaskType(types.get(name)) && isPositional(name))),
    ) ?? null
  )
}

export interface OwnLayersCheck extends LayersToVerify {
  readonly masks: Masks
}

/**
 * @returns null: the encoder may be used; else why not
 * @throws EngineError model/create-failed, model/run-failed (onnxruntime-web refuses a layer), run/cancelled
 */
export async function checkOwnLayers(check: OwnLayersCheck): Promise<OpenedLayers | null> {
  const unseen = unseenMask(check.chain.parts.plan, check.encoder.plans, check.masks)
  if (unseen !== null) return onnxruntime('unrecognised', detail('encoder-mask', { tensor: unseen }))
  const differs = await verifyLayers(check)
  return differs && onnxruntime('differs', differs)
}

/**
 * The mask that layers add to their scores is computed from attention_mask, or by comparing ids with padding. For one text
 * without padding it has the same value everywhere, so one value that broadcasts replaces [1, 1, n, n] values. Blocks of query rows can share it.
 */
import type { Tensor } from '../model/ports'
import { needed, producers, prune } from '../onnx/graph-tools'
import { IDS } from '../onnx/lookups'
import { ELEMENT, type OnnxGraph } from '../onnx/types'
import { FUSED_ATTENTION } from './attention-operators'
import { MEASURES } from './classify'
import type { Workshop } from './part-sessions'
import { positional } from './positions'
import { isAll, TextMasks } from './text-masks'
import type { Crossing, CutPlan, Part } from './types'

/** The inputs of the embeddings part for a text of these tokens. */
export type FeedsFor = (ids: Int32Array) => Promise<Readonly<Record<string, Tensor>>>

export const MASK_PROBE = 5
const LENGTHS = [MASK_PROBE, 8] as const
/** Integers: masks that are quantised. */
const MASK_TYPES: readonly number[] = [
  ELEMENT.float,
  ELEMENT.float16,
  ELEMENT.bool,
  ELEMENT.int8,
  ELEMENT.uint8,
]

export interface Masks {
  /** Name → its one value, in the smallest shape. */
  readonly small: ReadonlyMap<string, Tensor>
  /** Name → the mask as the graph computes it for MASK_PROBE tokens. */
  readonly full: ReadonlyMap<string, Tensor>
  /** Null: the masks depend on attention_mask alone, which is 1 everywhere. */
  readonly ofText: TextMasks | null
}

/**
 * The ids of some text, without padding: a graph that makes its mask of the ids would hide it. Every table has these rows.
 */
export function plainIds(n: number, padId: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => (padId >= 0 && i >= padId ? i + 1 : i))
}

/** Types that a mask has, and a length has not. */
export const isMaskType = (type: number | null | undefined): boolean => MASK_TYPES.includes(type ?? 0)

/**
 * Finds the tensors that the layers take from the embeddings part, besides hidden states, and that hold one value only, for
 * texts of any length. Fused attention does not broadcast its mask: such layers get it as the graph computes it.
 */
export async function findMasks(
  plan: CutPlan,
  workshop: Workshop,
  feedsFor: FeedsFor,
  padId: number,
): Promise<Masks> {
  const { graph } = plan.embeddings
  const isFused = ({ graph: { nodes } }: Part) =>
    nodes.some(({ operator }) => FUSED_ATTENTION.includes(operator))
  const namesOf = (layers: readonly Part[]) =>
    new Set(layers.flatMap((layer) => layer.graph.inputs.map(({ name }) => name)))
  const taken = namesOf(plan.layers)
  const fused = namesOf(plan.layers.filter(isFused))
  const names = graph.outputs
    .filter(({ name, type }) => taken.has(name) && !fused.has(name) && isMaskType(type))
    .map(({ name }) => name)
    .filter((name) => name !== plan.hidden[0]!.name)
  if (names.length === 0) return { small: new Map(), full: new Map(), ofText: null }
  const session = await workshop.make(withOutputs(graph, names), 'masks')
  let ofText: TextMasks | null = null
  try {
    const run = async (ids: Int32Array) => session.run(pick(await feedsFor(ids), session.inputs))
    const [short, long] = [await run(plainIds(LENGTHS[0], padId)), await run(plainIds(LENGTHS[1], padId))]
    const isPositional = positional(graph)
    const small = new Map(
      names.flatMap((name) => {
        const mask = isPositional(name) ? null : uniform(short[name]!, long[name]!)
        return mask ? [[name, mask] as const] : []
      }),
    )
    if (small.size > 0 && dependOnIds(plan, [...small.keys()])) ofText = new TextMasks(session, run, small)
    return { small, full: new Map([...small.keys()].map((name) => [name, short[name]!])), ofText }
  } finally {
    if (!ofText) await session.release()
  }
}

/** Whether tensors of the embeddings part are computed from the ids' values, and not only from their number. */
export function dependOnIds({ embeddings: { graph }, table }: CutPlan, names: readonly string[]): boolean {
  const producer = producers(graph)
  const open = [...names]
  const seen = new Set(open)
  for (const name of open) {
    if (name === IDS || name === table?.output.name) return true
    const node = producer.get(name)
    if (!node || MEASURES.has(node.operator)) continue
    for (const each of needed(node)) {
      if (seen.has(each)) continue
      seen.add(each)
      open.push(each)
    }
  }
  return false
}

/** The graph with only these of its outputs. */
export const withOutputs = (graph: OnnxGraph, names: readonly string[]): OnnxGraph =>
  prune({ ...graph, outputs: graph.outputs.filter(({ name }) => names.includes(name)) }, names)

const pick = (feeds: Readonly<Record<string, Tensor>>, inputs: readonly Pick<Crossing, 'name'>[]) =>
  Object.fromEntries(inputs.map(({ name }) => [name, feeds[name]!]))

function uniform(short: Tensor, long: Tensor): Tensor | null {
  const grows = short.dims.some((dim, axis) => dim === LENGTHS[0] && long.dims[axis] === LENGTHS[1])
  const value = short.data[0]
  if (!grows || value === undefined) return null
  if (!isAll(short, value) || !isAll(long, value)) return null
  return { ...short, dims: short.dims.map(() => 1), data: short.data.slice(0, 1) } as Tensor
}

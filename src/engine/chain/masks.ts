/**
 * The mask that layers add to their scores is computed from attention_mask alone. For one text without padding it has the
 * same value everywhere, so one value that broadcasts replaces [1, 1, n, n] values. Blocks of query rows can share it.
 */
import type { Tensor } from '../model/ports'
import { prune } from '../onnx/graph-tools'
import { ELEMENT, type OnnxGraph } from '../onnx/types'
import type { Workshop } from './part-sessions'
import type { Crossing, CutPlan } from './types'

/** The inputs of the embeddings part for a text of n tokens. */
export type FeedsFor = (n: number) => Promise<Readonly<Record<string, Tensor>>>

export const MASK_PROBE = 5
const LENGTHS = [MASK_PROBE, 8] as const
const MASK_TYPES: readonly number[] = [ELEMENT.float, ELEMENT.float16, ELEMENT.bool]

export interface Masks {
  /** Name → its one value, in the smallest shape. */
  readonly small: ReadonlyMap<string, Tensor>
  /** Name → the mask as the graph computes it for MASK_PROBE tokens. */
  readonly full: ReadonlyMap<string, Tensor>
}

/**
 * Finds the tensors that the layers take from the embeddings part, besides hidden states, and that hold one value only, for
 * texts of any length.
 */
export async function findMasks(plan: CutPlan, workshop: Workshop, feedsFor: FeedsFor): Promise<Masks> {
  const { graph } = plan.embeddings
  const taken = new Set(plan.layers.flatMap((layer) => layer.graph.inputs.map(({ name }) => name)))
  const names = graph.outputs
    .filter(({ name, type }) => taken.has(name) && MASK_TYPES.includes(type ?? 0))
    .map(({ name }) => name)
    .filter((name) => name !== plan.hidden[0]!.name)
  if (names.length === 0) return { small: new Map(), full: new Map() }
  const session = await workshop.make(withOutputs(graph, names), 'masks')
  try {
    const [short, long] = [
      await session.run(pick(await feedsFor(LENGTHS[0]), session.inputs)),
      await session.run(pick(await feedsFor(LENGTHS[1]), session.inputs)),
    ]
    const small = new Map(
      names.flatMap((name) => {
        const mask = uniform(short[name]!, long[name]!)
        return mask ? [[name, mask] as const] : []
      }),
    )
    return { small, full: new Map([...small.keys()].map((name) => [name, short[name]!])) }
  } finally {
    await session.release()
  }
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
  const isSame = (tensor: Tensor) => (tensor.data as Float32Array).every((other) => Object.is(other, value))
  if (!isSame(short) || !isSame(long)) return null
  return { ...short, dims: short.dims.map(() => 1), data: short.data.slice(0, 1) } as Tensor
}

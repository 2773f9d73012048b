/** A graph that runs as a chain of parts. */
import { asInputs, widenAll } from '../model/tensors'
import type { GraphSession, IntTensor, RunOptions, Tensor, TensorMeta } from '../model/ports'
import { PLAIN, type PartSession } from './part-sessions'
import type { TextMasks } from './text-masks'
import type { Crossing, CutPlan, Variant } from './types'

export interface ChainParts {
  readonly plan: CutPlan
  /** Of the whole graph. */
  readonly inputs: readonly TensorMeta[]
  readonly outputs: readonly TensorMeta[]
  readonly embeddings: PartSession
  readonly layers: readonly PartSession[]
  readonly heads: PartSession | null
  /** Name → the one value of a mask (masks.ts). */
  readonly masks: ReadonlyMap<string, Tensor>
  /** Masks that depend on a text's ids; null: `masks` are those of every text. */
  readonly textMasks: TextMasks | null
  /** [n] ids → [1, n, hidden size]; null: the table is in the embeddings part. */
  readonly lookup: ((ids: Int32Array) => Promise<Tensor>) | null
  /** Tokens from which attention runs in blocks; null: never. */
  readonly blockedFrom: number | null
}

/** Called before layer `index` runs on `inputs`. Returns false to end the run here. */
type BeforeLayer = (
  index: number,
  inputs: Readonly<Record<string, Tensor>>,
  variant: Variant,
) => Promise<boolean>

export class Chain implements GraphSession {
  readonly inputs
  readonly outputs
  /** Tensor → the last step that uses it. The steps are embeddings, layers, heads. */
  private readonly lastUse = new Map<string, number>()

  constructor(readonly parts: ChainParts) {
    this.inputs = parts.inputs
    this.outputs = parts.outputs
    for (const [step, { part }] of this.steps.entries())
      for (const { name } of part.graph.inputs) this.lastUse.set(name, step)
  }

  private get steps(): readonly PartSession[] {
    const { embeddings, layers, heads } = this.parts
    return [embeddings, ...layers, ...(heads ? [heads] : [])]
  }

  variantOf(n: number, { activations = PLAIN.activations }: RunOptions): Variant {
    const { blockedFrom } = this.parts
    return { attention: blockedFrom !== null && n >= blockedFrom ? 'blocked' : 'plain', activations }
  }

  async run(feeds: Readonly<Record<string, IntTensor>>, options: RunOptions = {}) {
    const results = await this.forward(feeds, options)
    return widenAll(Object.fromEntries(results))
  }

  /**
   * @param before called before each layer
   * @returns the graph's outputs that were computed
   */
  async forward(
    feeds: Readonly<Record<string, IntTensor>>,
    options: RunOptions,
    before?: BeforeLayer,
  ): Promise<ReadonlyMap<string, Tensor>> {
    const { plan, lookup, layers, textMasks } = this.parts
    const { data: ids, dims } = feeds.input_ids!
    const variant = this.variantOf(dims.at(-1)!, options)
    const wanted = new Set(options.outputs ?? this.outputs.map(({ name }) => name))
    const results = new Map<string, Tensor>()
    const tensors = new Map<string, Tensor>(Object.entries(asInputs(feeds, this.inputs)))
    await options.checkpoint?.()
    if (plan.table && lookup) {
      const rows = await lookup(ids)
      tensors.set(plan.table.output.name, { ...rows, dims: [...dims, rows.dims.at(-1)!] })
    }

    const masks = textMasks ? await textMasks.of(ids) : this.parts.masks
    for (const [step, session] of this.steps.entries()) {
      const { part } = session
      const isLayer = part.role === 'layer'
      const inputs = feedsOfPart(part.graph.inputs, tensors, isLayer ? masks : null)
      if (isLayer) {
        options.onLayer?.(part.index, layers.length)
        if (part.index > 0) await options.checkpoint?.()
        if (before && !(await before(part.index, inputs, variant))) return results
      }
      const names = part.graph.outputs
        .map(({ name }) => name)
        .filter((name) => wanted.has(name) || (this.lastUse.get(name) ?? -1) > step)
      const outputs = names.length > 0 ? await (await session.use(variant)).run(inputs, names) : {}
      for (const [name, tensor] of Object.entries(outputs)) {
        if (wanted.has(name)) results.set(name, tensor)
        tensors.set(name, tensor)
      }
      for (const name of tensors.keys()) if ((this.lastUse.get(name) ?? -1) <= step) tensors.delete(name)
      if (isLayer && part.index === layers.length - 1) options.onLayer?.(layers.length, layers.length)
    }
    return results
  }

  async release(): Promise<void> {
    for (const session of this.steps) await session.release()
    await this.parts.textMasks?.release()
  }
}

const feedsOfPart = (
  inputs: readonly Pick<Crossing, 'name'>[],
  tensors: ReadonlyMap<string, Tensor>,
  masks: ReadonlyMap<string, Tensor> | null,
): Record<string, Tensor> =>
  Object.fromEntries(inputs.map(({ name }) => [name, masks?.get(name) ?? tensors.get(name)!]))

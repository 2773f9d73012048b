/** A graph that runs as a chain of parts. */
import type { AttentionWanted, Encoder } from '../encoder/encoder'
import type { EncoderText } from '../encoder/place'
import { detail } from '../details'
import { EngineError } from '../errors'
import { asInputs, widenAll } from '../model/tensors'
import type { FloatTensor, GraphSession, IntTensor, RunOptions, Tensor, TensorMeta } from '../model/ports'
import { jittered } from './jitter'
import { asHidden, asText, hiddenTokens } from './own-layers'
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
  /** Runs all layers; null: `layers` do. */
  readonly encoder: Encoder | null
}

type Feeds = Readonly<Record<string, IntTensor>>

/** One text between two parts. */
interface Passing {
  readonly feeds: Feeds
  readonly tensors: Map<string, Tensor>
  readonly results: Map<string, Tensor>
  readonly masks: ReadonlyMap<string, Tensor>
  readonly wanted: ReadonlySet<string>
  readonly variant: Variant
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
    return widenAll(Object.fromEntries(await this.forward(feeds, options)))
  }

  /**
   * In onnxruntime-web, part after part, where `before` is given or there is no encoder.
   * @param before called before each layer
   * @returns the graph's outputs that were computed
   */
  async forward(
    feeds: Feeds,
    options: RunOptions,
    before?: BeforeLayer,
  ): Promise<ReadonlyMap<string, Tensor>> {
    const { encoder } = this.parts
    if (encoder && !before) return (await this.forwardMany(encoder, [feeds], options))[0]!
    const passing = await this.embed(feeds, options)
    if (!(await this.throughSessions(passing, options, before))) return passing.results
    await this.finish(passing)
    return passing.results
  }

  /** Several texts of any lengths, each with the bits that it gets alone. Null: this chain runs text by text. */
  get runMany(): GraphSession['runMany'] {
    const { encoder } = this.parts
    if (!encoder) return undefined
    return async (texts, options = {}) =>
      (await this.forwardMany(encoder, texts, options)).map((results) =>
        widenAll(Object.fromEntries(results)),
      )
  }

  private async forwardMany(
    encoder: Encoder,
    texts: readonly Feeds[],
    options: RunOptions,
    attention?: AttentionWanted,
  ): Promise<ReadonlyMap<string, Tensor>[]> {
    const passing: Passing[] = []
    for (const feeds of texts) passing.push(await this.embed(feeds, options))
    const ours: { readonly passing: Passing; readonly text: EncoderText }[] = []
    for (const each of passing) {
      const mask = hiddenTokens(this.parts.masks, each.masks, each.feeds.input_ids!.data.length)
      if (mask === 'unfit') await this.inSessions(each, options)
      else ours.push({ passing: each, text: asText(this.hiddenOf(each, 0), mask) })
    }
    if (ours.length > 0) {
      const { onHidden } = options
      const [first] = ours
      const like = this.hiddenOf(first!.passing, 0)
      onHidden?.(like)
      const results = await encoder.run(
        ours.map(({ text }) => text),
        {
          activations: options.activations ?? PLAIN.activations,
          arithmetic: options.arithmetic ?? 'exact',
          onLayer: options.onLayer,
          checkpoint: options.checkpoint,
          onHidden: onHidden && ((_, data) => onHidden({ type: 'float32', dims: like.dims, data })),
          ...(attention && { attention, last: attention.layers.at(-1)! + 1 }),
        },
      )
      if (attention) return []
      for (const [at, states] of results.entries()) {
        const each = ours[at]!.passing
        this.keep(each, this.parts.plan.hidden.at(-1)!.name, asHidden(states, this.hiddenOf(each, 0)))
      }
    }
    for (const each of passing) await this.finish(each)
    return passing.map(({ results }) => results)
  }

  /** Layer after layer, whatever computes them. @param compute gives what the layer hands on; null ends the run */
  async throughLayers(
    feeds: Feeds,
    compute: (index: number, inputs: Readonly<Record<string, Tensor>>) => Promise<Tensor | null>,
  ): Promise<void> {
    const { layers, plan } = this.parts
    const { tensors, masks } = await this.embed(feeds, {})
    for (const [index, { part }] of layers.entries()) {
      const next = await compute(index, feedsOfPart(part.graph.inputs, tensors, masks))
      if (next === null) return
      tensors.set(plan.hidden[index + 1]!.name, next)
    }
  }

  /** Attention weights of layers, in ascending order. @param visit gets [1, heads, rows, n] of a layer */
  async attend(
    encoder: Encoder,
    feeds: Feeds,
    {
      layers,
      rows,
    }: { readonly layers: readonly number[]; readonly rows: { readonly from: number; readonly to: number } },
    options: RunOptions,
    visit: (layer: number, weights: FloatTensor) => void,
  ): Promise<void> {
    const n = feeds.input_ids!.data.length
    await this.forwardMany(encoder, [feeds], options, {
      layers,
      text: 0,
      ...rows,
      visit: (layer, data) => {
        const { heads } = encoder.plans[layer]!
        visit(layer, { dims: [1, heads, rows.to - rows.from, n], data: data.slice() })
      },
    })
  }

  private hiddenOf({ tensors }: Passing, layer: number): Tensor {
    return tensors.get(this.parts.plan.hidden[layer]!.name)!
  }

  /** Everything before the first layer. */
  private async embed(feeds: Feeds, options: RunOptions): Promise<Passing> {
    const { plan, lookup, textMasks } = this.parts
    const { data: ids, dims } = feeds.input_ids!
    const tensors = new Map<string, Tensor>(Object.entries(asInputs(feeds, this.inputs)))
    await options.checkpoint?.()
    if (plan.table && lookup) {
      const rows = await lookup(ids)
      tensors.set(plan.table.output.name, { ...rows, dims: [...dims, rows.dims.at(-1)!] })
    }
    const passing: Passing = {
      feeds,
      tensors,
      results: new Map(),
      masks: textMasks ? await textMasks.of(ids) : this.parts.masks,
      wanted: new Set([
        ...(options.outputs ?? this.outputs.map(({ name }) => name)),
        ...(options.onHidden ? [plan.hidden.at(-1)!.name] : []),
      ]),
      variant: this.variantOf(dims.at(-1)!, options),
    }
    await this.step(passing, 0, feedsOfPart(this.parts.embeddings.part.graph.inputs, tensors, null))
    if (options.jitter !== undefined) {
      const hidden = this.hiddenOf(passing, 0)
      tensors.set(plan.hidden[0]!.name, jittered(hidden, options.jitter))
    }
    return passing
  }

  /** @returns false: `before` ended the run */
  private async throughSessions(
    passing: Passing,
    options: RunOptions,
    before?: BeforeLayer,
  ): Promise<boolean> {
    const { layers } = this.parts
    // Never exact sums under the name of others: the settings were checked, but not the masks of this text.
    if (options.arithmetic === 'avx2') throw exactText()
    for (const [index, { part }] of layers.entries()) {
      const inputs = feedsOfPart(part.graph.inputs, passing.tensors, passing.masks)
      options.onLayer?.(index, layers.length)
      if (index > 0) await options.checkpoint?.()
      if (before && !(await before(index, inputs, passing.variant))) return false
      options.onHidden?.(this.hiddenOf(passing, index))
      await this.step(passing, index + 1, inputs)
    }
    options.onHidden?.(this.hiddenOf(passing, layers.length))
    options.onLayer?.(layers.length, layers.length)
    return true
  }

  /** A text that the encoder does not compute: its sessions are made for it alone. */
  private async inSessions(passing: Passing, options: RunOptions): Promise<void> {
    try {
      await this.throughSessions(passing, options)
    } finally {
      for (const layer of this.parts.layers) await layer.release()
    }
  }

  /** Everything after the last layer. */
  private async finish(passing: Passing): Promise<void> {
    const { heads, layers } = this.parts
    if (heads)
      await this.step(passing, layers.length + 1, feedsOfPart(heads.part.graph.inputs, passing.tensors, null))
  }

  private async step(
    passing: Passing,
    step: number,
    inputs: Readonly<Record<string, Tensor>>,
  ): Promise<void> {
    const { tensors, wanted, variant } = passing
    const session = this.steps[step]!
    const names = session.part.graph.outputs
      .map(({ name }) => name)
      .filter((name) => wanted.has(name) || (this.lastUse.get(name) ?? -1) > step)
    const outputs = names.length > 0 ? await (await session.use(variant)).run(inputs, names) : {}
    for (const [name, tensor] of Object.entries(outputs)) this.keep(passing, name, tensor)
    for (const name of tensors.keys())
      if ((this.lastUse.get(name) ?? -1) <= step && !wanted.has(name)) tensors.delete(name)
  }

  private keep({ wanted, results, tensors }: Passing, name: string, tensor: Tensor): void {
    if (wanted.has(name)) results.set(name, tensor)
    tensors.set(name, tensor)
  }

  async release(): Promise<void> {
    for (const session of this.steps) await session.release()
    await this.parts.textMasks?.release()
    this.parts.encoder?.close()
  }
}

const feedsOfPart = (
  inputs: readonly Pick<Crossing, 'name'>[],
  tensors: ReadonlyMap<string, Tensor>,
  masks: ReadonlyMap<string, Tensor> | null,
): Record<string, Tensor> =>
  Object.fromEntries(inputs.map(({ name }) => [name, masks?.get(name) ?? tensors.get(name)!]))

/** A text whose masks the encoder does not compute runs in onnxruntime-web. */
function exactText(): EngineError {
  const why = detail('arithmetic-masks')
  return new EngineError('settings/invalid', `Not computed: ${why.text}.`, { detail: why })
}

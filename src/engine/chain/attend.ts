/** Attention weights of chosen layers. Small graphs are made to compute them; the sessions of the layers do not change. */
import { EngineError } from '../errors'
import { widen } from '../model/tensors'
import { elementsIn } from '../onnx/types'
import type { FloatTensor, IntTensor, RunOptions, Tensor, TensorSession } from '../model/ports'
import type { Chain } from './chain'
import { graphOf, type Workshop } from './part-sessions'
import { attentionRows } from './rewrite/attention'
import type { AttentionLayer, Variant } from './types'

export interface Wanted {
  /** Counted from 0; null: all. */
  readonly layers: readonly number[] | null
  readonly heads: readonly number[] | null
  /** Query rows [from, to); null: all. */
  readonly rows: { readonly from: number; readonly to: number } | null
}

/** Bytes of all layers' weights together, as float32 in the page. */
const RESULT_LIMIT = 2 ** 30
/** Bytes of one layer's weights in the runtime's heap, which holds scores, bias and weights at once. */
const LAYER_LIMIT = 2 ** 29

/**
 * Softmax weights as the model computes them for one text.
 * @param heads of the model
 * @throws EngineError attention/no-such, run/too-large, model/run-failed, run/out-of-memory, run/cancelled
 */
export async function attend(
  chain: Chain,
  workshop: Workshop,
  heads: number,
  feeds: Readonly<Record<string, IntTensor>>,
  wanted: Wanted,
  options: RunOptions = {},
): Promise<AttentionLayer[]> {
  const n = feeds.input_ids!.data.length
  const count = chain.parts.layers.length
  const layers = [...new Set(wanted.layers ?? range(count))].sort((a, b) => a - b)
  const chosen = wanted.heads ?? range(heads)
  const rows = wanted.rows ?? { from: 0, to: n }
  for (const layer of layers) within('layer', layer, count)
  for (const head of chosen) within('head', head, heads)
  within('row', rows.from, n)
  within('row', rows.to - 1, n)
  if (rows.to <= rows.from) throw noSuch('row', `${rows.from} to ${rows.to}`, n)
  const height = rows.to - rows.from
  refuseTooLarge(n, layers.length * chosen.length * height * n * 4, RESULT_LIMIT)
  refuseTooLarge(n, heads * height * n * 4, LAYER_LIMIT)

  const found: AttentionLayer[] = []
  await visitAttention(chain, workshop, feeds, { layers, rows }, options, (layer, weights) => {
    found.push({ layer, heads: chosen, rows, data: pickHeads(weights, chosen) })
  })
  return found
}

/**
 * Computes the weights layer after layer and keeps none of them.
 * @param wanted layers that exist, in ascending order; rows that exist
 * @param visit gets [1, heads, rows, n] of a layer
 * @throws EngineError model/run-failed, run/out-of-memory, run/cancelled
 */
export async function visitAttention(
  chain: Chain,
  workshop: Workshop,
  feeds: Readonly<Record<string, IntTensor>>,
  wanted: { readonly layers: readonly number[]; readonly rows: AttentionLayer['rows'] },
  options: RunOptions,
  visit: (layer: number, weights: FloatTensor) => void,
): Promise<void> {
  const { layers, rows } = wanted
  const { encoder } = chain.parts
  if (encoder) {
    if (layers.length > 0) await chain.attend(encoder, feeds, wanted, options, visit)
    return
  }
  await chain.forward(feeds, options, async (layer, inputs, variant) => {
    if (layers.includes(layer)) {
      const session = await attentionSession(chain, workshop, layer, variant)
      try {
        visit(layer, await weightsOf(session, inputs, rows))
      } finally {
        await session.session.release()
      }
    }
    return layer < layers.at(-1)!
  })
  const count = chain.parts.layers.length
  options.onLayer?.(count, count)
}

interface AttentionSession {
  readonly session: TensorSession
  readonly output: string
  readonly from: string
  readonly to: string
}

async function attentionSession(
  chain: Chain,
  workshop: Workshop,
  layer: number,
  { activations }: Variant,
): Promise<AttentionSession> {
  const { part } = chain.parts.layers[layer]!
  // The query rows are cut out before the scores are computed, so blocks are not needed.
  const graph = graphOf(part, { attention: 'plain', activations }, workshop.opset)
  const rows = attentionRows(graph, workshop.opset)
  if (rows.state === 'unfit')
    throw new EngineError('attention/unavailable', `Attention of layer ${layer}: ${rows.detail}.`, {
      reason: 'attention-unknown',
      detail: rows.detail,
    })
  return {
    session: await workshop.make(rows.graph, `attention of layer ${layer}`),
    output: rows.output.name,
    from: rows.from,
    to: rows.to,
  }
}

/** @returns [1, heads, to - from, n] */
async function weightsOf(
  { session, output, from, to }: AttentionSession,
  inputs: Readonly<Record<string, Tensor>>,
  rows: { readonly from: number; readonly to: number },
): Promise<FloatTensor> {
  const feeds: Record<string, Tensor> = { [from]: scalar(rows.from), [to]: scalar(rows.to) }
  for (const { name } of session.inputs) feeds[name] ??= inputs[name]!
  return widen((await session.run(feeds, [output]))[output]!)
}

/** @returns [heads][rows][n] */
function pickHeads({ dims, data }: FloatTensor, heads: readonly number[]): Float32Array {
  const size = dims.at(-1)! * dims.at(-2)!
  if (heads.length * size === data.length && heads.every((head, i) => head === i)) return data
  const picked = new Float32Array(heads.length * size)
  for (const [i, head] of heads.entries()) picked.set(data.subarray(head * size, (head + 1) * size), i * size)
  return picked
}

/** Number of attention heads, from the shape of a layer's weights for one text. Null: its attention has an unknown form. */
export async function probeAttention(
  chain: Chain,
  workshop: Workshop,
  feeds: Readonly<Record<string, IntTensor>>,
): Promise<number | null> {
  const { layers } = chain.parts
  if (layers.some(({ part }) => attentionRows(part.graph, workshop.opset).state === 'unfit')) return null
  let heads = 0
  await chain.forward(feeds, {}, async (layer, inputs, variant) => {
    const session = await attentionSession(chain, workshop, layer, variant)
    try {
      const { dims } = await weightsOf(session, inputs, { from: 0, to: 1 })
      heads = elementsIn(dims.slice(0, -2))
    } finally {
      await session.session.release()
    }
    return false
  })
  return heads
}

const scalar = (value: number): Tensor => ({
  type: 'int64',
  dims: [1],
  data: BigInt64Array.of(BigInt(value)),
})

const range = (length: number): number[] => Array.from({ length }, (_, i) => i)

function within(what: 'layer' | 'head' | 'row', found: number, count: number): void {
  if (!Number.isInteger(found) || found < 0 || found >= count) throw noSuch(what, found, count)
}

const noSuch = (what: string, found: number | string, count: number) =>
  new EngineError('attention/no-such', `There is no ${what} ${found}: they go from 0 to ${count - 1}.`, {
    what,
    found,
    limit: count - 1,
  })

function refuseTooLarge(tokens: number, needed: number, limit: number): void {
  if (needed > limit)
    throw new EngineError(
      'run/too-large',
      `Attention weights of ${tokens} tokens would take ${needed} bytes; ${limit} are allowed. Ask for fewer layers, heads or rows.`,
      { tokens, needed, limit, remedy: 'rows' },
    )
}

/** Heatmaps of real models, put together from their messages, and texts to fill them with. */
import type { EncodedCache } from '../../../src/engine/encode/cache'
import { runHeatmap } from '../../../src/engine/heatmap/run'
import type { HeatmapDone, HeatmapInput, HeatmapRows, UnitsInput } from '../../../src/engine/heatmap/types'
import type { LoadedModel } from '../../../src/engine/model/load'
import { HEAD_NAMES, type HeadName } from '../../../src/engine/model/types'

export const WEIGHTS = { dense: 1, sparse: 1, colbert: 1 } as const

export const ZH = [
  '手机充不进电了，怎么办？',
  '我换过线了。',
  '还是不行！',
  '订单号是 SO2024-118。',
  '好的。',
] as const
export const EN = [
  'My phone does not charge any more.',
  'Please send it back within seven days.',
  'Thank you!',
  'The order has been shipped.',
  'Where is my refund?',
] as const

/** Units one after the other. */
export function unitsOf(texts: readonly string[], between = ''): UnitsInput {
  let at = 0
  const units = texts.map((text) => {
    const start = at
    at += text.length + between.length
    return { text, start, end: start + text.length }
  })
  return { whole: texts.join(between), units }
}

export interface Rows {
  readonly done: HeatmapDone
  readonly messages: readonly HeatmapRows[]
  /** [rows × columns] of each head. */
  readonly values: Readonly<Record<HeadName, readonly number[] | null>>
}

export async function heatmap(
  model: LoadedModel,
  cache: EncodedCache,
  input: HeatmapInput,
  checkpoint?: () => Promise<void>,
): Promise<Rows> {
  const messages: HeatmapRows[] = []
  const done = await runHeatmap(model, cache, input, {
    onProgress: ({ rows }) => rows && messages.push(rows),
    ...(checkpoint && { checkpoint }),
  })
  const of = (head: HeadName) =>
    messages[0]?.values[head] ? messages.flatMap(({ values }) => [...values[head]!]) : null
  const values = Object.fromEntries(HEAD_NAMES.map((head) => [head, of(head)])) as Rows['values']
  return { done, messages, values }
}

/** Prepares a run of the heatmap: units, an estimate of the time, and empty cells. */
import type { HeatmapProgress } from '../../engine/heatmap/types'
import { HEAD_NAMES, type HeadName, type ModelInfo } from '../../engine/model/types'
import type { CallOptions } from '../../host/calls'
import type { PageClient } from '../../core/context'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import type { AppState, Side } from '../../core/state'
import { chunkUnits, sentenceUnits, splitOf } from '../../core/units'
import { optionsNow } from './selectors'
import type { HeatmapResult, Unit } from './types'

/** The sentences or chunks of a side. */
export async function unitsOf(
  client: PageClient,
  state: AppState,
  side: Side,
  info: ModelInfo,
  { signal, onProgress }: CallOptions<'chunk'>,
): Promise<readonly Unit[]> {
  const { unit, chunk } = optionsNow(state)
  if (unit === 'sentence') return sentenceUnits(state, side)
  const list = sentenceUnits(state, side)
  const { sentences } = splitOf(state, side)
  const { chunks } = await client.call(
    'chunk',
    {
      sentences: list.map(({ input }, at) => ({
        text: side === 'a' ? input.slice(state.settings.prefix.length) : input,
        opensParagraph: sentences[at]!.opensParagraph,
      })),
      chunk,
      settings: encodeSettingsOf(inputsFor(state, info), info),
    },
    { ...(signal && { signal }), ...(onProgress && { onProgress }) },
  )
  return chunkUnits(state, side, chunks)
}

/** Estimates how many seconds it takes to encode these texts, by measuring one text of median length. */
export async function secondsFor(
  client: PageClient,
  texts: readonly string[],
  state: AppState,
  info: ModelInfo,
  signal: AbortSignal,
): Promise<number> {
  const sorted = [...texts].sort((x, y) => x.length - y.length)
  const middle = sorted[sorted.length >> 1]!
  const settings = encodeSettingsOf(inputsFor(state, info), info)
  const { time } = await client.call('encode', { text: middle, settings }, { signal })
  const characters = texts.reduce((sum, text) => sum + Math.max(1, text.length), 0)
  return (time / 1000) * (characters / Math.max(1, middle.length))
}

/**
 * Arrays for the values of each head, filled with NaN, which marks a cell that is not computed yet. Null: the model
 * does not have the head.
 */
export function emptyValues(info: ModelInfo, cells: number): Readonly<Record<HeadName, Float64Array | null>> {
  const of = (head: HeadName) =>
    info.heads[head].state === 'available' ? new Float64Array(cells).fill(NaN) : null
  return Object.fromEntries(HEAD_NAMES.map((head) => [head, of(head)])) as Record<
    HeadName,
    Float64Array | null
  >
}

/** Writes computed rows into `values`. @returns the number of rows that are ready */
export function takeRows(
  values: HeatmapResult['values'],
  { from, count, values: rows }: NonNullable<HeatmapProgress['rows']>,
  columns: number,
): number {
  for (const head of HEAD_NAMES) {
    const row = rows[head]
    if (row) values[head]?.set(row, from * columns)
  }
  return from + count
}

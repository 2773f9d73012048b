/** Units as parts of one run over their whole text. */
import { detail } from '../details'
import type { EncodedCache } from '../encode/cache'
import { denseOf, passThrough } from '../encode/encode'
import type { Encoded, WholePass } from '../encode/types'
import { EngineError } from '../errors'
import { pool } from '../heads/dense'
import { lexicalWeights, skippedIds } from '../heads/sparse'
import type { LoadedModel } from '../model/load'
import { mapAvailable } from '../model/types'
import type { Tokenized } from '../tokenizer/types'
import type { HeatmapInput, UnitInput, UnitsInput } from './types'
import type { UnitHooks } from './units'

/**
 * The tokens [from, to) of each unit; from = to if it has none. A token belongs to every unit that contains it (chunks may
 * share sentences). A token that no unit contains belongs to the unit with its largest part, the first of equals.
 * @throws EngineError settings/invalid for a tokenizer that gives no ranges
 */
export function tokensOf(
  { starts, ends }: Tokenized,
  units: readonly Pick<UnitInput, 'start' | 'end'>[],
): { readonly from: number; readonly to: number }[] {
  if (starts === null || ends === null)
    throw new EngineError(
      'settings/invalid',
      'The tokenizer gives no offsets, so the tokens of a sentence are unknown: encode sentences by themselves.',
      { detail: detail('no-ranges') },
    )
  const places = units.map(() => ({ from: 0, to: 0 }))
  const give = (unit: number, token: number) => {
    const place = places[unit]!
    if (place.to === 0) place.from = token
    place.to = token + 1
  }
  for (const [token, start] of starts.entries()) {
    const length = ends[token]! - start
    let largest = 0
    let owner = -1
    for (const [at, unit] of units.entries()) {
      const part = Math.min(start + length, unit.end) - Math.max(start, unit.start)
      if (part <= 0) continue
      if (part === length) give(at, token)
      if (part > largest) [largest, owner] = [part, at]
    }
    if (owner >= 0 && largest < length) give(owner, token)
  }
  return places
}

/** Each unit's part of the run; null: max_length has cut off all of it. */
export function partsOf(
  model: LoadedModel,
  { encoded, hidden }: WholePass,
  units: readonly UnitInput[],
): (Encoded | null)[] {
  const { tokenized, settings } = encoded
  const skipped = skippedIds(model.info.tokenizer.specialIds)
  return tokensOf(tokenized, units).map(({ from, to }, at) => {
    if (to <= from) return null
    const part = sliceOf(tokenized, from, to, units[at]!)
    const weights = mapAvailable(encoded.tokenWeights, (all) => all.slice(from, to))
    return {
      tokenized: part,
      settings,
      ...denseOf(
        mapAvailable(hidden, ({ dimension, data }) => ({
          vector: pool(data.subarray(from * dimension), to - from, dimension, 'mean'),
          isRaw: true,
        })),
        settings,
      ),
      tokenWeights: weights,
      lexicalWeights: mapAvailable(weights, (each) => lexicalWeights(part.ids, each, skipped)),
      // Row r of the whole is token r + 1.
      colbertVecs: mapAvailable(encoded.colbertVecs, ({ dimension, data }) => ({
        rows: to - from,
        dimension,
        data: data.slice((from - 1) * dimension, (to - 1) * dimension),
      })),
      colbertFirst: 0,
      time: encoded.time,
    }
  })
}

/** The unit's tokens, with offsets into the unit's own text. */
function sliceOf(whole: Tokenized, from: number, to: number, { start, end }: UnitInput): Tokenized {
  const within = (places: Int32Array) =>
    places.slice(from, to).map((place) => Math.min(Math.max(place, start), end) - start)
  return {
    text: whole.text.slice(start, end),
    ids: whole.ids.slice(from, to),
    tokens: whole.tokens.slice(from, to),
    starts: within(whole.starts!),
    ends: within(whole.ends!),
    fullLength: to - from,
    maxLength: whole.maxLength,
    truncated: whole.cut !== null && whole.cut < end,
    cut: null,
  }
}

/** The parts of A and of B (or of A twice). `encoded`: the number of runs. */
export async function bothInContext(
  model: LoadedModel,
  cache: EncodedCache,
  { a, b, settings }: Pick<HeatmapInput, 'a' | 'b' | 'settings'>,
  hooks: UnitHooks,
): Promise<{
  readonly ofA: readonly (Encoded | null)[]
  readonly ofB: readonly (Encoded | null)[]
  readonly encoded: number
}> {
  const total = b === null ? 1 : 2
  let encoded = 0
  const partsOfSide = async ({ whole, units }: UnitsInput, side: 'a' | 'b') => {
    const done = side === 'a' ? 0 : 1
    await hooks.checkpoint?.()
    hooks.onProgress?.({ done, total })
    const { pass, cached } = await passThrough(cache, model, whole, settings, {
      onLayer: (layer, layers) => hooks.onProgress?.({ done, total, layer: { done: layer, total: layers } }),
      ...(hooks.checkpoint && { checkpoint: hooks.checkpoint }),
    }).catch((error: unknown) => {
      throw error instanceof EngineError ? error.with({ side }) : error
    })
    if (!cached) encoded++
    return partsOf(model, pass, units)
  }
  const ofA = await partsOfSide(a, 'a')
  const ofB = b === null ? ofA : await partsOfSide(b, 'b')
  hooks.onProgress?.({ done: total, total })
  return { ofA, ofB, encoded }
}

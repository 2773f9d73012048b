/** Units as parts of one pass over their whole text. */
import { encodeText, type RunHooks } from '../encode/encode'
import type { Encoded, EncodeSettings, Matrix } from '../encode/types'
import { normalized } from '../heads/normalize'
import { lexicalWeights, skippedIds } from '../heads/sparse'
import { norm } from '../matrix'
import type { LoadedModel } from '../model/load'
import type { FloatTensor } from '../model/ports'
import { available, mapAvailable, unavailable, type Available } from '../model/types'
import type { Tokenized } from '../tokenizer/types'
import type { UnitInput } from './types'

interface WholePass {
  readonly encoded: Encoded
  /** [n, hidden size] after the last layer. */
  readonly hidden: Available<Matrix>
}

/** The whole text, encoded, with the last hidden states of its tokens, from the same pass. */
export async function passOver(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  hooks: RunHooks,
): Promise<WholePass> {
  const output = hiddenName(model)
  let hidden: Available<Matrix> = unavailable('hidden-states-inside')
  const encoded = await encodeText(model, text, settings, {
    ...hooks,
    ...(output !== null && {
      also: {
        output,
        take: (tensor) => {
          if (tensor) hidden = available(asMatrix(tensor))
        },
      },
    }),
  })
  return { encoded, hidden }
}

/** Of a chain, what crosses from its last layer to its heads; of a whole graph, what its dense head pools. */
function hiddenName({ chain, plans: { dense } }: LoadedModel): string | null {
  if (chain) return chain.chain.parts.plan.hidden.at(-1)!.name
  return dense.state === 'available' && dense.value.kind === 'pool' ? dense.value.output : null
}

const asMatrix = ({ dims, data }: FloatTensor): Matrix => ({
  rows: dims.at(-2)!,
  dimension: dims.at(-1)!,
  data,
})

/** First and last token of a unit, [from, to): those whose larger part lies in it. Equal where it has none. */
export function tokensOf(
  { starts, ends }: Tokenized,
  units: readonly Pick<UnitInput, 'start' | 'end'>[],
): { readonly from: number; readonly to: number }[] {
  if (starts === null || ends === null) return units.map(() => ({ from: 0, to: 0 }))
  let at = 1
  return units.map(({ start, end }) => {
    const inside = (token: number) => {
      const [from, to] = [starts[token]!, ends[token]!]
      const part = Math.min(to, end) - Math.max(from, start)
      return to > from && part > 0 && part * 2 >= to - from
    }
    // Units are in order, though chunks may overlap: back to the first token that reaches into this one.
    while (at > 1 && ends[at - 1]! > start) at--
    while (at < starts.length && !inside(at) && !(starts[at]! >= end)) at++
    const from = at
    while (at < starts.length && inside(at)) at++
    return { from, to: at }
  })
}

/** Each unit's part of the pass; null where max_length has cut all of it off. */
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
    const pooled = mapAvailable(hidden, (states) => meanOf(states, from, to))
    const dense = mapAvailable(pooled, (mean) => {
      const cut = settings.truncateDim === null ? mean : mean.slice(0, settings.truncateDim)
      return settings.normalize ? normalized(cut) : cut
    })
    return {
      tokenized: part,
      settings,
      denseVecs: dense,
      denseVecsFull: mapAvailable(pooled, (mean) => (settings.normalize ? normalized(mean) : mean)),
      denseRawNorm: mapAvailable(pooled, norm),
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

/** The unit's tokens on the unit's own text. */
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

function meanOf({ dimension, data }: Matrix, from: number, to: number): Float32Array {
  const sum = new Float64Array(dimension)
  for (let row = from; row < to; row++)
    for (let k = 0; k < dimension; k++) sum[k]! += data[row * dimension + k]!
  return Float32Array.from(sum, (value) => value / (to - from))
}

/** Attention weights to take away. */
import { identityOf } from '../../engine/model/identity'
import type { Attention } from './types'
import { firstRow, type Reduce, type Weights } from './look'

export const ATTENTION_FORMAT = 'm3scope/attention'
export const ATTENTION_VERSION = 1

interface Chosen {
  readonly layer: number
  readonly head: number
  readonly reduce: Reduce
}

const rowsOf = (data: Float32Array, n: number): number[][] =>
  Array.from({ length: data.length / n }, (_, row) => Array.from(data.subarray(row * n, (row + 1) * n)))

/** Lists as [layer][head][key] and [query][key]; entropies [layer][head] in nats, null where not computed. */
export function attentionJson(
  { side, inputs, info, value }: NonNullable<Attention['summary']>,
  weights: Weights | null,
  chosen: Chosen,
): string {
  const { tokenized, layers, heads } = value
  const perHead = <T>(of: (layer: number, head: number) => T): T[][] =>
    Array.from({ length: layers }, (_, layer) => Array.from({ length: heads }, (_, head) => of(layer, head)))
  const finite = (number: number) => (Number.isFinite(number) ? number : null)
  return JSON.stringify({
    format: ATTENTION_FORMAT,
    version: ATTENTION_VERSION,
    identity: identityOf(info, inputs),
    side,
    model_input: tokenized.text,
    input_ids: Array.from(tokenized.ids),
    tokens: tokenized.tokens,
    truncated: tokenized.truncated,
    row_sum_error: value.rowSumError,
    first_rows: perHead((layer, head) => Array.from(firstRow(value, layer, head))),
    entropy: perHead((layer, head) => finite(value.entropy[layer * heads + head]!)),
    first_entropy: perHead((layer, head) => finite(value.firstEntropy[layer * heads + head]!)),
    shown: weights && {
      ...chosen,
      rows: [weights.from, weights.to],
      weights: rowsOf(weights.data, tokenized.ids.length),
    },
  })
}

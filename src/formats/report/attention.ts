/** Attention weights of one text. */
import type { AttentionSummary } from '../../engine/attention/types'
import type { EncodeSettings } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'
import { stamp } from './names'
import { list, rowsOf } from './parts'
import type { AttentionReport } from './schemas/attention'

interface AttentionOf {
  readonly side: 'a' | 'b'
  readonly inputs: EncodeSettings
  readonly info: ModelInfo
  readonly value: AttentionSummary
}

/** The weights that the view shows. */
interface ShownWeights {
  /** Flat, [rows][n]. */
  readonly data: Float32Array
  /** Query rows [from, to). */
  readonly from: number
  readonly to: number
}

interface ShownLayer {
  readonly layer: number
  readonly head: number
  /** all: the mean over all layers and heads. */
  readonly reduce: 'head' | 'mean' | 'max' | 'all' | 'rollout'
}

/** Lists are [layer][head][key] and [query][key]; entropies are [layer][head] in nats, null where not computed. */
export function attentionReport(
  { side, inputs, info, value }: AttentionOf,
  weights: ShownWeights | null,
  chosen: ShownLayer,
): AttentionReport {
  const { tokenized, layers, heads } = value
  const n = tokenized.ids.length
  const perHead = <T>(of: (index: number) => T): T[][] =>
    Array.from({ length: layers }, (_, layer) =>
      Array.from({ length: heads }, (_, head) => of(layer * heads + head)),
    )
  const finite = (number: number) => (Number.isFinite(number) ? number : null)
  return {
    ...stamp('m3scope/attention'),
    identity: identityOf(info, inputs),
    side,
    model_input: tokenized.text,
    input_ids: list(tokenized.ids),
    tokens: tokenized.tokens,
    truncated: tokenized.truncated,
    row_sum_error: value.rowSumError,
    first_rows: perHead((at) => list(value.first.subarray(at * n, (at + 1) * n))),
    entropy: perHead((at) => finite(value.entropy[at]!)),
    first_entropy: perHead((at) => finite(value.firstEntropy[at]!)),
    shown: weights && {
      ...chosen,
      rows: [weights.from, weights.to],
      weights: rowsOf({ rows: weights.data.length / n, dimension: n, data: weights.data }),
    },
  }
}

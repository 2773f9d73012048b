import { visitAttention } from '../chain/attend'
import { attentionOf } from '../encode/attend'
import { checkSettings } from '../encode/encode'
import type { RunHooks } from '../encode/pass'
import { feedsOf } from '../model/graph'
import type { LoadedModel } from '../model/load'
import { milliseconds } from '../units'
import { entropyOf } from './reduce'
import { Rollout } from './rollout'
import type { AttentionSummary, AttentionSummaryInput } from './types'

/**
 * Up to this number of tokens all rows of all layers are read. The weights of one layer are n² × heads (67 MB for 16 heads),
 * and the rollout needs n³ multiplications per layer.
 */
export const ROLLOUT_LIMIT = 1_024

/**
 * One run over all layers. Each layer's weights are reduced at once and not kept.
 * @throws EngineError attention/unavailable; as encodeText
 */
export async function summarizeAttention(
  model: LoadedModel,
  { text, settings }: AttentionSummaryInput,
  hooks: RunHooks = {},
): Promise<AttentionSummary> {
  const started = performance.now()
  const { chain, heads } = attentionOf(model)
  checkSettings(model, settings)
  const tokenized = model.tokenizers.get(settings.tokenizerMode).encode(text, settings.maxLength)
  const n = tokenized.ids.length
  const layers = chain.chain.parts.layers.length
  const whole = n <= ROLLOUT_LIMIT
  const rollout = whole ? new Rollout(n) : null
  const first = new Float32Array(layers * heads * n)
  const entropy = new Float64Array(layers * heads).fill(NaN)
  const firstEntropy = new Float64Array(layers * heads)
  let rowSumError = 0
  const rows = { from: 0, to: whole ? n : 1 }
  await visitAttention(
    chain.chain,
    chain.workshop,
    feedsOf(model.session.inputs, tokenized.ids, model.padId),
    { layers: Array.from({ length: layers }, (_, at) => at), rows },
    {
      ...hooks,
      activations: settings.activations ?? 'published',
      arithmetic: settings.arithmetic ?? 'exact',
    },
    (layer, { data }) => {
      const height = rows.to
      const mean = new Float32Array(whole ? n * n : 0)
      for (let head = 0; head < heads; head++) {
        const place = layer * heads + head
        let total = 0
        for (let row = 0; row < height; row++) {
          const weights = data.subarray((head * height + row) * n, (head * height + row + 1) * n)
          const { entropy: ofRow, sum } = entropyOf(weights)
          rowSumError = Math.max(rowSumError, Math.abs(sum - 1))
          total += ofRow
          if (row === 0) {
            first.set(weights, place * n)
            firstEntropy[place] = ofRow
          }
          if (whole) for (let j = 0; j < n; j++) mean[row * n + j]! += weights[j]! / heads
        }
        if (whole) entropy[place] = total / n
      }
      rollout?.add(mean)
    },
  )
  return {
    tokenized,
    layers,
    heads,
    first,
    entropy,
    firstEntropy,
    rollout: rollout?.value ?? null,
    rowSumError,
    time: milliseconds(performance.now() - started),
  }
}
